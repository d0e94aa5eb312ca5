import { inLang } from '../../../kernel/language/languages.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { EventKind, MatterEvent } from '../../../kernel/matter/event.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Grade } from '../../../kernel/matter/vocabulary.ts';
import type { PaperKind, PaperText, Placeholder } from '../../../kernel/policy/papers.ts';
import { PAPERS, type PaperRule } from './kinds.ts';
import { mediationFile } from './mediation-file.ts';
import type { Block, Paper, Say } from './paper.ts';
import { breachRights, stageTable, whenOf, type NamedStage } from './stage-table.ts';
import { FIELD_WORDS, PAPER_WORDS, type LogThen } from './words.ts';

interface Transfer {
  readonly subject: string;
  readonly handling: string;
  readonly proposedBy: string;
  readonly signedBy: string;
}

/** A term of an agreement: who owes it, what, and by when; choices of closed lists, and the words beside them. */
interface Term {
  readonly owes: string;
  readonly object: string;
  readonly amount: number | null;
  readonly what: string;
  readonly by: PlainDate;
}

/** Everything that one paper is made from: the step that gives it, as it stood then, and what was corrected or erased since. */
export interface PaperFacts {
  readonly matter: string;
  readonly event: MatterEvent;
  readonly texts: { readonly [field: string]: string };
  readonly leaf: string;
  readonly issuer: string | null;
  readonly lead: string | null;
  readonly filedOn: PlainDate;
  readonly day: PlainDate;
  readonly madeAt: Instant;
  readonly pack: Pack;
  readonly grade: Grade | null;
  readonly stages: readonly NamedStage[];
  /** The points of the matter that this step notes or answers; `answer` is empty where it only notes them. */
  readonly points: readonly { readonly point: string; readonly answer: string }[];
  /** What an answer promises, each with its day. */
  readonly promises: readonly { readonly what: string; readonly by: PlainDate }[];
  /** What the two sides of a dispute agreed, each with its day. */
  readonly terms: readonly Term[];
  /** Of the dossier of a mediation: the kinds of step that are in it; null for every other paper. */
  readonly fileOf: ReadonlySet<EventKind> | null;
  /** What a transfer slip says besides the step that signed it; posts in words, never persons. */
  readonly transfer: Transfer | null;
  readonly corrections: readonly { readonly on: PlainDate; readonly words: string }[];
  /** When its words were destroyed, if they were. */
  readonly erased: { readonly on: PlainDate; readonly basis: string } | null;
  /** Where the office that gives it, and the one above, are found now; public, and nothing where nobody has said it. */
  readonly found: readonly string[];
  /** What stood behind the log on that day. */
  readonly log: LogThen;
  /** The words of this kind, and the number, as they were when the paper was first made. */
  readonly text: PaperText;
  readonly number: string;
}

const fill = (template: string, values: { readonly [name in Placeholder]: string }): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: Placeholder) => values[name] ?? whole);

/** A closed choice, a day or an office of a step in words; its own words as they were written. */
const fieldText = (facts: PaperFacts, field: string, say: Say): string | undefined => {
  const value = facts.event.data[field];
  // Two papers call what their step says by a name of their own.
  if (typeof value !== 'string') return facts.texts[field === 'progress' || field === 'explained' ? 'words' : field];
  const date = parsePlainDate(value);
  if (date !== undefined) return say.day(date);
  return field === 'office' || field === 'lead' || field === 'to'
    ? say.office(value)
    : field === 'basis'
      ? value
      : say.choice(field, value);
};

const rowsOf = (facts: PaperFacts, shows: readonly string[], say: Say): readonly (readonly [string, string])[] =>
  shows.flatMap((field) => {
    const text = fieldText(facts, field, say);
    return text === undefined || text === '' ? [] : [[FIELD_WORDS[field]?.[say.lang] ?? field, text] as const];
  });

