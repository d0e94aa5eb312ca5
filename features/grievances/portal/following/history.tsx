import { inLang } from '../../../../kernel/language/languages.ts';
import { gap } from '../../../../portal/page.ts';
import { MARKS } from '../../../../portal/marks.ts';
import { getPlainDate, parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { TRAITS } from '../../domain/traits.ts';
import type { Entry } from '../../server/read-matter.ts';
import { Files } from '../files.tsx';
import { FOLLOW } from './follow-words.ts';
import { manyTogether } from '../joint/join-words.ts';
import { dayOf, namedIn, type Seen } from '../filing/seen.ts';
import { CHILD_CHOICES } from '../child-words.ts';
import { HELP_CHOICES } from '../help-words.ts';
import { custodianName } from '../offices.ts';
import { NOTICE_WORDS, PURPOSE_WORDS, STEPS, worded } from '../step-words.ts';
import { Words } from '../words.tsx';

/** What a step says by choices from closed lists, by its kind. */
const CHOSEN: { readonly [kind in EventKind]?: readonly string[] } = {
  child_protected: ['measure'],
  guardian_told: ['how'],
  guardian_kept_out: ['because', 'instead'],
  looked_outside: ['lookedBy', 'found'],
  child_answered: ['said'],
  child_heard: ['at', 'said'],
  referred_out: ['body'],
  referral_answered: ['became'],
};

const detailOf = ({ view, lang }: Seen, event: MatterEvent): string => {
  const { data } = event;
  if (event.type === 'notice_opened') return worded(NOTICE_WORDS, data['notice'], lang);
  if (event.type === 'deadline_passed') {
    const rule = view.pack.rules.find((it) => it.id === data['rule']);
    const due = parsePlainDate(String(data['due']));
    return `${MARKS[lang].colon}${rule ? inLang(rule.label, lang) : ''}${due ? MARKS[lang].inBrackets(dayInWords(due, lang, view.today)) : ''}`;
  }
  if (event.type === 'unseal_asked') return `${MARKS[lang].colon}${worded(PURPOSE_WORDS, data['purpose'], lang)}`;
  if (event.type === 'share_released' || event.type === 'share_refused')
    return `${MARKS[lang].colon}${custodianName(view.jurisdiction, data['custodian'], lang)}`;
  if (event.type === 'joiners_counted') return `${MARKS[lang].colon}${manyTogether(data['least'], lang)}`;
  const chosen = (CHOSEN[event.type] ?? []).map((name) => worded({ ...CHILD_CHOICES, ...HELP_CHOICES }, data[name], lang));
  if (chosen.length > 0) return `${MARKS[lang].colon}${chosen.join(MARKS[lang].list)}`;
  const complete = parsePlainDate(String(data['completeOn']));
  if (event.type === 'erased' && complete) return FOLLOW[lang].erasedUnder(String(data['basis']), dayInWords(complete, lang));
  const until = typeof data['until'] === 'string' ? data['until'] : undefined;
  if (event.type === 'extended' && until !== undefined)
    return `${MARKS[lang].colon}${FOLLOW[lang].until2(dayInWords(getPlainDate(until), lang, view.today))}`;
  return '';
};

const Line = ({ seen, entry }: { readonly seen: Seen; readonly entry: Entry }) => {
  const { lang, view } = seen;
  const { event } = entry;
  const text = `${STEPS[event.type](namedIn(seen, event))[lang]}${event.type === 'notice_opened' ? gap(lang) : ''}${detailOf(seen, event)}`;
  const written = TRAITS[event.type].elsewhere ? [] : Object.values(entry.texts);
  return (
    <li>
      <time class="small" dateTime={dateIn(event.recordedAt, view.jurisdiction.zone)}>
        {dayOf(seen, event)}
      </time>
      <br />
      {entry.voided ? <s>{text}</s> : text}
      {event.occurredOn !== undefined && (
        <span class="small"> · {FOLLOW[lang].happened(dayInWords(event.occurredOn, lang, view.today))}</span>
      )}
      {written.map((it) => (
        <p>
          {entry.voided ? (
            <s>
              <Words text={it} lang={lang} />
            </s>
          ) : (
            <Words text={it} lang={lang} />
          )}
        </p>
      ))}
      {event.type !== 'filed' && <Files files={entry.files} lang={lang} link={seen.fileLink} />}
    </li>
  );
};

/** Everything that happened, one line a step, in the order in which it happened. */
export const History = (seen: Seen) => (
  <section>
    <h2>{FOLLOW[seen.lang].history}</h2>
    <ol class="log">
      {seen.view.entries.map((entry) => (
        <Line seen={seen} entry={entry} />
      ))}
    </ol>
  </section>
);
