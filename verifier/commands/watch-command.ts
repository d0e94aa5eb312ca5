import { toBase64 } from '../../kernel/canonical/base64.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { policyAsSaved } from '../check/text-file.ts';
import type { ExitCode, LineOutput } from './command.ts';
import { Unreachable } from '../check/comparison.ts';
import { isWebAddress, languageOf, parseLogOptions } from './log-options.ts';
import { fill, logSentencesIn, type LogSentences } from '../words/log-sentences.ts';
import type { FetchBytes } from '../check/tile-source.ts';
import type { Ports } from '../check/verdict.ts';
import { checkpointIn, watchOnce, type Watched } from '../check/watch.ts';

/** The world as `watch` sees it. */
export interface WatchWorld extends LineOutput {
  readonly ports: Ports;
  /** The file's bytes; undefined when there is none, null when there is one that cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array | undefined | null>;
  /** Whole and durable when it resolves; false when it cannot be written. */
  readonly writeFile: (path: string, text: string) => Promise<boolean>;
  readonly fetchFrom: (url: string) => FetchBytes;
  /** Waits; false when the command was told to end meanwhile. */
  readonly wait: (seconds: number) => Promise<boolean>;
  readonly locale: string | undefined;
}

/** What is remembered between looks. */
interface State {
  readonly policy: string;
  readonly checkpoint: string;
}

const EVERY_S = 600; // the tick of a log

const parseState = (text: string): State | undefined => {
  const value = parseJson(text);
  if (!isJsonObject(value) || typeof value.policy !== 'string') return undefined;
  return typeof value.checkpoint === 'string' && checkpointIn(value.checkpoint)
    ? { policy: value.policy, checkpoint: value.checkpoint }
    : undefined;
};

const servedPolicy = async (fetchBytes: FetchBytes): Promise<string | undefined> => {
  for (const path of ['policy', 'log/policy']) {
    const bytes = await fetchBytes(path);
    if (bytes !== null) return parseUtf8(bytes);
  }
  return undefined;
};

interface Session {
  readonly world: WatchWorld;
  readonly url: string;
  readonly stateFile: string;
  readonly sentences: LogSentences;
  readonly json: boolean;
}

const linesOf = ({ sentences }: Session, seen: Watched, pinned: boolean, evidence: string | null): readonly string[] => {
  if (seen.outcome === 'cannot_tell') return [fill(sentences.cannotTell[seen.code], seen.params)];
  if (seen.outcome === 'contradicted')
    return [
      fill(sentences.contradicted[seen.code], seen.params),
      seen.before,
      seen.now,
      ...(evidence === null ? [] : [fill(sentences.evidence, { path: evidence })]),
    ];
  const { checkpoint, witnessedBy } = seen.judged;
  const { origin, size } = checkpoint;
  return [
    fill(sentences.outcomes[seen.outcome], { origin, size, root: toBase64(checkpoint.root) }),
    ...(witnessedBy.length > 0 ? [fill(sentences.witnessed, { by: witnessedBy.length, of: seen.of })] : []),
    ...(pinned ? [sentences.pinned] : []),
  ];
};

const jsonOf = (seen: Watched, evidence: string | null): object => {
  if (seen.outcome === 'cannot_tell') return seen;
  if (seen.outcome === 'contradicted') return { ...seen, evidence };
  const { checkpoint, witnessedBy } = seen.judged;
  return {
    outcome: seen.outcome,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toBase64(checkpoint.root),
    witnessedBy,
    of: seen.of,
  };
};

/** Where the evidence goes: beside the state, never over an older one. */
const keepEvidence = async (
  { world, stateFile }: Session,
  seen: Watched & { readonly outcome: 'contradicted' },
): Promise<string | null> => {
  const text = `${seen.before}\n${seen.now}`;
  for (let n = 1; ; n += 1) {
    const path = `${stateFile}.evidence-${n}.txt`;
    const there = await world.readFile(path);
    if (there === null || (there !== undefined && parseUtf8(there) !== text)) continue;
    return there !== undefined || (await world.writeFile(path, text)) ? path : null;
  }
};