/** What the pack gives the reader of this paper to do next, in its own words. */
const remediesOf = ({ pack, grade, event }: PaperFacts, say: Say): readonly string[] =>
  pack.rules
    .find((it) => it.metBy.includes(event.type) && it.remedies.length > 0 && (it.when === null || it.when.grade === grade))
    ?.remedies.map((it) => inLang(it, say.lang)) ?? [];

const listed = (heading: string, items: readonly string[]): readonly Block[] =>
  items.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'list', items },
      ];

/** The points of the matter: noted on the acceptance, answered one by one in the answer. */
const pointsOf = ({ points }: PaperFacts, say: Say): readonly Block[] => {
  const words = PAPER_WORDS[say.lang];
  if (points.length === 0) return [];
  if (points.every((it) => it.answer === ''))
    return listed(
      words.points,
      points.map((it) => it.point),
    );
  return [
    { kind: 'heading', text: words.pointAnswers },
    { kind: 'facts', rows: points.map((it, i) => [`${i + 1}. ${it.point}`, it.answer] as const) },
  ];
};

/** Who shall deal with it by which day, what the first hand proposed, and which post signed that. */
const transferOf = ({ transfer, stages, lead, event }: PaperFacts, say: Say): readonly Block[] => {
  if (!transfer) return [];
  const words = PAPER_WORDS[say.lang];
  const limit = stages
    .filter(
      ({ stage: { rule, due } }) => due !== null && rule.nature === 'duty' && rule.owedBy === 'office' && rule.metBy.includes('replied'),
    )
    .toSorted((a, b) => ((a.stage.due ?? '') < (b.stage.due ?? '') ? -1 : 1))[0];
  const rows: readonly (readonly [string, string])[] = [
    [FIELD_WORDS['subject']?.[say.lang] ?? '', transfer.subject],
    [words.transferTo, say.office(lead)],
    [words.transferLimit, limit ? `${whenOf(limit.stage, event.type, say)}\n${inLang(limit.stage.rule.clause, say.lang)}` : ''],
    [words.transferHandling(transfer.proposedBy), transfer.handling],
    [words.transferSigned, transfer.signedBy],
  ];
  return [{ kind: 'facts', rows: rows.filter(([, text]) => text !== '') }];
};

/** What both sides agreed, and room for their hands: an agreement is in force once they and the mediator have signed (People's Mediation Law art. 29). */
const termsOf = ({ terms }: PaperFacts, say: Say): readonly Block[] => {
  const words = PAPER_WORDS[say.lang];
  if (terms.length === 0) return [];
  const said = terms.map((it) =>
    words.promise(
      words.termOf(say.choice('owes', it.owes), say.choice('object', it.object), it.amount === null ? '' : String(it.amount), it.what),
      say.day(it.by),
    ),
  );
  return [
    ...listed(words.terms, said),
    { kind: 'heading', text: words.signs },
    { kind: 'table', widths: [4, 4, 4, 5], head: words.signHeads, rows: [['\n\n\n', '', '', '']] },
  ];
};

/** Where the office that deals with it writes its result by hand, and sends the sheet back. */
const resultOf = ({ transfer }: PaperFacts, say: Say): readonly Block[] => {
  const words = PAPER_WORDS[say.lang];
  return transfer
    ? [
        { kind: 'heading', text: words.transferReturn },
        { kind: 'table', widths: [10, 5, 4], head: words.transferReturnHeads, rows: [['\n\n\n\n', '', '']] },
      ]
    : [];
};

const OPEN = ['running', 'overdue', 'to_come'];

const stagesFor = (rule: PaperRule, stages: readonly NamedStage[]): readonly NamedStage[] =>
  rule.stages === 'none' ? [] : rule.stages === 'all' ? stages : stages.filter(({ stage }) => OPEN.includes(stage.status));

