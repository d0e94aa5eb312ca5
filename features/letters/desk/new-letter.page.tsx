import { statusOf } from '../../../engine/http/refusal-status.ts';
import { TOKEN } from '../../../engine/http/field-schema.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { postsOf } from '../../../engine/people/posts.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { CHOOSE_SITE, SentByEnter, typedBefore } from '../../../desk/choose-site.tsx';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { earlyFault, inputOf, SURE } from '../../../desk/staff-entity/form.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { everySiteOf, siteName, type SiteRow } from '../../sites/public.ts';
import { drawUp } from '../domain/verbs.ts';
import { letters } from '../server/letters.ts';
import { HOLDERS } from '../server/what-it-is-about.ts';
import { dutiesAt, rulesOf } from '../server/duties.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { postName } from './post-name.ts';
import { FIELDS, HEAD, MAP, STEPS } from './words.ts';

const PATH = '/desk/letters/new';
const FORM_ID = 'letter';

interface Around {
  readonly it: Jurisdiction;
  readonly sites: readonly SiteRow[];
  readonly posts: readonly string[];
}

/** What may be chosen: the sites of the office, and posts of the offices that answer for them or stand below it. */
const around = async ({ service, staff: who }: PageRequest): Promise<Around> => {
  const it = await service.jurisdiction();
  if (!who || !mayList(it.access, who.role, 'letter')) return { it, sites: [], posts: [] };
  const { sites, posts } = await service.read(async (tx) => {
    const found = await everySiteOf(tx, who.office);
    const below = [...it.offices.keys()].filter((office) => isWithin(it, office, who.office));
    return { sites: found, posts: await postsOf(tx, [...new Set([...below, ...found.flatMap((row) => [row.office, row.local])])]) };
  });
  return { it, sites, posts: posts.filter(({ role }) => HOLDERS.some((one) => one === role)).map(({ post }) => post) };
};

const fieldsFor = (request: PageRequest, typed: PageRequest['form'], { it, sites, posts }: Around): readonly Field[] => {
  const { lang, service } = request;
  const label = (name: string): string => FIELDS[name]?.[lang] ?? name;
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const rules = rulesOf(it);
  // Of a site that was chosen already, its own duties; else those of all of them.
  const chosen = sites.filter((row) => row.site === parseEntityNumber(typed['site'] ?? ''));
  const bound = new Set((chosen.length > 0 ? chosen : sites).flatMap((row) => dutiesAt(it, row, now).map(({ rule }) => rule)));
  return [
    {
      name: 'site',
      label: label('site'),
      hint: CHOOSE_SITE[lang].hint,
      kind: 'site',
      optional: true,
      among: 'seat',
      back: PATH,
      known: sites.map((row) => ({ value: row.site, text: siteName(row, lang) })),
    },
    {
      name: 'rule',
      label: label('rule'),
      kind: 'select',
      optional: true,
      options: [...rules].filter(([key]) => bound.has(key)).map(([value, rule]) => ({ value, text: inLang(rule.label, lang) })),
    },
    {
      name: 'holder',
      label: label('holder'),
      hint: MAP[lang].chosen,
      kind: 'select',
      options: posts.map((value) => ({ value, text: postName(it, value, lang) })),
    },
    { name: 'from', label: label('from'), kind: 'date' },
    { name: 'to', label: label('to'), kind: 'date', min: today },
    { name: 'what', label: label('what'), kind: 'text' },
  ];
};

const draw = async (request: PageRequest, typed: PageRequest['form'], refusal?: Refusal): Promise<PageReply> => {
  const { lang, csrf } = request;
  const fields = fieldsFor(request, typed, await around(request));
  const state = { lang, id: FORM_ID, typed, ...(refusal ? { refusal } : {}) };
  const token = TOKEN.test(typed['token'] ?? '') ? String(typed['token']) : Buffer.from(randomBytes(16)).toString('base64url');
  const title = STEPS['draw_up_letter']?.[lang] ?? '';
  return html(
    title,
    <>
      {refusal && <FaultSummary refusal={refusal} form={state} fields={fields} />}
      <h1>{title}</h1>
      <p class="lead">{HEAD.lead[lang]}</p>
      <form method="post" action={href(lang, PATH)}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="token" value={token} />
        <SentByEnter />
        <Fields fields={fields} form={state} />
        {refusal?.refused === 'control_word' && (
          <label class="choice">
            <input type="checkbox" name="sure" value="yes" />
            {SURE[lang]}
          </label>
        )}
        <p>
          <button class="btn">{title}</button>
        </p>
      </form>
    </>,
    refusal ? { status: statusOf(refusal.refused) } : {},
  );
};

const showNew = (request: PageRequest): Promise<PageReply> => {
  const { site = '', rule = '' } = request.query;
  return draw(request, { site, rule, ...typedBefore(request) });
};

const drawn = ({ service, form }: PageRequest, who: StaffMember): Promise<string | Refusal> =>
  beginStaffEntity(service, letters, who, inputOf(form, drawUp.fields), TOKEN.test(form['token'] ?? '') ? (form['token'] ?? null) : null);

const postNew = async (request: PageRequest): Promise<PageReply> => {
  const { form, staff: who } = request;
  if (!who) throw new Error('a desk page ran without a session');
  const begun = earlyFault(form) ?? (await drawn(request, who));
  return isRefusal(begun) ? draw(request, form, begun) : { kind: 'redirect', to: `/desk/letter/${begun}?done=draw_up_letter` };
};

/** The form that draws a letter up. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showNew },
  { path: PATH, method: 'POST', face: 'desk', handle: postNew },
];