const readPolicyOf = async (
  session: Session,
  given: string | undefined,
  state: State | null,
): Promise<string | Unreachable | undefined> => {
  if (given !== undefined) return given;
  if (state !== null) return state.policy;
  return servedPolicy(session.world.fetchFrom(session.url)).catch((error: unknown) => {
    if (error instanceof Unreachable) return error;
    throw error;
  });
};

const report = (session: Session, seen: Watched, pinned: boolean, evidence: string | null): void => {
  const { world, json } = session;
  for (const line of json ? [JSON.stringify(jsonOf(seen, evidence))] : linesOf(session, seen, pinned, evidence)) world.out(line);
};

const look = async (session: Session, policyFile: string | undefined): Promise<ExitCode> => {
  const { world, url, stateFile, sentences } = session;
  const fails = (template: string, params: { readonly [name: string]: string | number }): ExitCode => (
    world.err(fill(template, params)),
    2
  );
  const stored = await world.readFile(stateFile);
  if (stored === null) return fails(sentences.unreadable, { path: stateFile });
  const state = stored === undefined ? null : parseState(parseUtf8(stored) ?? '');
  if (state === undefined) return fails(sentences.badState, { path: stateFile });
  const policyText = await readPolicyOf(session, policyFile, state);
  if (policyText instanceof Unreachable || policyText === undefined) {
    const params = policyText === undefined ? {} : { reason: policyText.message };
    report(session, { outcome: 'cannot_tell', code: policyText === undefined ? 'no_head' : 'unreachable', params }, false, null);
    return 2;
  }
  const policy = parsePolicy(world.ports.hashing, policyAsSaved(policyText));
  if (!policy.ok) return fails(sentences.badPolicy, { line: policy.line, fault: policy.fault });
  const seen = await watchOnce({
    fetchBytes: world.fetchFrom(url),
    policy: policy.policy,
    ports: world.ports,
    known: state?.checkpoint ?? null,
  });
  const evidence = seen.outcome === 'contradicted' ? await keepEvidence(session, seen) : null;
  const isNew = seen.outcome === 'first' || seen.outcome === 'grown';
  // What was seen is remembered before it is said.
  if (isNew && !(await world.writeFile(stateFile, `${JSON.stringify({ policy: policyText, checkpoint: seen.message })}\n`)))
    return fails(sentences.unreadable, { path: stateFile });
  report(session, seen, seen.outcome === 'first' && policyFile === undefined, evidence);
  return seen.outcome === 'contradicted' ? 1 : seen.outcome === 'cannot_tell' ? 2 : 0;
};

/** `watch URL --state FILE [--policy FILE] [--once] [--every SECONDS] [--lang en|zh-CN] [--json]` */
export const runWatch = async (args: readonly string[], world: WatchWorld): Promise<ExitCode> => {
  const options = parseLogOptions(args, ['--state', '--policy', '--every', '--lang'], ['--once', '--json']);
  const language = languageOf(options?.values.get('--lang'), world.locale);
  const sentences = logSentencesIn(language ?? 'en');
  const stateFile = options?.values.get('--state');
  const every = Number(options?.values.get('--every') ?? EVERY_S);
  if (!options || !language || stateFile === undefined || !isWebAddress(options.target) || !(every >= 1 && every <= 86_400))
    return (world.err(sentences.watchUsage), 2);
  const policyPath = options.values.get('--policy');
  const policyBytes = policyPath === undefined ? undefined : await world.readFile(policyPath);
  if (policyPath !== undefined && !policyBytes) return (world.err(fill(sentences.unreadable, { path: policyPath })), 2);
  const policyFile = policyBytes ? (parseUtf8(policyBytes) ?? '') : undefined;
  const session: Session = { world, url: options.target, stateFile, sentences, json: options.flags.has('--json') };
  for (;;) {
    const code = await look(session, policyFile);
    // A contradiction ends the watch: whoever runs it must hear of it.
    if (options.flags.has('--once') || code === 1) return code;
    if (!(await world.wait(every))) return code;
  }
};
