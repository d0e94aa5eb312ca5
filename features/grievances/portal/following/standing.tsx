import { dutySentence } from './duty-words.ts';
import { FOLLOW } from './follow-words.ts';
import { askedBy } from '../../domain/routing/asked-by.ts';
import { newestStep } from '../../domain/newest-step.ts';
import { unopened } from '../../domain/answer/open-notice.ts';
import { partyName } from '../offices.ts';
import { untilOf } from './options.tsx';
import { commandTitle } from './option-words.ts';
import { dueDayIn, namedIn, type Seen } from '../filing/seen.ts';
import { NOTICE_WORDS, STANDS } from '../step-words.ts';

/** Every duty that waits now, the latest first, as sentences. */
const dutiesOf = ({ view, lang }: Seen): readonly { readonly text: string; readonly late: boolean }[] => {
  const duties = view.owed.filter((it) => it.nature === 'duty').toSorted((a, b) => (a.breachAt ?? 0) - (b.breachAt ?? 0));
  const late = duties.filter((it) => it.status === 'overdue');
  const shown =
    late.length > 0 ? [...late, ...duties.filter((it) => it.status !== 'overdue' && it.owedBy !== 'office')] : duties.slice(0, 1);
  return shown.flatMap((it) => {
    const due = dueDayIn(view, it.due);
    return due === null
      ? []
      : [
          {
            text: dutySentence(
              it.kind,
              partyName(it.owedBy, it, { jurisdiction: view.jurisdiction, state: view.state, lang }, askedBy(view.state, it)),
              due,
              view.today,
              lang,
            ),
            late: it.status === 'overdue',
          },
        ];
  });
};

/** Rights of the filer that run out, each with its last day. */
const rightsOf = (seen: Seen): readonly string[] => {
  const { view, lang } = seen;
  return view.owed
    .filter(
      (it) =>
        it.nature === 'right' &&
        it.owedBy === 'filer' &&
        it.due !== null &&
        it.kind !== 'dispute' &&
        view.options.some((option) => option.command === it.kind && option.open),
    )
    .map((it) => FOLLOW[lang].mayUntil(commandTitle(it.kind, namedIn(seen), lang), untilOf(seen, it.kind) ?? ''));
};

/** Where the matter stands, what is owed next and by when, and the way that time itself has opened. */
export const Standing = (seen: Seen) => {
  const { view, lang } = seen;
  const words = FOLLOW[lang];
  const duties = dutiesOf(seen);
  const waiting = unopened(view.state).map((notice) => words.waitsForYou(NOTICE_WORDS[notice][lang]));
  const rights = rightsOf(seen);
  const isLate = duties.some((it) => it.late);
  const mayTakeUp = view.options.some((it) => it.command === 'ask_take_up' && it.open);
  return (
    <div class={isLate ? 'note bad' : 'note'}>
      <p>{STANDS[newestStep(view.state)]?.(namedIn(seen))[lang]}</p>
      {waiting.map((text) => (
        <p>
          <b>{text}</b>
        </p>
      ))}
      {duties.map((it) => (
        <p>
          <b>{it.text}</b>
        </p>
      ))}
      {rights.map((text) => (
        <p>
          <b>{text}</b>
        </p>
      ))}
      {mayTakeUp && isLate && (
        <p>
          <b>{words.mayTakeUp}</b>
        </p>
      )}
      {waiting.length + duties.length + rights.length === 0 && view.hazard === null && <p>{words.noDuty}</p>}
    </div>
  );
};
