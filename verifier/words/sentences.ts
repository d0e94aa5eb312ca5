import type { Comparison } from '../check/comparison.ts';
import type { NotProved, Params, Proved, VerdictCode, Verdict } from '../check/verdict.ts';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every sentence the verifier can say, once in each language; a missing one is a type error. */
export interface Sentences {
  readonly verdicts: Readonly<Record<Verdict['verdict'], string>>;
  readonly codes: Readonly<Record<VerdictCode, string>>;
  readonly proved: Readonly<Record<Proved['code'], string>>;
  readonly notProved: Readonly<Record<NotProved['code'], string>>;
  readonly steps: Readonly<Record<'signed' | 'notSigned' | 'printedCompare' | 'notPrinted' | 'witnessed' | 'notWitnessed', string>>;
  readonly headings: Readonly<Record<'steps' | 'proved' | 'notProved' | 'events', string>>;
  /** Where an event stands: what `{at}` becomes. */
  readonly at: string;
  /** Between a finding and its sentence. */
  readonly colon: string;
  readonly event: { readonly placed: string; readonly waiting: string; readonly withheld: string };
  /** A kind of event for a reader; the kernel’s own word where there is none. */
  readonly kind: (kind: string) => string;
  /** The streams by level: whose they are. */
  readonly levels: readonly [string, string, string];
}

/** What only the command says: how it is used, and what holding a bundle against an address shows. */
export interface CommandSentences {
  /** Before the address. */
  readonly heading: string;
  readonly findings: Readonly<Record<Comparison['finding'], string>>;
  readonly comparisons: Readonly<Record<Comparison['code'], string>>;
  readonly usage: Readonly<Record<'usage' | 'unreadable', string>>;
}

/** Control characters in a value could steer the reader's terminal. */
const CONTROL = /\p{Cc}/gu;

/** Fills a sentence: `{level}` becomes the stream's name, `{at}` an event's place, any other `{name}` its value. */
export const say = (sentences: Sentences, template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'at') return say(sentences, sentences.at, params);
    const value = params[name];
    return name === 'level' ? (sentences.levels[Number(value)] ?? String(value)) : String(value).replace(CONTROL, '?');
  });
