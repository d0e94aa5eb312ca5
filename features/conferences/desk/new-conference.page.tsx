import { statusOf } from '../../../engine/http/refusal-status.ts';
import { TOKEN } from '../../../engine/http/field-schema.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { earlyFault, inputOf } from '../../../desk/staff-entity/form.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { call } from '../domain/agenda-verbs.ts';
import { officeField } from '../domain/state.ts';
import { MEETINGS, OFFICES_MAX } from '../domain/vocabulary.ts';
import { conferences } from '../server/conferences.ts';
import { CONFERENCES } from './page-words.ts';
import { FIELDS, HEAD, MEETING_WORDS, STEPS } from './words.ts';

const PATH = '/desk/conferences/new';
const FORM_ID = 'new';

/** An office of the form: its box is named by the office, whatever its place in the list. */
const boxOf = (office: string): string => `calls_${office}`;

interface Around {
  readonly request: PageRequest;
  readonly it: Jurisdiction;
  readonly refusal?: Refusal | undefined;
}

const fieldsOf = ({ request: { lang, service }, it }: Around): readonly Field[] => [
  {
    name: 'kind',
    label: FIELDS['kind']?.[lang] ?? '',
    kind: 'select',
    options: MEETINGS.map((value) => ({ value, text: MEETING_WORDS[value][lang] })),
  },
  { name: 'by', label: FIELDS['by']?.[lang] ?? '', kind: 'date', min: dateIn(service.clock(), it.zone) },
];

/** The offices that may be called, as boxes; one sentence where something about them is wrong. */
const Offices = ({ request: { lang, form, staff }, it, refusal }: Around) => {
  const said = CONFERENCES[lang];
  const fault = refusal?.data?.['field'] === 'offices' ? refusal : undefined;
  const others = [...it.offices.keys()].filter((office) => office !== staff?.office);
  return (
    <fieldset id={`${FORM_ID}-offices`} class={fault ? 'err' : undefined} tabIndex={-1}>
      <legend>{said.offices}</legend>
      {fault && <p class="why">{sentenceFor(fault, lang)}</p>}
      <p class="hint">{said.officesHint}</p>
      <div class="boxes">
        {others.map((office) => (
          <label class="choice">
            <input type="checkbox" name={boxOf(office)} value="yes" checked={form[boxOf(office)] === 'yes'} />
            {officeName(it, office, lang)}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const draw = (around: Around): PageReply => {
  const { request, refusal } = around;
  const { lang, csrf, form: typed } = request;
  const state = { lang, id: FORM_ID, typed, ...(refusal ? { refusal } : {}) };
  const fields = fieldsOf(around);
  const title = STEPS['call_conference']?.[lang] ?? '';
  const token = TOKEN.test(typed['token'] ?? '') ? String(typed['token']) : Buffer.from(randomBytes(16)).toString('base64url');
  return html(
    title,
    <>
      {refusal && (
        <FaultSummary
          refusal={refusal}
          form={state}
          fields={[...fields, { name: 'offices', label: CONFERENCES[lang].offices, kind: 'check' }]}
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

/** What was typed, as the step takes it: the offices that are ticked stand in its list one after the other. */
const inputIn = (form: PageRequest['form'], it: Jurisdiction): JsonObject => {
  const ticked = [...it.offices.keys()].filter((office) => form[boxOf(office)] === 'yes').slice(0, OFFICES_MAX);
  const known = Object.entries(form).filter(([name]) => !name.startsWith('calls_'));
  return inputOf(
    { ...Object.fromEntries(known), ...Object.fromEntries(ticked.map((office, i) => [officeField(i + 1), office])) },
    call.fields,
  );
};

const showNew = async (request: PageRequest): Promise<PageReply> => draw({ request, it: await request.service.jurisdiction() });

const postNew = async (request: PageRequest): Promise<PageReply> => {
  const { service, form, staff: who } = request;
  if (!who) throw new Error('a desk page ran without a session');
  const it = await service.jurisdiction();
  const token = TOKEN.test(form['token'] ?? '') ? (form['token'] ?? null) : null;
  const typed = inputIn(form, it);
  const begun = earlyFault(form) ?? (await beginStaffEntity(service, conferences, who, typed, token));
  return isRefusal(begun)
    ? draw({ request, it, refusal: begun })
    : { kind: 'redirect', to: `/desk/conference/${begun}?done=call_conference` };
};

/** The form that calls a conference. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showNew },
  { path: PATH, method: 'POST', face: 'desk', handle: postNew },
];
