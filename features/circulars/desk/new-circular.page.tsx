import { statusOf } from '../../../engine/http/refusal-status.ts';
import { TOKEN } from '../../../engine/http/field-schema.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { earlyFault, inputOf } from '../../../desk/staff-entity/form.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { officeField } from '../domain/state.ts';
import { issue } from '../domain/verbs.ts';
import { OFFICES_MAX } from '../domain/vocabulary.ts';
import { circulars } from '../server/circulars.ts';
import { circularsIssued, type CircularRow } from '../server/read-circulars.ts';
import { CIRCULARS } from './page-words.ts';
import { FIELDS, HEAD, STEPS } from './words.ts';

const PATH = '/desk/circulars/new';
const FORM_ID = 'new';

/** An office of the form: its box is named by the office, whatever its place in the list; one box is all that stand below. */
const boxOf = (office: string): string => `to_${office}`;
const ALL_BELOW = 'all_below';

interface Around {
  readonly request: PageRequest;
  readonly it: Jurisdiction;
  /** What its office has issued last, of which one may be replaced. */
  readonly issued: readonly CircularRow[];
  readonly refusal?: Refusal | undefined;
}

const fieldsOf = ({ request: { lang, service }, it, issued }: Around): readonly Field[] => {
  const said = CIRCULARS[lang];
  const label = (name: string): string => FIELDS[name]?.[lang] ?? '';
  const today = dateIn(service.clock(), it.zone);
  return [
    { name: 'title', label: label('title'), kind: 'line' },
    { name: 'paper', label: label('paper'), hint: said.paperHint, kind: 'line' },
    { name: 'words', label: label('words'), hint: said.wordsHint, kind: 'text' },
    { name: 'receipt_by', label: label('receipt_by'), hint: said.receiptHint, kind: 'date', min: today },
    { name: 'carry_by', label: label('carry_by'), hint: said.carryHint, kind: 'date', min: today, optional: true },
    {
      name: 'replaces',
      label: label('replaces'),
      hint: said.replacesHint,
      kind: 'select',
      optional: true,
      options: issued.map(({ circular, paper, title }) => ({ value: circular, text: [paper, title].join(' · ') })),
    },
  ];
};

/** The offices that it may be sent to. */
const othersOf = (it: Jurisdiction, own: string): readonly string[] =>
  [...it.offices.keys()].filter((office) => !isWithin(it, own, office));

/** The same as boxes; one sentence where something about them is wrong. */
const Offices = ({ request: { lang, form, staff }, it, refusal }: Around) => {
  const said = CIRCULARS[lang];
  const own = staff?.office ?? '';
  const fault = refusal?.data?.['field'] === 'offices' ? refusal : undefined;
  const others = othersOf(it, own);
  const box = (name: string, text: string) => (
    <label class="choice">
      <input type="checkbox" name={name} value="yes" checked={form[name] === 'yes'} />
      {text}
    </label>
  );
  return (
    <fieldset id={`${FORM_ID}-offices`} class={fault ? 'err' : undefined} tabIndex={-1}>
      <legend>{FIELDS['offices']?.[lang]}</legend>
      {fault && <p class="why">{sentenceFor(fault, lang)}</p>}
      <p class="hint">{said.officesHint}</p>
      {others.some((office) => isWithin(it, office, own)) && box(ALL_BELOW, said.allBelow)}
      <div class="boxes">{others.map((office) => box(boxOf(office), officeName(it, office, lang)))}</div>
    </fieldset>
  );
};

const draw = (around: Around): PageReply => {
  const { request, refusal } = around;
  const { lang, csrf, form: typed } = request;
  const state = { lang, id: FORM_ID, typed, ...(refusal ? { refusal } : {}) };
  const fields = fieldsOf(around);
  const title = STEPS['issue_circular']?.[lang] ?? '';
  const token = TOKEN.test(typed['token'] ?? '') ? String(typed['token']) : Buffer.from(randomBytes(16)).toString('base64url');
  return html(
    title,
    <>
      {refusal && (
        <FaultSummary
          refusal={refusal}
          form={state}
          fields={[...fields, { name: 'offices', label: FIELDS['offices']?.[lang] ?? '', kind: 'check' }]}
        />
      )}
      <h1>{title}</h1>
      <p class="lead">{HEAD.lead[lang]}</p>
      <form method="post" action={href(lang, PATH)}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="token" value={token} />
        <Fields fields={fields} form={state} />
        <Offices {...around} />
        <p>
          <button class="btn">{title}</button>
        </p>
      </form>
    </>,
    refusal ? { status: statusOf(refusal.refused) } : {},
  );
};

/** What was typed, as the step takes it: the offices that are ticked stand in its list one after the other. None is left out in silence. */
const inputIn = (form: PageRequest['form'], it: Jurisdiction, own: string): JsonObject | Refusal => {
  const isTicked = (office: string): boolean =>
    form[boxOf(office)] === 'yes' || (form[ALL_BELOW] === 'yes' && office !== own && isWithin(it, office, own));
  const ticked = [...it.offices.keys()].filter(isTicked);
  if (ticked.length > OFFICES_MAX) return refuse('circular_offices_many', { field: 'offices', max: OFFICES_MAX, count: ticked.length });
  const known = Object.entries(form).filter(([name]) => name !== ALL_BELOW && !name.startsWith(boxOf('')));
  return inputOf(
    { ...Object.fromEntries(known), ...Object.fromEntries(ticked.map((office, i) => [officeField(i + 1), office])) },
    issue.fields,
  );
};

const around = async (request: PageRequest): Promise<Around> => {
  const { service, staff } = request;
  if (!staff) throw new Error('a desk page ran without a session');
  const issued = await service.read((tx) => circularsIssued(tx, staff.office, 1));
  return { request, it: await service.jurisdiction(), issued };
};

const showNew = async (request: PageRequest): Promise<PageReply> => draw(await around(request));

const postNew = async (request: PageRequest): Promise<PageReply> => {
  const { service, form, staff: who } = request;
  if (!who) throw new Error('a desk page ran without a session');
  const token = TOKEN.test(form['token'] ?? '') ? (form['token'] ?? null) : null;
  const typed = earlyFault(form) ?? inputIn(form, await service.jurisdiction(), who.office);
  const begun = isRefusal(typed) ? typed : await beginStaffEntity(service, circulars, who, typed, token);
  return isRefusal(begun)
    ? draw({ ...(await around(request)), refusal: begun })
    : { kind: 'redirect', to: `/desk/circular/${begun}?done=${issue.name}` };
};

/** The form that issues a circular. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showNew },
  { path: PATH, method: 'POST', face: 'desk', handle: postNew },
];
