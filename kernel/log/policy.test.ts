import { describe, expect, it } from 'vitest';
import { hashing, testKey } from '../../verifier/testing/ports.ts';
import { isQuorum, parsePolicy, type LogPolicy } from './policy.ts';
import { cosignerKey, formatVkey, noteKey } from './vkey.ts';

const log = (number: number): string => formatVkey(noteKey(hashing, `log.example/${number}`, testKey(number).publicKey));
const witness = (number: number): string => formatVkey(cosignerKey(hashing, `witness.example/${number}`, testKey(number).publicKey));
const get = (text: string): LogPolicy => {
  const parsed = parsePolicy(hashing, text);
  if (!parsed.ok) throw new Error(`${parsed.fault} in line ${parsed.line}`);
  return parsed.policy;
};

/** The example of c2sp.org/tlog-policy: 2 of 3 X and any of 3 Y. */
const EXAMPLE = [
  `log ${log(1)} https://log.example/`,
  ...[1, 2, 3].map((at) => `witness X${at} ${witness(10 + at)}`),
  'group X-witnesses 2 X1 X2 X3',
  '',
  '  # a comment',
  ...[1, 2, 3].map((at) => `\twitness  Y${at}\t${witness(20 + at)} https://y.example/  `),
  'group Y-witnesses any Y1 Y2 Y3',
  'group X-and-Y all X-witnesses Y-witnesses',
  'quorum X-and-Y',
  `# huiyin-promise ${log(30)}`,
  '',
].join('\n');

describe('policy file', () => {
  it('of the specification is read, with our promise keys in its comments', () => {
    const policy = get(EXAMPLE);
    expect(policy.logs.map(({ key, url }) => [key.name, url])).toEqual([['log.example/1', 'https://log.example/']]);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['X1', null],
      ['X2', null],
      ['X3', null],
      ['Y1', 'https://y.example/'],
      ['Y2', 'https://y.example/'],
      ['Y3', 'https://y.example/'],
    ]);
    expect(policy.groups.map(({ name, threshold }) => [name, threshold])).toEqual([
      ['X-witnesses', 2],
      ['Y-witnesses', 1],
      ['X-and-Y', 2],
    ]);
    expect(policy.promiseKeys.map(({ name }) => name)).toEqual(['log.example/30']);
  });

  it.each<[boolean, readonly string[]]>([
    [true, ['X1', 'X2', 'Y3']],
    [true, ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3']],
    [false, ['X1', 'X2', 'X3']],
    [false, ['X1', 'Y1', 'Y2', 'Y3']],
    [false, []],
    [false, ['X-and-Y']],
  ])('its quorum is %s for %j', (expected, names) => expect(isQuorum(get(EXAMPLE), new Set(names))).toBe(expected));

  it('may ask for one witness, or for none', () => {
    const one = get(`witness w ${witness(2)}\nquorum w`);
    expect([isQuorum(one, new Set(['w'])), isQuorum(one, new Set())]).toEqual([true, false]);
    expect(isQuorum(get('quorum none\n'), new Set())).toBe(true);
  });

  it('may hold as many lines as implementations should allow', () => {
    const witnesses = Array.from({ length: 32 }, (_, at) => `witness w${at} ${witness(100 + at)}`);
    const logs = Array.from({ length: 32 }, (_, at) => `log ${log(150 + at)}`);
    const groups = Array.from({ length: 32 }, (_, at) => `group g${at} any w${at}`);
    expect(get([...logs, ...witnesses, ...groups, 'quorum g31'].join('\n')).witnesses).toHaveLength(32);
  });

  it.each([
    ['no_quorum', 'log LOG'],
    ['duplicate_quorum', 'quorum none\nquorum none'],
    ['unknown_name', 'quorum w'],
    ['unknown_name', 'group g any w\nquorum g'],
    ['unknown_name', 'group g any none\nquorum g'],
    ['unknown_name', 'group g any g\nquorum g'],
    ['bad_name', 'witness none WITNESS\nquorum none'],
    ['duplicate_name', 'witness w WITNESS\nwitness w WITNESS2\nquorum w'],
    ['duplicate_name', 'witness w WITNESS\ngroup w any w\nquorum w'],
    ['duplicate_key', 'witness w WITNESS\nwitness v WITNESS\nquorum w'],
    ['duplicate_key', 'log LOG\nlog LOG\nquorum none'],
    ['member_twice', 'witness w WITNESS\ngroup g 2 w w\nquorum g'],
    ['member_twice', 'witness w WITNESS\ngroup g any w\ngroup h any w\nquorum g'],
    ['bad_threshold', 'witness w WITNESS\ngroup g 2 w\nquorum g'],
    ['bad_threshold', 'witness w WITNESS\ngroup g 0 w\nquorum g'],
    ['bad_threshold', 'witness w WITNESS\ngroup g 01 w\nquorum g'],
    ['wrong_count', 'witness w WITNESS\ngroup g any\nquorum g'],
    ['wrong_count', 'quorum none none'],
    ['wrong_count', 'log'],
    ['wrong_count', 'witness w'],
    ['wrong_count', 'log LOG https://a.example/ more'],
    ['bad_key', 'log WITNESS\nquorum none'],
    ['bad_key', 'witness w LOG\nquorum w'],
    ['bad_key', 'log example.com/x\nquorum none'],
    ['bad_key', '# huiyin-promise nonsense\nquorum none'],
    ['bad_key', '#huiyin-promise WITNESS\nquorum none'],
    ['unknown_word', 'trust me\nquorum none'],
    ['unknown_word', 'Quorum none'],
    ['character', 'quorum none\r\n'],
    ['too_long', '\n'.repeat(2000)],
  ])('is refused for %s: %j', (fault, text) => {
    const filled = text.replaceAll('WITNESS2', witness(8)).replaceAll('WITNESS', witness(7)).replaceAll('LOG', log(6));
    expect(parsePolicy(hashing, filled)).toMatchObject({ ok: false, fault });
  });

  it('names the line of a fault', () =>
    expect(parsePolicy(hashing, '\n\nnonsense')).toEqual({ ok: false, fault: 'unknown_word', line: 3 }));
});
