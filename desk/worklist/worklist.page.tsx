import { FIRST } from '../../kernel/language/languages.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { errorPage } from '../../portal/error-page.tsx';
import { dayInWords } from '../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../portal/page.ts';
import { FilterForm, listHref, Views } from './filter-form.tsx';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Reminder, Reminds } from '../feature.ts';
import { isNarrow, queueOf, queueQuery, readFilter, type Filter } from './filter.ts';
import { NextInQueue } from './next-in-queue.tsx';
import { kindOfNumber, readNext, readWorklist, type Queued } from './read-worklist.ts';
import { Rows, type Said } from './rows.tsx';
import type { WorkKind } from './work-kind.ts';
import { WORDS } from './words.ts';

const Finder = ({ lang, wrong }: { readonly lang: Lang; readonly wrong: string | undefined }) => {
  const words = WORDS[lang];
  return (
    <form action={href(lang, '/desk')} class={wrong === undefined ? 'find' : 'find err'}>
      <label for="find">{words.find}</label>
      {wrong !== undefined && (
        <p class="why" id="find-why">
          {words.badNumber}
        </p>
      )}
      <p class="hint" id="find-hint">
        {words.findHint}
      </p>
      <p class="row">
        <input
          id="find"
          type="text"
          name="find"
          value={wrong ?? ''}
          autocomplete="off"
          spellcheck={false}
          accessKey="s"
          aria-describedby={wrong === undefined ? 'find-hint' : 'find-why find-hint'}
        />{' '}
        <button class="btn plain">{words.go}</button>
      </p>
    </form>
  );
};

/** Letters that lead somewhere without a mouse. */
const Keys = ({ lang }: { readonly lang: Lang }) => {
  const words = WORDS[lang];
  return (
    <details class="screen">
      <summary>{words.keys}</summary>
      <p>{words.keysHint}</p>
      <dl>
        {Object.entries(words.keyNames).map(([key, name]) => (
          <>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{name}</dd>
          </>
        ))}
      </dl>
    </details>
  );
};

interface Shown extends Said {
  readonly wrong: string | undefined;
  readonly done: Done | undefined;
  readonly isAdmin: boolean;
  readonly office: string;
  readonly reminders: readonly Reminder[];
}

/** The step that led here, on an entity that this post cannot open any more, and what comes next. */
interface Done {
  readonly step: string;
  readonly number: string;
  readonly next: Queued | undefined;
}

const Pager = ({ said: { list, lang } }: { readonly said: Said }) => {
  const { filter, next } = list;
  const { after, ...start } = filter;
  return next === null && after === undefined ? null : (
    <p class="row screen">
      {after !== undefined && (
        <a class="btn plain" href={listHref(lang, start)}>
          {WORDS[lang].firstPage}
        </a>
      )}
      {next !== null && (
        <a class="btn plain" accessKey="n" href={listHref(lang, { ...start, after: next })}>
          {WORDS[lang].more}
        </a>
      )}
    </p>
  );
};

const Nothing = ({ said: { list, lang }, isAdmin }: { readonly said: Said; readonly isAdmin: boolean }) => {
  const words = WORDS[lang];
  const { view, due } = list.filter;
  if (isAdmin) return <p class="lead">{words.emptyAdmin}</p>;
  if (isNarrow(list.filter) || due !== undefined) return <p class="lead">{words.emptyFilter}</p>;
  return (
    <>
      <p class="lead">{words.empty[view]}</p>
      {view === 'owed' && <p>{words.emptyMore}</p>}
    </>
  );
};

