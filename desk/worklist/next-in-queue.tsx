import type { PlainDate } from '../../kernel/calendar/plain-date.ts';
import { dayInWords } from '../../portal/dates.ts';
import { href, type Lang } from '../../portal/page.ts';
import { queueQuery, type Filter } from './filter.ts';
import type { Queued } from './read-worklist.ts';
import type { WorkKind } from './work-kind.ts';
import { WORDS } from './words.ts';

interface NextProps {
  readonly next: Queued | undefined;
  readonly kinds: readonly WorkKind[];
  readonly filter: Filter;
  readonly lang: Lang;
  readonly today: PlainDate;
}

/** What comes next in the list that somebody works through: its number, what is owed and by when. Its title is not read for that. */
export const NextInQueue = ({ next, kinds, filter, lang, today }: NextProps) => {
  const kind = kinds.find((one) => one.name === next?.kind);
  const [duty] = next?.duties ?? [];
  if (!next || !kind || !duty) return null;
  return (
    <p>
      <a accessKey="x" href={href(lang, `${kind.path(next.number)}?${queueQuery({ ...filter, after: next.cursor })}`)}>
        {WORDS[lang].next}
        {next.number} · {kind.owed(duty.rule.kind, lang)} · {duty.isMoment ? WORDS[lang].atOnce : dayInWords(duty.dueOn, lang, today)}
      </a>
    </p>
  );
};
