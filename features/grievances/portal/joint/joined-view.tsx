import { MARKS } from '../../../../portal/marks.ts';
import type { ComponentChildren } from 'preact';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { NOTICES } from '../../../../kernel/matter/vocabulary.ts';
import { gap, href, type Lang } from '../../../../portal/page.ts';
import { representativesOf } from '../../domain/joint/open-to-others.ts';
import { has, NOTICE_NAMES } from '../../domain/state.ts';
import type { Entry, MatterView } from '../../server/read-matter.ts';
import { FILERS_STEPS, JOIN, manyTogether } from './join-words.ts';
import { officeName } from '../offices.ts';
import { Papers } from '../following/papers.tsx';
import { dayOf, namedIn, type Seen } from '../filing/seen.ts';
import { Stages } from '../following/stages.tsx';
import { STEPS } from '../step-words.ts';
import { Words } from '../words.tsx';

interface Shown {
  readonly view: MatterView;
  readonly lang: Lang;
}

/** What the filer wrote for those who join, and how many would speak for them. */
export const Asks = ({ view, lang }: Shown) => {
  const words = JOIN[lang];
  const texts = view.entries.findLast((it) => it.event.type === 'opened_to_others')?.texts ?? {};
  const representatives = representativesOf(view.state) ?? 0;
  return (
    <section>
      <h2>{words.asks}</h2>
      <p>{texts['words'] === undefined ? words.erased : <Words text={texts['words']} lang={lang} />}</p>
      <p class="small">
        {`${words.at(officeName(view.jurisdiction, view.state.lead, lang))}${gap(lang)}${words.representatives(representatives)}`}
      </p>
    </section>
  );
};

/** The line of the matter, as the filer wrote it for others. */
export const subjectFor = (view: MatterView): string =>
  view.entries.findLast((it) => it.event.type === 'opened_to_others')?.texts['subject'] ?? view.number;

/** Papers stand in full above the history. */
const isPaper = (it: Entry): boolean =>
  ['supervised', 'supervision_notified', 'final_explained', 'opened_to_others'].includes(it.event.type) ||
  NOTICE_NAMES.some((notice) => NOTICES[notice] === it.event.type);

const Line = ({ seen, entry }: { readonly seen: Seen; readonly entry: Entry }) => {
  const { lang, view } = seen;
  const { event } = entry;
  const sentence = (event.actor.kind === 'filer' ? FILERS_STEPS[event.type] : undefined) ?? STEPS[event.type];
  const more = event.type === 'joiners_counted' ? `${MARKS[lang].colon}${manyTogether(event.data['least'], lang)}` : '';
  const text = `${sentence(namedIn(seen, event))[lang]}${more}`;
  return (
    <li>
      <time class="small" dateTime={dateIn(event.recordedAt, view.jurisdiction.zone)}>
        {dayOf(seen, event)}
      </time>
      <br />
      {entry.voided ? <s>{text}</s> : text}{' '}
      <a class="small" href={href(lang, `/c/${entry.leaf}`)}>
        {JOIN[lang].leaf}
      </a>
      {!isPaper(entry) &&
        Object.values(entry.texts).map((it) => (
          <p>
            <Words text={it} lang={lang} />
          </p>
        ))}
    </li>
  );
};

/** Every stage with its date. */
export const Dates = ({ view, lang }: Shown) => {
  const filed = view.state.history[0];
  return (
    <section>
      <h2>{JOIN[lang].stages}</h2>
      <p class="small">{JOIN[lang].you}</p>
      <Stages
        stages={view.stages}
        around={{ jurisdiction: view.jurisdiction, state: view.state, lang }}
        today={view.today}
        {...(filed ? { filed: dateIn(filed.recordedAt, view.jurisdiction.zone) } : {})}
      />
    </section>
  );
};

/** A matter as somebody reads it who joined: what it asks, papers, dates, steps; `children` is what they can do. */
export const JoinedView = ({ view, lang, children }: Shown & { readonly children: ComponentChildren }) => {
  const words = JOIN[lang];
  // A reply is to all of them: who joined reads it whether the filer has opened it or not. Opening it, which starts a time, stays the filer's.
  const state = { ...view.state, opened: NOTICE_NAMES.filter((notice) => has(view.state, NOTICES[notice])) };
  const seen: Seen = { view: { ...view, state }, lang, code: '', canAct: false, fileLink: () => '' };
  return (
    <>
      <h1>
        <Words text={subjectFor(view)} lang={lang} />
      </h1>
      <p class="note">{words.reads}</p>
      <div class="two">
        <div>
          <Papers {...seen} />
          <Dates view={view} lang={lang} />
          <section>
            <h2>{words.history}</h2>
            <ol class="log">
              {view.entries.map((entry) => (
                <Line seen={seen} entry={entry} />
              ))}
            </ol>
          </section>
        </div>
        <aside>
          <Asks view={view} lang={lang} />
          {children}
        </aside>
      </div>
    </>
  );
};
