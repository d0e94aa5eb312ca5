import { mayDo } from '../../../kernel/access/access.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { openFor } from '../../../desk/staff-entity/pages.tsx';
import type { StaffFace } from '../../../desk/staff-entity/face.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { openComments, takeStep, type OpenedComment } from '../../grievances/public-desk.ts';
import type { ConsultationState } from '../domain/state.ts';
import { commentsAfter, commentsAmong, COMMENTS_A_PAGE } from '../server/comment-pages.ts';
import { CONSULTATIONS } from './page-words.ts';
import { ADOPTED_WORDS, LINKS } from './words.ts';

type View = StaffView<ConsultationState>;

const NUMBER = /^[0-9A-HJKMNP-TV-Z]{8}$/;
const COUNT = /^\d{1,3}$/;
const PICK = 'pick_';

/** The group that is shown; null for those in none. */
const groupIn = (view: View, asked: string | undefined): number | null =>
  view.state.groups.find(({ nth }) => String(nth) === asked)?.nth ?? null;

interface Shown {
  readonly request: PageRequest;
  readonly view: View;
  readonly group: number | null;
  readonly comments: readonly OpenedComment[];
  /** The number after which the next page begins; undefined on the last one. */
  readonly next: string | undefined;
  readonly refusal?: Refusal | undefined;
}

const Comment = ({
  it,
  picked,
  lang,
  view,
}: {
  readonly it: OpenedComment;
  readonly picked: boolean;
  readonly lang: Lang;
  readonly view: View;
}) => {
  const said = CONSULTATIONS[lang];
  const facts = [
    `${said.day} ${dayInWords(it.on, lang, view.today)}`,
    it.question === null ? said.whole : said.question(it.question),
    ...(it.outcome === null ? [] : [ADOPTED_WORDS[it.outcome][lang]]),
    ...(it.publish === 'agreed' ? [it.leftOut === null ? said.publish : said.leftOut] : []),
  ];
  return (
    <article class="card">
      <label class="choice">
        <input type="checkbox" name={`${PICK}${it.number}`} value="yes" checked={picked} aria-label={said.pick(it.number)} />
        <a href={href(lang, `/desk/matter/${it.number}`)}>
          <code>{it.number}</code>
        </a>
      </label>
      <h2 class="words" lang={it.lang}>
        {it.subject}
      </h2>
      <p class="words" lang={it.lang}>
        {it.body}
      </p>
      <p class="small">{facts.join(' · ')}</p>
    </article>
  );
};

const Filter = ({ request: { lang }, view, group }: Shown) => {
  const said = CONSULTATIONS[lang];
  return (
    <form method="get" action={href(lang, `/desk/consultation/${view.number}/comments`)}>
      <label for="group">{said.which}</label>
      <select id="group" name="group">
        <option value="">{said.ungrouped}</option>
        {view.state.groups.map(({ nth, heading }) => (
          <option value={String(nth)} selected={nth === group}>
            {LINKS.group(nth, heading)[lang]}
          </option>
        ))}
      </select>
      <button class="btn plain">{said.show}</button>
    </form>
  );
};

const Move = ({ request: { lang, form }, view }: Shown) => {
  const said = CONSULTATIONS[lang];
  const groups = view.state.groups;
  return groups.length === 0 ? (
    <p class="note">{said.noGroups}</p>
  ) : (
    <>
      <label for="into">{said.into}</label>
      <select id="into" name="into">
        {groups.map(({ nth, heading }) => (
          <option value={String(nth)} selected={String(nth) === form['into']}>
            {LINKS.group(nth, heading)[lang]}
          </option>
        ))}
      </select>
      <button class="btn">{said.move}</button>
    </>
  );
};

