import { toIso } from '../kernel/calendar/instant.ts';
import type { Comparison } from './comparison.ts';
import { english } from './sentences-en.ts';
import { chinese } from './sentences-zh.ts';
import { say, type Language, type Sentences } from './sentences.ts';
import type { Step, Verdict, VerifiedEvent } from './verdict.ts';

/** The sentences of a language. */
export const sentencesIn = (language: Language): Sentences => (language === 'zh-CN' ? chinese : english);

const stepLine = (sentences: Sentences, step: Step): string => {
  const { steps } = sentences;
  switch (step.step) {
    case 'signed':
      return step.done ? steps.signed : steps.notSigned;
    case 'printed':
      return step.done === 'compare' ? say(sentences, steps.printedCompare, { size: step.size, root: step.root }) : steps.notPrinted;
    case 'witnessed': {
      const params = { by: step.by.length, of: step.of, names: step.by.join(', ') };
      return say(sentences, step.done ? steps.witnessed : steps.notWitnessed, params);
    }
  }
};

const eventLine = (sentences: Sentences, { type, recordedAt, level, n, index }: VerifiedEvent): string => {
  const params = { type: type ?? '', recordedAt: recordedAt === null ? '' : toIso(recordedAt), level, n, index: index ?? '' };
  const { placed, waiting, withheld } = sentences.event;
  return say(sentences, recordedAt === null ? withheld : index === null ? waiting : placed, params);
};

const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  - ${line}`)];

/** A verdict in plain language. */
export const verdictText = (sentences: Sentences, verdict: Verdict): string => {
  const head = `${sentences.verdicts[verdict.verdict]}${sentences.colon}${say(sentences, sentences.codes[verdict.code], verdict.params)}`;
  if (verdict.verdict !== 'true') return head;
  const { headings } = sentences;
  const lines = [
    head,
    ...section(
      headings.steps,
      verdict.steps.map((step) => stepLine(sentences, step)),
    ),
    ...section(
      headings.proved,
      verdict.proved.map(({ code, params }) => say(sentences, sentences.proved[code], params)),
    ),
    ...section(
      headings.notProved,
      verdict.notProved.map(({ code, params }) => say(sentences, sentences.notProved[code], params)),
    ),
    ...section(
      headings.events,
      verdict.events.map((event) => eventLine(sentences, event)),
    ),
  ];
  return lines.join('\n');
};

/** The outcome of `--against` in plain language. */
export const comparisonText = (sentences: Sentences, url: string, { finding, code, params }: Comparison): string =>
  `\n${sentences.headings.against} ${url}\n${sentences.findings[finding]}${sentences.colon}${say(sentences, sentences.comparisons[code], params)}`;
