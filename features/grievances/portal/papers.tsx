import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { NOTICES, type Notice, type Pack } from '../../../kernel/policy/pack.ts';
import { href } from '../../../portal/page.ts';
import { unopened } from '../domain/open-notice.ts';
import { findEvent, NOTICE_NAMES } from '../domain/state.ts';
import { FOLLOW } from './follow-words.ts';
import { dayOf, namedIn, type Seen } from './seen.ts';
import { DOOR_WORDS, NOTICE_WORDS, OUTCOME_WORDS, worded } from './step-words.ts';
import { Words } from './words.tsx';

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
          <li>{it[seen.lang]}</li>
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

const Paper = ({ seen, event, title }: { readonly seen: Seen; readonly event: MatterEvent; readonly title: string }) => {
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
  ] as const;
  return (
    <article class="card paper">
      <h3>{words.of(namedIn(seen, event).by, title)}</h3>
      <p class="small">
        {words.given} {dayOf(seen, event)}
      </p>
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
      <Corrections seen={seen} event={event} />
      <Remedies seen={seen} event={event} />
    </article>
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
        <button class="btn" type="submit">
          {words.open(what)}
        </button>
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
  if (waiting.length + open.length + supervised.length === 0) return null;
  return (
    <section>
      <h2>{words.papers}</h2>
      {waiting.map((notice) => (
        <Unopened seen={seen} notice={notice} />
      ))}
      {supervised.map((event) => (
        <Paper seen={seen} event={event} title={words.supervised} />
      ))}
      {open.map((notice) => {
        const event = findEvent(view.state, NOTICES[notice]);
        return event && <Paper seen={seen} event={event} title={NOTICE_WORDS[notice][lang]} />;
      })}
    </section>
  );
};
