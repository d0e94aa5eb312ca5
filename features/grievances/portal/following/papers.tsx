import { inLang } from '../../../../kernel/language/languages.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { NOTICES, type Notice } from '../../../../kernel/matter/vocabulary.ts';
import { getPlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href } from '../../../../portal/page.ts';
import { unopened } from '../../domain/answer/open-notice.ts';
import { pointsOf } from '../../domain/intake/points.ts';
import { findEvent, NOTICE_NAMES } from '../../domain/state.ts';
import { FOLLOW } from './follow-words.ts';
import { dayOf, namedIn, type Seen } from '../filing/seen.ts';
import { DOOR_WORDS, NOTICE_WORDS, OUTCOME_WORDS, worded } from '../step-words.ts';
import { Words } from '../words.tsx';

const textsOf = ({ view }: Seen, event: MatterEvent) =>
  view.entries.find((it) => it.event.level === event.level && it.event.n === event.n)?.texts ?? {};

const Remedies = ({ seen, event }: { readonly seen: Seen; readonly event: MatterEvent }) => {
  const { pack, state } = seen.view;
  const rule = pack.rules.find(
    (it) => it.metBy.includes(event.type) && it.remedies.length > 0 && (it.when === null || it.when.grade === state.grade),
  );
  return rule ? (
    <>
      <h4>{FOLLOW[seen.lang].remedies}</h4>
      <ul>
        {rule.remedies.map((it) => (
          <li>{inLang(it, seen.lang)}</li>
        ))}
      </ul>
    </>
  ) : null;
};

const Corrections = ({ seen, event }: { readonly seen: Seen; readonly event: MatterEvent }) => (
  <>
    {seen.view.state.history
      .filter((it) => it.type === 'corrected' && it.level === event.level && it.data['n'] === event.n)
      .map((it) => (
        <p>
          <b>
            {FOLLOW[seen.lang].correction} ({dayOf(seen, it)})
          </b>{' '}
          <Words text={textsOf(seen, it)['words'] ?? ''} lang={seen.lang} />
        </p>
      ))}
  </>
);

interface PaperProps {
  readonly seen: Seen;
  readonly event: MatterEvent;
  readonly title: string;
  /** What an earlier paper let its reader do has been done, or has passed to a later one. */
  readonly isOlder?: boolean;
}

const Paper = ({ seen, event, title, isOlder = false }: PaperProps) => {
  const { lang } = seen;
  const words = FOLLOW[lang];
  const texts = textsOf(seen, event);
  const lines = [
    ['outcome' in event.data ? worded(OUTCOME_WORDS, event.data['outcome'], lang) : undefined, words.outcome],
    ['door' in event.data ? worded(DOOR_WORDS, event.data['door'], lang) : undefined, words.door],
    [texts['where'], words.where],
    [texts['reason'], words.reason],
    [texts['facts'], words.facts],
    [texts['opinion'], words.opinion],
    [texts['basis'], words.basis],
    [texts['ways'], words.ways],
  ] as const;
  return (
    <article class="card paper">
      <h3>{words.of(namedIn(seen, event).by, title)}</h3>
      <p class="small">
        {words.given} {dayOf(seen, event)}
      </p>
      {event.type === 'supervised' && typeof event.data['by'] === 'string' && (
        <p>{words.supervisedBy(dayInWords(getPlainDate(event.data['by']), lang, seen.view.today))}</p>
      )}
      {texts['words'] !== undefined && (
        <p>
          <Words text={texts['words']} lang={lang} />
        </p>
      )}
      {lines.map(([text, label]) =>
        text === undefined ? null : (
          <>
            <h4>{label}</h4>
            <p>
              <Words text={text} lang={lang} />
            </p>
          </>
        ),
      )}
      {event.type === 'replied' && <PointAnswers seen={seen} event={event} />}
      {event.type === 'replied' && <Promises seen={seen} event={event} />}
      <Corrections seen={seen} event={event} />
      {!isOlder && <Remedies seen={seen} event={event} />}
    </article>
  );
};

