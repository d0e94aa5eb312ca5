import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { policyAsSaved } from '../check/text-file.ts';
import type { ExitCode, LineOutput } from './command.ts';
import { fsckLog, type Fsck } from '../check/fsck.ts';
import { isWebAddress, languageOf, parseLogOptions } from './log-options.ts';
import { fill, logSentencesIn, type LogSentences } from '../words/log-sentences.ts';
import type { FetchBytes } from '../check/tile-source.ts';
import type { Ports } from '../check/verdict.ts';

/** The world as `fsck` sees it. */
export interface FsckWorld extends LineOutput {
  readonly ports: Ports;
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
  readonly fetchFrom: (url: string) => FetchBytes;
  /** A folder as the same: what stands below it, and all paths of tiles there are. */
  readonly openFolder: (path: string) => { readonly fetchBytes: FetchBytes; readonly tiles: () => Promise<readonly string[]> };
  readonly locale: string | undefined;
}

const LISTED = 20;

const listed = (lines: readonly string[], sentences: LogSentences): readonly string[] => [
  ...lines.slice(0, LISTED).map((line) => `  ${line}`),
  ...(lines.length > LISTED ? [`  ${fill(sentences.more, { count: lines.length - LISTED })}`] : []),
];

const linesOf = (sentences: LogSentences, found: Fsck): readonly string[] => {
  const { code, origin, size, root, files, faults, unread, signed } = found;
  const unsigned = signed || origin === null ? [] : [sentences.fsckUnsigned];
  if (code === 0) return [fill(sentences.fsckTrue, { files, origin: origin ?? '', size, root: root ?? '' }), ...unsigned];
  const head = code === 1 ? fill(sentences.fsckFalse, { count: faults.length }) : fill(sentences.fsckCannotTell, { count: unread.length });
  return [
    head,
    ...listed(
      faults.map(({ path, what }) => fill(sentences.faults[what], { path })),
      sentences,
    ),
    ...listed(unread, sentences),
  ];
};

/** `fsck URL|DIRECTORY [--policy FILE] [--lang en|zh-CN] [--json]` */
export const runFsck = async (args: readonly string[], world: FsckWorld): Promise<ExitCode> => {
  const options = parseLogOptions(args, ['--policy', '--lang'], ['--json']);
  const language = languageOf(options?.values.get('--lang'), world.locale);
  const sentences = logSentencesIn(language ?? 'en');
  if (!options || !language) return (world.err(sentences.fsckUsage), 2);
  const path = options.values.get('--policy');
  const bytes = path === undefined ? undefined : await world.readFile(path);
  if (path !== undefined && bytes === undefined) return (world.err(fill(sentences.unreadable, { path })), 2);
  const policy = bytes && parsePolicy(world.ports.hashing, policyAsSaved(parseUtf8(bytes) ?? ''));
  if (policy && !policy.ok) return (world.err(fill(sentences.badPolicy, { line: policy.line, fault: policy.fault })), 2);
  const folder = isWebAddress(options.target) ? null : world.openFolder(options.target);
  const found = await fsckLog({
    fetchBytes: folder?.fetchBytes ?? world.fetchFrom(options.target),
    policy: policy?.policy ?? null,
    ports: world.ports,
    others: (await folder?.tiles()) ?? [],
  });
  for (const line of options.flags.has('--json') ? [JSON.stringify(found, null, 2)] : linesOf(sentences, found)) world.out(line);
  return found.code;
};
