import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testFolder } from '../../test/support/folder.ts';
import { openKeyDirectory } from './key-directory.ts';
import { OWN_FILE, readOperatorFile, SECRET_FILE } from './operator-file.ts';

const folder = testFolder('operator-file');
const keys = openKeyDirectory(folder);
const at = join(folder, 'named.json');
afterEach(() => rmSync(at, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Said = z.strictObject({ peers: z.array(z.strictObject({ url: z.string() })) });
const read = (others: typeof SECRET_FILE | typeof OWN_FILE) => readOperatorFile(keys, 'named.json', Said, others);
const write = (text: string, mode = 0o600): void => {
  writeFileSync(at, text);
  chmodSync(at, mode);
};

describe('a file of the operator', () => {
  it('need not be there, and is taken as it says', () => {
    expect(read(OWN_FILE)).toBeNull();
    write('{"peers":[{"url":"https://a.example"}]}');
    expect(read(OWN_FILE)).toEqual({ said: { peers: [{ url: 'https://a.example' }] } });
  });

  it('that others may write is never taken, and one with secrets not where others may read it', () => {
    write('{"peers":[]}', 0o644);
    expect([read(OWN_FILE), read(SECRET_FILE)]).toEqual([{ said: { peers: [] } }, { fault: 'open', where: '' }]);
    for (const mode of [0o622, 0o602, 0o666]) {
      chmodSync(at, mode);
      expect([read(OWN_FILE), read(SECRET_FILE)]).toEqual([
        { fault: 'open', where: '' },
        { fault: 'open', where: '' },
      ]);
    }
  });

  it('that is a folder, or no JSON, or says something else is a fault with its place, and stops nothing', () => {
    mkdirSync(at);
    expect(read(OWN_FILE)).toEqual({ fault: 'open', where: '' });
    rmSync(at, { recursive: true });
    write('{"peers":');
    expect(read(OWN_FILE)).toEqual({ fault: 'form', where: '' });
    write('{"peers":[{"url":7}]}');
    expect(read(OWN_FILE)).toEqual({ fault: 'form', where: 'peers.0.url' });
  });
});