const blocksOf = (kind: PaperKind, facts: PaperFacts, say: Say, values: { readonly [name in Placeholder]: string }): readonly Block[] => {
  const rule = PAPERS[kind];
  const words = PAPER_WORDS[say.lang];
  const rows = rowsOf(facts, rule.shows, say);
  const stages = stagesFor(rule, facts.stages);
  const isGone = facts.erased !== null && facts.event.type !== 'erased' && rule.shows.length > 0 && Object.keys(facts.texts).length === 0;
  const rights = breachRights(
    facts.pack,
    stages.map(({ stage }) => stage.rule.id),
    say,
  );
  const remedies = rule.remedies ? remediesOf(facts, say) : [];
  return [
    { kind: 'text', text: fill(inLang(facts.text.opening, say.lang), values) },
    ...(isGone && facts.erased ? [{ kind: 'note', text: words.erased(say.day(facts.erased.on), facts.erased.basis) } as const] : []),
    ...transferOf(facts, say),
    ...(rows.length === 0 ? [] : [{ kind: 'facts', rows } as const]),
    ...pointsOf(facts, say),
    ...listed(
      words.promises,
      facts.promises.map((it) => words.promise(it.what, say.day(it.by))),
    ),
    ...facts.corrections.map((it): Block => ({ kind: 'facts', rows: [[words.corrections(say.day(it.on)), it.words]] })),
    { kind: 'text', text: fill(inLang(facts.text.closing, say.lang), values) },
    ...termsOf(facts, say),
    ...resultOf(facts, say),
    ...stageTable(stages, facts.event.type, say),
    ...listed(words.remedies, remedies),
    ...(rights.length === 0 ? [] : [{ kind: 'heading', text: words.breach } as const, { kind: 'text', text: words.breachNote } as const]),
    ...(rights.length === 0 ? [] : [{ kind: 'list', items: rights } as const]),
  ];
};

/** The values that a template's opening and closing are filled with. */
export const valuesOf = (facts: PaperFacts, say: Say): { readonly [name in Placeholder]: string } => ({
  receipt: facts.matter,
  office: say.office(facts.issuer),
  filed: say.day(facts.filedOn),
  day: say.day(facts.day),
});

/** A paper from the facts of a matter. To the holder of a receipt, never to a name (G13). */
export const paperOf = (kind: PaperKind, facts: PaperFacts, say: Say): Paper => {
  const words = PAPER_WORDS[say.lang];
  return {
    kind,
    lang: say.lang,
    title: inLang(facts.text.title, say.lang),
    number: facts.number,
    issuer: say.office(facts.issuer),
    addressee:
      kind === 'supervision' || kind === 'transfer'
        ? words.toOffice(say.office(facts.lead), facts.matter)
        : PAPERS[kind].forBoth
          ? words.bothSides(facts.matter)
          : words.holder(facts.matter),
    day: facts.day,
    signature: say.day(facts.day),
    blocks: blocksOf(kind, facts, say, valuesOf(facts, say)),
    foot: [
      ...facts.found,
      words.logSteps(facts.log, say.day(facts.day)),
      ...(PAPERS[kind].forBoth ? [words.noNameBoth] : [words.noName, words.unseal]),
    ],
    path: facts.leaf,
    madeAt: facts.madeAt,
  };
};

/** The first sheet of a dossier: which papers are in it, and every step that happened. */
export const dossierCover = (
  facts: PaperFacts,
  papers: readonly Paper[],
  steps: readonly { readonly on: PlainDate; readonly what: string }[],
  say: Say,
): Paper => {
  const words = PAPER_WORDS[say.lang];
  const paper = paperOf('dossier', facts, say);
  const [opening, ...rest] = paper.blocks;
  const contents: readonly Block[] = [
    { kind: 'heading', text: words.contents },
    {
      kind: 'table',
      widths: [6, 9, 4],
      head: words.contentHeads,
      rows: papers.map((it) => [`${it.title}\n${it.issuer}`, it.number, it.signature]),
    },
    { kind: 'heading', text: words.happened },
    { kind: 'table', widths: [4, 13], head: words.happenedHeads, rows: steps.map((it) => [say.day(it.on), it.what]) },
  ];
  return { ...paper, blocks: [...(opening ? [opening] : []), ...contents, ...mediationFile(facts.fileOf, say), ...rest] };
};
