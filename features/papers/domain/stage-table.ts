import { inLang, spaceIn } from '../../../kernel/language/languages.ts';
import type { Pack, Rule } from '../../../kernel/policy/pack.ts';
import { NOTICES } from '../../../kernel/matter/vocabulary.ts';
import type { EventKind } from '../../../kernel/matter/event.ts';
import type { Stage } from '../../grievances/public.ts';
import type { Block, Say } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** A stage with the name of who owes it. */
export interface NamedStage {
  readonly stage: Stage;
  readonly who: string;
}

/** A right that begins when this very paper is opened: its days are known, its date is the reader's. */
const beginsHere = (rule: Rule, of: EventKind): boolean => {
  const { start } = rule;
  return 'event' in start && start.notice !== null && NOTICES[start.notice] === of;
};

/** By which day a stage is owed, or on which it was done. */
export const whenOf = ({ rule, status, due, metOn, provisional }: Stage, of: EventKind, say: Say): string => {
  const words = PAPER_WORDS[say.lang];
  if (metOn !== null) return words.done(say.day(metOn));
  if (status === 'to_come' && rule.within !== null && beginsHere(rule, of)) return words.opening(say.within(rule.within));
  if (due === null) return words.noEnd;
  const day = say.day(due);
  const text = rule.nature === 'right' ? words.until(day) : status === 'to_come' ? words.atLatest(day) : words.by(day);
  const marks = [...(status === 'overdue' ? [words.late] : []), ...(provisional ? [words.soFar] : [])];
  return [text, ...marks].join('\n');
};

/** Who owes what by which day: the one drawing of a matter, as a table. */
export const stageTable = (stages: readonly NamedStage[], of: EventKind, say: Say): readonly Block[] => {
  const words = PAPER_WORDS[say.lang];
  if (stages.length === 0) return [];
  const toCome = stages.some(({ stage }) => stage.status === 'to_come');
  const provisional = stages.some(({ stage }) => stage.provisional && stage.metOn === null);
  const notes = [...(toCome ? [words.stagesNote] : []), ...(provisional ? [words.provisional] : [])];
  return [
    { kind: 'heading', text: words.stages },
    {
      kind: 'table',
      widths: [9, 5, 6],
      head: words.heads,
      rows: stages.map(({ stage, who }) => [
        `${inLang(stage.rule.label, say.lang)}\n${inLang(stage.rule.clause, say.lang)}`,
        who,
        whenOf(stage, of, say),
      ]),
    },
    ...(notes.length === 0 ? [] : [{ kind: 'text', text: notes.join(spaceIn(say.lang)) } as const]),
  ];
};

/** What the filer may do once one of these duties is late; each way once. */
export const breachRights = (pack: Pack, late: readonly string[], say: Say): readonly string[] => [
  ...new Set(
    pack.rules
      .filter((rule) => rule.owedBy === 'filer' && 'breachOf' in rule.start && rule.start.breachOf.some((id) => late.includes(id)))
      .map((rule) => PAPER_WORDS[say.lang].right(inLang(rule.label, say.lang), inLang(rule.clause, say.lang))),
  ),
];
