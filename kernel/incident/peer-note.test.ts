import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { parsePeerNote, PEER_NOTES, peerNoteText } from './peer-note.ts';

const origin = fc.stringMatching(/^[a-z0-9./-]{1,40}$/);
const note = fc.record({
  kind: fc.constantFrom(...PEER_NOTES),
  from: origin,
  to: origin,
  digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instant),
});

describe('a note between two installations', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(note, (one) => {
        expect(parsePeerNote(peerNoteText(one))).toEqual(one);
      }),
    );
  });

  it('that says anything more or less is none', () => {
    fc.assert(
      fc.property(note, fc.nat(), (one, at) => {
        const text = peerNoteText(one);
        const cut = at % text.length;
        expect(parsePeerNote(text.slice(0, cut) + text.slice(cut + 1)) ?? {}).not.toEqual(one);
        expect(parsePeerNote(`${text}x\n`)).toBeUndefined();
      }),
    );
  });

  it('of a report is none of a receipt', () => {
    fc.assert(
      fc.property(note, (one) => {
        expect(parsePeerNote(peerNoteText(one))?.kind).toBe(one.kind);
      }),
    );
  });

  it('is not written with a break in an origin', () => {
    expect(() => peerNoteText({ kind: 'report', from: 'a\nb', to: 'c', digest: 'a'.repeat(64), at: instant(0) })).toThrow();
  });
});
