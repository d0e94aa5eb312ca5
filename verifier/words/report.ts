import { toIso } from '../../kernel/calendar/instant.ts';
import { english } from './sentences-en.ts';
import { chinese } from './sentences-zh.ts';
import { say, type Language, type Sentences } from './sentences.ts';
import type { Step, Verdict, VerifiedEvent } from '../check/verdict.ts';

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
  const params = {
    type: type === null ? '' : sentences.kind(type),
    recordedAt: recordedAt === null ? '' : toIso(recordedAt),
    level,
    n,
    index: index ?? '',
  };
  const { placed, waiting, withheld } = sentences.event;
  return say(sentences, recordedAt === null ? withheld : index === null ? waiting : placed, params);
};

/** A verdict as headings and lines, for a page or a terminal to draw. */
export interface Report {
  readonly kind: Verdict['verdict'];
  readonly verdict: string;
  readonly sentence: string;
  /** None of them empty. */
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/** A verdict in plain language. */
export const reportOf = (sentences: Sentences, verdict: Verdict): Report => {
  const { headings } = sentences;
  const sections = [
    { heading: headings.steps, lines: verdict.steps.map((step) => stepLine(sentences, step)) },
    { heading: headings.proved, lines: verdict.proved.map(({ code, params }) => say(sentences, sentences.proved[code], params)) },
    { heading: headings.notProved, lines: verdict.notProved.map(({ code, params }) => say(sentences, sentences.notProved[code], params)) },
    { heading: headings.events, lines: verdict.events.map((event) => eventLine(sentences, event)) },
  ];
  return {
    kind: verdict.verdict,
    verdict: sentences.verdicts[verdict.verdict],
    sentence: say(sentences, sentences.codes[verdict.code], verdict.params),
    sections: verdict.verdict === 'true' ? sections.filter(({ lines }) => lines.length > 0) : [],
  };
};

/** A verdict as lines of a terminal. */
export const verdictText = (sentences: Sentences, verdict: Verdict): string => {
  const report = reportOf(sentences, verdict);
  return [
    `${report.verdict}${sentences.colon}${report.sentence}`,
    ...report.sections.flatMap(({ heading, lines }) => ['', heading, ...lines.map((line) => `  - ${line}`)]),
  ].join('\n');
};
