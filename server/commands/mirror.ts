import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { policyAsSaved } from '../../verifier/check/text-file.ts';
import { fetchFrom } from '../../verifier/check/fetch-from.ts';
import { listen, systemClock } from '../instance.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { buildMirror } from '../mirror/app.ts';
import { copyOnce, openMirror, type Copied } from '../mirror/copy.ts';
import { indexLeaves } from '../mirror/leaves.ts';
import { writePages } from '../mirror/static-pages.ts';
import type { Io } from './io.ts';

export interface MirrorOptions {
  readonly to: string;
  readonly policy: string;
  readonly every: string;
  readonly port?: string;
  readonly host: string;
  readonly once?: boolean;
  readonly pages?: boolean;
}

const sentenceOf = (copied: Copied): string => {
  switch (copied.kind) {
    case 'grown':
      return `copied up to ${copied.size} entries`;
    case 'current':
      return `${copied.size} entries, nothing new`;
    case 'fork':
      return `log_fork: ${copied.code}; both heads are in ${copied.evidence}`;
    case 'cannot_tell':
      return `${copied.code}: ${copied.about}`;
  }
};

/** 0: the copy is true and complete; 1: the log contradicts itself; 2: cannot tell. */
const codeOf = ({ kind }: Copied): number => (kind === 'fork' ? 1 : kind === 'cannot_tell' ? 2 : 0);

/** `huiyin mirror URL --to DIR --policy FILE`: copies a log and serves it; with --once it copies and ends, 0 true, 1 contradiction, 2 cannot tell. */
export const mirrorCommand = async (url: string, options: MirrorOptions, io: Io): Promise<number> => {
  const policyText = readFileSync(options.policy, 'utf8');
  const parsed = parsePolicy(hashing, policyAsSaved(policyText));
  const everyMs = Number(options.every) * 1000;
  if (!/^https?:\/\/[^\s/]+/.test(url)) return (io.err('url_invalid: the log has an address that starts with http:// or https://'), 2);
  if (!parsed.ok) return (io.err(`bad_policy: line ${parsed.line} (${parsed.fault})`), 2);
  if (!(everyMs >= 1000)) return (io.err('every_invalid: --every takes seconds, 1 or more'), 2);
  const { policy } = parsed;
  const mirror = openMirror(options.to);
  const fetchBytes = fetchFrom(url);
  const index = indexLeaves(mirror.store);
  let last: Copied | undefined;
  let said = '';
  const look = async (): Promise<Copied> => {
    last = await copyOnce(mirror, fetchBytes, policy, systemClock());
    if (options.pages === true && last.kind !== 'cannot_tell') await writePages({ mirror }, index);
    const sentence = sentenceOf(last);
    if (sentence !== said) (codeOf(last) === 0 ? io.out : io.err)((said = sentence));
    return last;
  };
  const first = await look();
  if (options.once === true) return (io.facts?.({ ...first }), codeOf(first));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const app = await buildMirror({ mirror, policy, policyText, clock: systemClock, last: () => last });
  io.out(`ready ${await listen(app, Number(options.port ?? '8081'), options.host)}`);
  while (!stop.signal.aborted) {
    await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    if (!stop.signal.aborted) await look();
  }
  await app.close();
  return 0;
};
