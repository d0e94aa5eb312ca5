import { describe, expect, it } from 'vitest';
import { utf8Decode, utf8Encode } from '../../kernel/canonical/utf8.ts';
import { Unreachable } from './comparison.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { fillers, POLICY, POLICY_ALONE, tinyLog, type TinyLog } from '../testing/tiny-log.ts';
import { runWatch } from '../commands/watch-command.ts';

const leaves = fillers(400);
const at = (size: number, from = leaves): TinyLog => tinyLog(from.slice(0, size));
const forked = [...leaves.slice(0, 100), ...fillers(300, 5000)];

/** A machine with files and one log that a test may change. */
const machine = (policy: string | null = null) => {
  const files = new Map<string, Uint8Array>(policy === null ? [] : [['policy', utf8Encode(policy)]]);
  const state = { served: new Map<string, Uint8Array>(), reachable: true, full: false };
  const show = (log: TinyLog, withPolicy = true): void => {
    state.served = new Map([...log.files, ...(withPolicy ? [['policy', utf8Encode(POLICY)] as const] : [])]);
  };
  const run = async (args = '--once', looks = 1, between: (nth: number) => void = () => undefined) => {
    let [out, left] = ['', looks];
    const code = await runWatch(['https://log.example', '--state', 'state', ...args.split(' ').filter((arg) => arg !== '')], {
      ports: { hashing: nodeHashing, verifying: nodeVerifying },
      readFile: (path) => Promise.resolve(path === 'locked' ? null : files.get(path)),
      writeFile: (path, text) => {
        if (state.full) return Promise.resolve(false);
        files.set(path, utf8Encode(text));
        return Promise.resolve(true);
      },
      fetchFrom: () => (path) =>
        state.reachable ? Promise.resolve(state.served.get(path) ?? null) : Promise.reject(new Unreachable('no route')),
      wait: () => {
        left -= 1;
        between(looks - left);
        return Promise.resolve(left > 0);
      },
      out: (line) => void (out += `${line}\n`),
      err: (line) => void (out += `${line}\n`),
      locale: 'en',
    });
    return { code, out };
  };
  return { files, state, show, run };
};

describe('watching a log', () => {
  it('remembers what it saw, and says whether the log goes on from there', async () => {
    const it = machine();
    it.show(at(100));
    expect(await it.run()).toEqual({ code: 0, out: expect.stringContaining('First look: huiyin.local') });
    expect(await it.run()).toEqual({ code: 0, out: expect.stringContaining('The same:') });
    it.show(at(300));
    const grown = await it.run();
    expect(grown).toEqual({ code: 0, out: expect.stringContaining('300 entries') });
    expect(grown.out).toContain('Witnessed by 2 of 3.');
    expect(utf8Decode(it.files.get('state') ?? new Uint8Array())).toContain('300');
  });

  it.each([
    ['another log of the same name', () => at(300, forked), 'other_root'],
    ['another log of the same size', () => at(200, forked), 'other_root'],
    ['a log that has become smaller', () => at(150), 'server_smaller'],
  ] as const)('%s is a contradiction: 1, both heads printed and kept, what was seen stays seen', async (_, other, code) => {
    const it = machine();
    it.show(at(200));
    await it.run();
    const before = it.files.get('state');
    it.show(other());
    const found = await it.run();
    expect(found.code).toBe(1);
    expect(found.out).toContain('CONTRADICTED');
    expect(found.out).toContain(at(200).checkpoint);
    expect(found.out).toContain(other().checkpoint);
    const evidence = utf8Decode(it.files.get('state.evidence-1.txt') ?? new Uint8Array());
    expect(evidence).toBe(`${at(200).checkpoint}\n${other().checkpoint}`);
    expect(it.files.get('state')).toEqual(before);
    // Seen again, it is the same evidence; another one gets a file of its own.
    expect(JSON.parse((await it.run('--once --json')).out)).toMatchObject({
      outcome: 'contradicted',
      code,
      evidence: 'state.evidence-1.txt',
    });
    it.show(at(320, forked));
    expect((await it.run()).out).toContain('state.evidence-2.txt');
  });

  it('what cannot be judged is 2 and forgets nothing', async () => {
    const it = machine();
    it.show(at(100));
    await it.run();
    const before = it.files.get('state');
    it.state.reachable = false;
    expect(await it.run()).toEqual({ code: 2, out: expect.stringContaining('no route') });
    it.state.reachable = true;
    it.state.served = new Map();
    expect((await it.run()).out).toContain('no log was found');
    it.state.served = new Map([['checkpoint', utf8Encode('<html>')]]);
    expect((await it.run()).out).toContain('not signed');
    it.show(tinyLog(leaves.slice(0, 120), 0, 'stranger.example'));
    expect((await it.run()).out).toContain('another one');
    it.show(at(300));
    for (const path of it.state.served.keys()) if (path.startsWith('tile/0')) it.state.served.delete(path);
    expect((await it.run()).code).toBe(2);
    expect(it.files.get('state')).toEqual(before);
  });

  it('keys that the address names later are not believed: those of the first look count, or those of --policy', async () => {
    const it = machine(POLICY_ALONE);
    it.show(at(100));
    await it.run('--once --policy policy');
    it.state.served.set('policy', utf8Encode('quorum none\n'));
    expect((await it.run()).code).toBe(0);
    const none = machine();
    none.state.served = new Map(at(5).files);
    expect((await none.run()).code).toBe(2);
    none.state.served.set('policy', utf8Encode('nonsense'));
    expect((await none.run()).out).toContain('line 1');
  });

  it('a state that is damaged or cannot be written is said, and nothing is taken for a first look', async () => {
    const it = machine();
    it.show(at(100));
    it.state.full = true;
    expect(await it.run()).toEqual({ code: 2, out: expect.stringContaining('Cannot read or write state') });
    it.files.set('state', utf8Encode('{}'));
    expect(await it.run()).toEqual({ code: 2, out: expect.stringContaining('damaged') });
    it.files.delete('state');
    const locked = await runWatchWith('locked');
    expect(locked).toBe(2);
  });

  it('without --once it looks again and again until it is told to end or meets a contradiction', async () => {
    const it = machine();
    it.show(at(100));
    const patient = await it.run('--every 5', 3, (nth) => it.show(at(100 + nth)));
    expect(patient.code).toBe(0);
    expect(patient.out.match(/entries/g)).toHaveLength(3);
    const caught = await it.run('--every 5', 9, () => it.show(at(200, forked)));
    expect(caught.code).toBe(1);
  });

  it('answers 2 to wrong use', async () => {
    const it = machine();
    it.show(at(100));
    for (const args of ['--every 0', '--every x', '--lang fr', '--unknown', 'more', '--once --policy nothing'])
      expect([args, (await it.run(args)).code]).toEqual([args, 2]);
  });
});

const runWatchWith = (stateFile: string): Promise<number> =>
  runWatch(['https://log.example', '--state', stateFile, '--once'], {
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
    readFile: () => Promise.resolve(null),
    writeFile: () => Promise.resolve(true),
    fetchFrom: () => () => Promise.resolve(null),
    wait: () => Promise.resolve(false),
    out: () => undefined,
    err: () => undefined,
    locale: undefined,
  });
