import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import { runVerify } from './command.ts';
import { Unreachable } from '../check/comparison.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { fillers, INCLUDE_BY, POLICY, tinyLog } from '../testing/tiny-log.ts';
import { tinyBundle } from '../testing/tiny-matter.ts';

const { bundle, log } = tinyBundle();
const waiting = tinyBundle({ included: 0 }).bundle;
const FILES: Readonly<Record<string, Uint8Array>> = {
  'bundle.json': utf8Encode(bundleText(bundle)),
  'marked.json': utf8Encode(`\ufeff${bundleText(bundle)}`),
  'waiting.json': utf8Encode(bundleText(waiting)),
  'false.json': utf8Encode(bundleText({ ...bundle, matter: 'K7QM4X2E' })),
  'binary.json': Uint8Array.of(0xff),
  policy: utf8Encode(POLICY),
  'crlf.txt': utf8Encode(`\ufeff${POLICY.replaceAll('\n', '\r\n')}`),
  'cr.txt': utf8Encode(POLICY.replaceAll('\n', '\r')),
  'crlf.json': utf8Encode(JSON.stringify(JSON.parse(bundleText(bundle)), null, 1).replaceAll('\n', '\r\n')),
  'le.json': new Uint8Array(Buffer.from(`\ufeff${bundleText(bundle)}`, 'utf16le')),
  'be.json': new Uint8Array(Buffer.from(`\ufeff${bundleText(bundle)}`, 'utf16le').swap16()),
  'plain16.json': new Uint8Array(Buffer.from(bundleText(bundle), 'utf16le')),
  'le.txt': new Uint8Array(Buffer.from(`\ufeff${POLICY}`, 'utf16le')),
  'exif.jpg': new Uint8Array(Buffer.from('ffd8ffe000104a46494600010100000100010000ffe100084578696600000000ffda', 'hex')),
  'heic.jpg': utf8Encode('\0\0\0\u0018ftypheic'),
  'stored.jpg': new Uint8Array(Buffer.from('ffd8ffe000104a46494600010100000100010000ffda', 'hex')),
};
const SITES: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>> = {
  'https://log.example': log.files,
  'https://short.example': tinyLog(fillers(9)).files,
  'https://empty.example': new Map(),
};

const run = async (args: string, locale?: string): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ['', ''];
  const code = await runVerify(
    args.split(' ').filter((arg) => arg !== ''),
    {
      ports: { hashing: nodeHashing, verifying: nodeVerifying },
      readFile: (path) => Promise.resolve(FILES[path]),
      fetchFrom: (url) => (path) => {
        const site = SITES[url];
        return site === undefined ? Promise.reject(new Unreachable('no such host')) : Promise.resolve(site.get(path) ?? null);
      },
      out: (line) => void (out += `${line}\n`),
      err: (line) => void (err += `${line}\n`),
      now: instant(INCLUDE_BY + 1),
      locale,
    },
  );
  return { code, out, err };
};

describe('verify', () => {
  it.each([
    [0, 'bundle.json --policy policy', 'TRUE'],
    [0, 'marked.json --policy policy', 'TRUE'],
    [0, 'waiting.json --policy policy', 'promise ran out'],
    [1, 'false.json --policy policy', 'FALSE'],
    [1, 'binary.json --policy policy', 'FALSE'],
    [0, 'bundle.json --policy crlf.txt', 'TRUE'],
    [0, 'bundle.json --policy cr.txt', 'TRUE'],
    [0, 'crlf.json --policy crlf.txt --against https://log.example', 'AGREES'],
    [2, 'le.json --policy policy', 'UTF-16'],
    [2, 'be.json --policy policy', 'CANNOT TELL'],
    [2, 'plain16.json --policy policy', 'CANNOT TELL'],
    [2, 'bundle.json --policy le.txt', 'UTF-16'],
    [2, 'bundle.json --policy policy --file exif.jpg', 'without place and time'],
    [2, 'bundle.json --policy policy --file heic.jpg', 'Check the copy that you download'],
    [1, 'bundle.json --policy policy --file stored.jpg', 'not the original'],
    [2, 'bundle.json', 'CANNOT TELL'],
    [1, 'bundle.json --policy policy --file policy', 'none of those recorded'],
    [2, 'bundle.json --policy bundle.json', 'CANNOT TELL'],
    [0, 'bundle.json --policy policy --against https://log.example', 'AGREES'],
    [1, 'bundle.json --policy policy --against https://short.example', 'CONTRADICTED'],
    [1, 'waiting.json --policy policy --against https://short.example', 'PROMISE BROKEN'],
    [2, 'bundle.json --policy policy --against https://empty.example', 'No log was found'],
    [2, 'bundle.json --policy policy --against https://nowhere.example', 'no such host'],
    [1, 'false.json --policy policy --against https://log.example', 'FALSE'],
  ])('answers %d for %s and says: %s', async (code, args, words) => {
    const answer = await run(args);
    expect(answer.out).toContain(words);
    expect([answer.code, answer.err]).toEqual([code, '']);
  });

  it.each([
    '',
    'a b',
    '--json',
    'bundle.json --policy',
    'bundle.json --police policy',
    'bundle.json --lang fr',
    'bundle.json --against file:///etc',
    'bundle.json --json --json',
  ])('explains itself when used wrongly: verify %s', async (args) => {
    const answer = await run(args);
    expect([answer.code, answer.out]).toEqual([2, '']);
    expect(answer.err).toMatch(/^Usage: verify BUNDLE/);
  });

  it('names a file it cannot read', async () => {
    expect(await run('none.json --policy policy')).toEqual({ code: 2, out: '', err: 'Cannot read none.json.\n' });
    expect((await run('bundle.json --policy none')).err).toContain('none');
  });

  it('speaks the language of the machine, or the one asked for', async () => {
    expect((await run('bundle.json --policy policy', 'zh_CN.UTF-8')).out).toMatch(/^属实：/);
    expect((await run('bundle.json --policy policy --lang en', 'zh_CN.UTF-8')).out).toMatch(/^TRUE/);
    expect((await run('false.json --policy policy --lang zh-CN')).out).toMatch(/^不属实：/);
    expect((await run('none.json --lang zh-CN')).err).toContain('无法读取');
  });

  it('tells a machine the same as a person', async () => {
    const { out } = await run('bundle.json --policy policy --against https://log.example --json');
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'true',
      code: 'true',
      events: { length: 6 },
      against: { finding: 'consistent', params: { serverSize: 306 } },
    });
    expect(JSON.parse((await run('bundle.json --json')).out)).toMatchObject({ verdict: 'cannot_tell', code: 'no_policy', against: null });
  });

  it('leaves no placeholder unfilled in either language', async () => {
    for (const file of ['bundle.json', 'waiting.json', 'false.json']) {
      for (const site of ['log', 'short', 'empty', 'nowhere']) {
        for (const lang of ['en', 'zh-CN']) {
          const { out } = await run(`${file} --policy policy --against https://${site}.example --lang ${lang}`);
          expect(out).not.toMatch(/[{}]|undefined|\[object/);
        }
      }
    }
  });
});
