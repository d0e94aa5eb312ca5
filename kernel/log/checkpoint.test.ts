import { describe, expect, it } from 'vitest';
import { hashing, strict } from '../../verifier/testing/ports.ts';
import { hasVectors, vectorBytes, vectorText } from '../../verifier/testing/vectors.ts';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { entriesBytes, parseEntries } from './entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader } from './frontier.ts';
import { noteVerifier, openNote, parseNote } from './note.ts';
import { entryTilesBetween, tileBytes, tilePath, tilesBetween } from './tiles.ts';
import { hashLeaf } from './tree.ts';
import { parseVkey } from './vkey.ts';
import { wants } from '../../test/support/wants.ts';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const EXAMPLE = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;

describe('checkpoint', () => {
  it.each([EXAMPLE, `${EXAMPLE}an extension\nand another\n`, `o\n0\n${ROOT}\n`])('%j is read and written the same', (text) => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint && checkpointText(checkpoint)).toBe(text);
  });

  it.each([
    ['a leading zero', EXAMPLE.replace('2085', '02085')],
    ['a sign', EXAMPLE.replace('2085', '+2085')],
    ['a size beyond what a number holds exactly', EXAMPLE.replace('20852163', '9007199254740992')],
    ['no origin', EXAMPLE.slice(27)],
    ['a root of 31 bytes', EXAMPLE.replace(ROOT, 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==')],
    ['an empty extension line', `${EXAMPLE}\n`],
    ['an empty line among extensions', `${EXAMPLE}a\n\nb\n`],
    ['no newline at its end', EXAMPLE.slice(0, -1)],
    ['no root', 'o\n1\n'],
    ['nothing in it', ''],
  ])('is refused with %s', (_, text) => expect(parseCheckpoint(text)).toBeUndefined());

  it('is not written when it could not be read', () => {
    const root = new Uint8Array(32);
    expect(() => checkpointText({ origin: '', size: 1, root, extensions: [] })).toThrow();
    expect(() => checkpointText({ origin: 'a\nb', size: 1, root, extensions: [] })).toThrow();
    expect(() => checkpointText({ origin: 'a', size: -1, root, extensions: [] })).toThrow();
    expect(() => checkpointText({ origin: 'a', size: 1, root: new Uint8Array(31), extensions: [] })).toThrow();
    expect(() => checkpointText({ origin: 'a', size: 1, root, extensions: [''] })).toThrow();
  });
});

describe.runIf(hasVectors)('a log of 15 entries made by another implementation', wants('vectors'), () => {
  const VKEY = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const entries = (hasVectors ? parseEntries(vectorBytes('tessera-log/tile/entries/000.p/15')) : undefined) ?? [];
  const key = parseVkey(hashing, VKEY);

  it('has the entries one, two, three and so on', () => {
    expect(entries.map((entry) => Buffer.from(entry).toString()).slice(0, 3)).toEqual(['one', 'two', 'three']);
    expect(entries).toHaveLength(15);
  });

  it.each(Array.from({ length: 16 }, (_, size) => size))(
    'is byte for byte ours at size %d: checkpoint, signature, tiles and bundles',
    (size) => {
      const { frontier, stored } = appendLeaves(
        hashing,
        EMPTY_FRONTIER,
        entries.slice(0, size).map((entry) => hashLeaf(hashing, entry)),
      );
      const note = parseNote(vectorText(`tessera-log/checkpoint.${size}`));
      if (note === undefined || key === undefined) throw new Error('the published note and key are well-formed');
      expect(checkpointText({ origin: key.name, size, root: frontierRoot(hashing, frontier), extensions: [] })).toBe(note.text);
      expect(openNote(note, [noteVerifier(key, strict)])).toEqual({ ok: true, signedBy: [key] });
      if (size < 2) return; // the published tiles begin with size 2
      for (const tile of tilesBetween(0, size))
        expect(tileBytes(storedReader(stored), tile)).toEqual(vectorBytes(`tessera-log/${tilePath(tile)}`));
      for (const tile of entryTilesBetween(0, size))
        expect(entriesBytes(entries.slice(0, tile.width))).toEqual(vectorBytes(`tessera-log/${tilePath(tile)}`));
    },
  );
});