const draw = (shown: Shown): PageReply => {
  const { request, view, group, comments, next, refusal } = shown;
  const { lang, csrf, query, form } = request;
  const said = CONSULTATIONS[lang];
  const path = `/desk/consultation/${view.number}/comments`;
  const of = group === null ? '' : `group=${group}&`;
  const told = (name: string): number | undefined => (COUNT.test(query[name] ?? '') ? Number(query[name]) : undefined);
  const [moved, missed] = [told('moved'), told('missed')];
  return html(
    said.comments(view.state.title),
    <>
      {refusal && (
        <div class="errors" role="alert">
          <p>{sentenceFor(refusal, lang)}</p>
        </div>
      )}
      {moved !== undefined && (
        <p class="note" role="status">
          {said.moved(moved)} {missed !== undefined && missed > 0 && said.notMoved(missed)}
        </p>
      )}
      <h1>{said.comments(view.state.title)}</h1>
      <p class="small">{said.commentsLead}</p>
      <Filter {...shown} />
      {comments.length === 0 ? (
        <p>{said.noComments}</p>
      ) : (
        <form method="post" action={href(lang, path)}>
          <input type="hidden" name="csrf" value={csrf} />
          {group !== null && <input type="hidden" name="group" value={String(group)} />}
          {comments.map((it) => (
            <Comment it={it} picked={form[`${PICK}${it.number}`] === 'yes'} lang={lang} view={view} />
          ))}
          <Move {...shown} />
        </form>
      )}
      <p>
        {next !== undefined && <a href={href(lang, `${path}?${of}after=${next}`)}>{said.next}</a>}{' '}
        {query['after'] !== undefined && <a href={href(lang, group === null ? path : `${path}?group=${group}`)}>{said.first}</a>}
      </p>
      <p>
        <a href={href(lang, `/desk/consultation/${view.number}`)}>{said.back}</a>
      </p>
    </>,
    { wide: true, other: path, ...(refusal ? { status: statusOf(refusal.refused) } : {}) },
  );
};

const show = async (request: PageRequest, view: View, who: StaffMember, refusal?: Refusal): Promise<PageReply> => {
  const { service, query, form, lang } = request;
  const group = groupIn(view, form['group'] ?? query['group']);
  const after = NUMBER.test(query['after'] ?? '') ? (query['after'] ?? '') : '';
  const numbers = await service.read((tx) => commentsAfter(tx, view.number, group, after));
  const page = numbers.slice(0, COMMENTS_A_PAGE);
  const comments = page.length === 0 ? [] : await openComments(service, who, page);
  if (isRefusal(comments)) return { ...errorPage(lang, comments), other: `/desk/consultation/${view.number}` };
  return draw({ request, view, group, comments, next: numbers.length > page.length ? page.at(-1) : undefined, refusal });
};

const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

/** Puts the comments that were ticked into a group, each by a step of its own; how many, and how many not. */
const move = async (request: PageRequest, view: View): Promise<PageReply> => {
  const who = whoOf(request);
  const { service, form } = request;
  const it = await service.jurisdiction();
  const picked = Object.keys(form).flatMap((name) =>
    name.startsWith(PICK) && form[name] === 'yes' && NUMBER.test(name.slice(PICK.length)) ? [name.slice(PICK.length)] : [],
  );
  const group = groupIn(view, form['into']);
  const isAllowed = mayDo(it.access, { role: who.role, relation: 'own', verb: 'group_comment' }).allowed;
  const refusal = !isAllowed
    ? refuse('not_your_post')
    : picked.length === 0
      ? refuse('comments_none')
      : group === null
        ? refuse('groups_none')
        : undefined;
  if (refusal) return show(request, view, who, refusal);
  const asker = { kind: 'staff', post: who.post, office: who.office, role: who.role } as const;
  // A comment on another draft of the same office is none of these, whatever the form says.
  const asked = picked.slice(0, COMMENTS_A_PAGE);
  const own = await service.read((tx) => commentsAmong(tx, view.number, asked));
  const taken = await Promise.all(own.map((number) => takeStep(service, number, asker, { name: 'group_comment', input: { group } })));
  const moved = taken.filter((outcome) => outcome === undefined).length;
  const of = form['group'] === undefined ? '' : `group=${encodeURIComponent(form['group'])}&`;
  return { kind: 'redirect', to: `/desk/consultation/${view.number}/comments?${of}moved=${moved}&missed=${asked.length - moved}` };
};

/** The comments of a consultation, fifty a page, and the step that groups many at once. */
export const commentPages = (face: StaffFace<ConsultationState>): readonly Page[] => [
  {
    path: `${face.path}/:number/comments`,
    method: 'GET',
    face: 'desk',
    handle: (request) => openFor(face, request, (view) => show(request, view, whoOf(request))),
  },
  {
    path: `${face.path}/:number/comments`,
    method: 'POST',
    face: 'desk',
    handle: (request) => openFor(face, request, (view) => move(request, view)),
  },
];