const Body = ({ shown }: { readonly shown: Shown }) => {
  const { list, kinds, lang, wrong, done, isAdmin, office, reminders } = shown;
  const words = WORDS[lang];
  const step = done && kinds.map((kind) => kind.stepName(done.step, lang)).find((name) => name !== undefined);
  return (
    <>
      {list.rows.length > 0 && (
        <a class="skip" href="#list" accessKey="l">
          {words.keyNames.l}
        </a>
      )}
      {done && step !== undefined && (
        <div class="note" role="status">
          <p>
            {words.done}
            {step} · {done.number}
          </p>
          <NextInQueue next={done.next} kinds={kinds} filter={list.filter} lang={lang} today={list.today} />
        </div>
      )}
      <h1>{words.title}</h1>
      <p class="print small">
        {office} · {words.printed}
        {dayInWords(list.today, lang)}
      </p>
      {reminders.map(({ text, path }) => (
        <p class="note warn screen">
          <a href={href(lang, path)}>{text}</a>
        </p>
      ))}
      {!isAdmin && <Views said={shown} />}
      {!isAdmin && <FilterForm said={shown} />}
      {list.rows.length > 0 ? (
        <>
          <p class="small">{words.leads[list.filter.view]}</p>
          <Rows said={shown} />
        </>
      ) : (
        <Nothing said={shown} isAdmin={isAdmin} />
      )}
      <Pager said={shown} />
      <p class="small">{words.trace}</p>
      {!isAdmin && <Finder lang={lang} wrong={wrong} />}
      {!isAdmin && <Keys lang={lang} />}
    </>
  );
};

const NOT_HANDLING = ['admin', 'custodian', 'auditor'];

/** What a post is reminded of; only above the whole list, so that working through a part of it stays quick. */
const remindersFor = async (
  reminds: readonly Reminds[],
  { service, lang }: PageRequest,
  who: StaffMember,
  filter: Filter,
): Promise<readonly Reminder[]> => {
  if (filter.view !== 'owed' || filter.after !== undefined || isNarrow(filter)) return [];
  const found = await Promise.all(reminds.map((remind) => remind(service, who, lang)));
  return found.filter((it) => it !== undefined);
};

const show = async (kinds: readonly WorkKind[], reminds: readonly Reminds[], request: PageRequest): Promise<PageReply> => {
  const { service, lang, staff, query } = request;
  if (!staff) throw new Error('a desk page ran without a session');
  const find = query['find']?.trim() || undefined;
  const found = find === undefined ? undefined : await kindOfNumber(service, kinds, staff, find);
  if (found) return { kind: 'redirect', to: found.kind.path(found.number) };
  // After a step the list that led to it is shown from its start.
  const { after: _after, ...worked } = queueOf(query['queue']);
  const filter = query['queue'] === undefined ? readFilter(query) : worked;
  const list = await readWorklist(service, kinds, staff, filter);
  if (isRefusal(list)) return { ...errorPage(lang, list), other: '/desk' };
  const number = kinds.map((kind) => kind.readNumber(query['number'] ?? '')).find((one) => one !== undefined);
  const step = query['done'];
  const done =
    number !== undefined && step !== undefined
      ? { step, number, next: await readNext(service, kinds, staff, queueOf(query['queue']), number) }
      : undefined;
  const it = await service.jurisdiction();
  const office = officeName(it, staff.office, lang);
  const reminders = await remindersFor(reminds, request, staff, list.filter);
  const isAdmin = NOT_HANDLING.includes(staff.role);
  const shown: Shown = { list, kinds, it, lang, wrong: find, done, isAdmin, office, reminders };
  const title = filter.view === 'owed' ? WORDS[lang].title : `${WORDS[lang].views[filter.view]} · ${WORDS[lang].title}`;
  return html(title, <Body shown={shown} />, { wide: true, status: find === undefined ? 200 : 422, other: listHref(FIRST, filter) });
};

/** Goes on to what comes next in the list that somebody works through; to the list where nothing does. */
const goOn = async (kinds: readonly WorkKind[], { service, staff, query }: PageRequest): Promise<PageReply> => {
  if (!staff) throw new Error('a desk page ran without a session');
  const filter = queueOf(query['queue']);
  const next = await readNext(service, kinds, staff, filter, query['number'] ?? '');
  const kind = kinds.find((one) => one.name === next?.kind);
  if (!next || !kind) return { kind: 'redirect', to: '/desk' };
  return { kind: 'redirect', to: `${kind.path(next.number)}?${queueQuery({ ...filter, after: next.cursor })}` };
};

/** The lists of an office, for the kinds of entities that there are. */
export const worklistPages = (kinds: readonly WorkKind[], reminds: readonly Reminds[]): readonly Page[] => [
  { path: '/desk/next', method: 'GET', face: 'desk', handle: (request) => goOn(kinds, request) },
  { path: '/desk', method: 'GET', face: 'desk', handle: (request) => show(kinds, reminds, request) },
];
