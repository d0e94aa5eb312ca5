import { describe, expect, it } from 'vitest';
import { speaking, type Io } from './io.ts';

const heard = (): { readonly io: Io; readonly lines: string[] } => {
  const lines: string[] = [];
  return { io: { out: (line) => void lines.push(`out ${line}`), err: (line) => void lines.push(`err ${line}`) }, lines };
};

const command = async (io: Io): Promise<number> => {
  (io.note ?? io.err)('half way');
  io.facts?.({ office: 'housing' });
  io.out('office housing added');
  return 0;
};

describe('what a command says', () => {
  it('is its sentences, or with --json one object of facts', async () => {
    const plain = heard();
    expect(await speaking(false, plain.io, command)).toBe(0);
    expect(plain.lines).toEqual(['err half way', 'out office housing added']);
    const json = heard();
    expect(await speaking(true, json.io, command)).toBe(0);
    expect(json.lines).toEqual(['out {"done":true,"office":"housing","problems":[]}']);
  });

  it('names each problem by its code, and what went wrong altogether', async () => {
    const { io, lines } = heard();
    const failing = async (told: Io): Promise<number> => {
      told.err('policy.kind.unknown /rules/0');
      told.err('key_reused: The same key came with other words.');
      told.err('there is no office x');
      throw new Error('the disk is full');
    };
    expect(await speaking(true, io, failing)).toBe(1);
    expect(JSON.parse((lines[0] ?? '').slice(4))).toEqual({
      done: false,
      problems: [
        { code: 'policy.kind.unknown', about: '/rules/0' },
        { code: 'key_reused', about: 'The same key came with other words.' },
        { code: 'wrong_use', about: 'there is no office x' },
        { code: 'failed', about: 'the disk is full' },
      ],
    });
  });
});
