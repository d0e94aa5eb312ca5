import type { Instant } from '../../kernel/calendar/instant.ts';
import { parseBundle } from '../../kernel/leaf/bundle.ts';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { compareAgainst } from '../check/against.ts';
import type { Comparison } from '../check/comparison.ts';
import { againstEnglish } from '../words/command-sentences-en.ts';
import { againstChinese } from '../words/command-sentences-zh.ts';
import { sentencesIn, verdictText } from '../words/report.ts';
import { LANGUAGES, say, type CommandSentences, type Language, type Sentences } from '../words/sentences.ts';
import { policyAsSaved, textOfFile } from '../check/text-file.ts';
import type { FetchBytes } from '../check/tile-source.ts';
import type { Ports, Verdict } from '../check/verdict.ts';
import { verifyBundle } from '../check/verify.ts';

/** Where a command writes its lines. */
export interface LineOutput {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The world as the command sees it. */
export interface VerifyWorld extends LineOutput {
  readonly ports: Ports;
  /** The file's bytes; undefined when it cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
  /** Reads below an address; throws `Unreachable` when it cannot. */
  readonly fetchFrom: (url: string) => FetchBytes;
  readonly now: Instant;
  /** As in LANG: `zh_CN.UTF-8` and the like. */
  readonly locale: string | undefined;
}

/** 0: true. 1: false. 2: cannot tell, wrong use included. */
export type ExitCode = 0 | 1 | 2;

interface Options {
  readonly bundle: string;
  readonly policy: string | undefined;
  readonly file: string | undefined;
  readonly against: string | undefined;
  readonly language: Language;
  readonly json: boolean;
}

const VALUED = ['--policy', '--file', '--against', '--lang'];

const isWebAddress = (text: string | undefined): boolean => text === undefined || /^https?:\/\/[^\s/]+/.test(text);

const languageOf = (asked: string | undefined, locale: string | undefined): Language | undefined =>
  asked === undefined ? (locale?.startsWith('zh') === true ? 'zh-CN' : 'en') : LANGUAGES.find((language) => language === asked);

const parseOptions = (args: readonly string[], locale: string | undefined): Options | undefined => {
  const values = new Map<string, string>();
  const files: string[] = [];
  let json = false;
  for (let at = 0; at < args.length; at += 1) {
    const [arg = '', next] = args.slice(at, at + 2);
    if (arg === '--json' && !json) json = true;
    else if (VALUED.includes(arg) && next !== undefined && !values.has(arg)) {
      values.set(arg, next);
      at += 1;
    } else if (arg.startsWith('-')) return undefined;
    else files.push(arg);
  }
  const [bundle] = files;
  const language = languageOf(values.get('--lang'), locale);
  const against = values.get('--against');
  if (bundle === undefined || files.length > 1 || language === undefined || !isWebAddress(against)) return undefined;
  return { bundle, policy: values.get('--policy'), file: values.get('--file'), against, language, json };
};

const compare = async (
  world: VerifyWorld,
  texts: { readonly bundle: string; readonly policy: string },
  url: string,
): Promise<Comparison> => {
  const bundle = parseBundle(texts.bundle);
  const policy = parsePolicy(world.ports.hashing, policyAsSaved(texts.policy));
  if (bundle === undefined || !policy.ok) throw new Error('a bundle found true is read again with the same policy');
  return compareAgainst({ bundle, policy: policy.policy, ports: world.ports, fetchBytes: world.fetchFrom(url), now: world.now });
};

const exitCodeOf = ({ verdict }: Verdict, comparison: Comparison | undefined): ExitCode => {
  if (verdict !== 'true') return verdict === 'false' ? 1 : 2;
  switch (comparison?.finding) {
    case 'contradicted':
    case 'promise_without_inclusion':
      return 1;
    case 'cannot_tell':
      return 2;
    case 'consistent':
    case undefined:
      return 0;
  }
};

/** The outcome of `--against` in plain language. */
const comparisonText = (sentences: Sentences, own: CommandSentences, url: string, { finding, code, params }: Comparison): string =>
  `\n${own.heading} ${url}\n${own.findings[finding]}${sentences.colon}${say(sentences, own.comparisons[code], params)}`;

/** Null for a file in UTF-16; undefined for one that cannot be read. */
const readText = async (world: VerifyWorld, path: string): Promise<string | null | undefined> => {
  const bytes = await world.readFile(path);
  if (bytes === undefined) return undefined;
  const read = textOfFile(bytes);
  return read === 'utf16' ? null : read.text;
};

/** `verify BUNDLE --policy FILE [--file PATH] [--against URL] [--lang en|zh-CN] [--json]` */
export const runVerify = async (args: readonly string[], world: VerifyWorld): Promise<ExitCode> => {
  const options = parseOptions(args, world.locale);
  const language = options?.language ?? languageOf(undefined, world.locale) ?? 'en';
  const sentences = sentencesIn(language);
  const own = language === 'zh-CN' ? againstChinese : againstEnglish;
  if (options === undefined) {
    world.err(own.usage.usage);
    return 2;
  }
  const unreadable = (path: string): ExitCode => {
    world.err(say(sentences, own.usage.unreadable, { path }));
    return 2;
  };
  const bundle = await readText(world, options.bundle);
  if (bundle === undefined) return unreadable(options.bundle);
  const policy = options.policy === undefined ? undefined : await readText(world, options.policy);
  if (options.policy !== undefined && policy === undefined) return unreadable(options.policy);
  const file = options.file === undefined ? undefined : await world.readFile(options.file);
  if (options.file !== undefined && file === undefined) return unreadable(options.file);
  const verdict = verifyBundle({
    bundleText: policy === null ? null : bundle,
    policyText: policy ?? undefined,
    file,
    ports: world.ports,
    now: world.now,
  });
  const against = verdict.verdict === 'true' ? options.against : undefined;
  const comparison =
    typeof bundle === 'string' && typeof policy === 'string' && against !== undefined
      ? await compare(world, { bundle, policy }, against)
      : undefined;
  if (options.json) {
    world.out(JSON.stringify({ ...verdict, against: comparison ?? null }, null, 2));
  } else {
    world.out(verdictText(sentences, verdict));
    if (comparison !== undefined) world.out(comparisonText(sentences, own, options.against ?? '', comparison));
  }
  return exitCodeOf(verdict, comparison);
};