/** Each point with what the answer says to it. */
const PointAnswers = ({ seen, event }: { readonly seen: Seen; readonly event: MatterEvent }) => {
  const words = FOLLOW[seen.lang];
  const answers = textsOf(seen, event);
  const points = pointsOf(seen.view.state).filter((_, i) => answers[`answer${i + 1}`] !== undefined);
  if (points.length === 0) return null;
  return (
    <>
      <h4>{words.points}</h4>
      <ol>
        {points.map((point, i) => (
          <li>
            <b>
              <Words
                text={textsOf(seen, { ...event, level: point.level, n: point.n })[point.field] ?? words.point(i + 1)}
                lang={seen.lang}
              />
            </b>
            <br />
            <Words text={answers[`answer${i + 1}`] ?? ''} lang={seen.lang} />
          </li>
        ))}
      </ol>
    </>
  );
};

/** What an answer promises, by when, and what was said of it since. */
const Promises = ({ seen, event }: { readonly seen: Seen; readonly event: MatterEvent }) => {
  const { view, lang } = seen;
  const words = FOLLOW[lang];
  const { history } = view.state;
  const next = history.find((it) => it.type === 'replied' && it.n > event.n);
  const promises = history.filter((it) => it.type === 'promised' && it.n > event.n && (next === undefined || it.n < next.n));
  if (promises.length === 0) return null;
  const saidOf = (promise: MatterEvent): string => {
    const judged = history.find((it) => it.type === 'promise_judged' && it.data['of'] === promise.n)?.data['kept'];
    if (judged === 'kept' || judged === 'partly' || judged === 'not_kept') return words.judged[judged];
    return history.some((it) => it.type === 'promise_kept' && it.data['of'] === promise.n) ? words.kept : '';
  };
  return (
    <>
      <h4>{words.promises}</h4>
      <ul>
        {promises.map((it) => (
          <li>
            <Words text={textsOf(seen, it)['promise'] ?? ''} lang={lang} />
            <br />
            <span class="small">
              {[words.promisedBy(dayInWords(getPlainDate(String(it.data['by'])), lang, view.today)), saidOf(it)]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Whether opening a paper starts a time of the filer's own. */
export const startsClock = (pack: Pack, notice: string): boolean =>
  pack.rules.some((rule) => 'event' in rule.start && rule.start.notice === notice);

const Unopened = ({ seen, notice }: { readonly seen: Seen; readonly notice: Notice }) => {
  const { view, lang, code } = seen;
  const words = FOLLOW[lang];
  const what = NOTICE_WORDS[notice][lang];
  const event = findEvent(view.state, NOTICES[notice]);
  return (
    <form class="card" method="post" action={href(lang, '/follow/step')}>
      <h3>{event && words.of(namedIn(seen, event).by, what)}</h3>
      <p>{startsClock(view.pack, notice) ? words.openWhy : words.openPlain}</p>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="command" value="open_notice" />
      <input type="hidden" name="notice" value={notice} />
      <p>
        <button class="btn">{words.open(what)}</button>
      </p>
    </form>
  );
};

/** Papers not opened yet, each with its button; then those open, in full, the newest first. */
export const Papers = (seen: Seen) => {
  const { view, lang } = seen;
  const words = FOLLOW[lang];
  // Opening a paper serves it, and that is the filer's act.
  const waiting = seen.canAct ? unopened(view.state) : [];
  const open = NOTICE_NAMES.filter((notice) => view.state.opened.includes(notice)).toReversed();
  const supervised = view.state.history.filter((it) => it.type === 'supervised').toReversed();
  const explained = view.state.history.filter((it) => it.type === 'final_explained').toReversed();
  if (waiting.length + open.length + supervised.length + explained.length === 0) return null;
  return (
    <section>
      <h2>{words.papers}</h2>
      {waiting.map((notice) => (
        <Unopened seen={seen} notice={notice} />
      ))}
      {explained.map((event) => (
        <Paper seen={seen} event={event} title={words.explained} />
      ))}
      {supervised.map((event) => (
        <Paper seen={seen} event={event} title={words.supervised} />
      ))}
      {open.map((notice, i) => {
        const event = findEvent(view.state, NOTICES[notice]);
        return event && <Paper seen={seen} event={event} title={NOTICE_WORDS[notice][lang]} isOlder={i > 0} />;
      })}
    </section>
  );
};
