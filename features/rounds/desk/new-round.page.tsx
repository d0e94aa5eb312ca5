import { statusOf } from '../../../engine/http/refusal-status.ts';
import { TOKEN } from '../../../engine/http/field-schema.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { DELIVERABLES, OFFICES_MAX, PHASES_MAX, SUBJECTS } from '../domain/vocabulary.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { earlyFault, inputOf, SURE } from '../../../desk/staff-entity/form.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { classField, officeField } from '../domain/state.ts';
import { open } from '../domain/verbs.ts';
import { coverable } from '../server/complete-round.ts';
import { rounds } from '../server/rounds.ts';
import { NEW_ROUND } from './page-words.ts';
import { className } from './progress.tsx';
import { FIELDS, HEAD, STEPS, SUBJECT_WORDS, YIELDS } from './words.ts';

const PATH = '/desk/rounds/new';

interface Drawn {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly lang: Lang;
  readonly typed: { readonly [name: string]: string };
  readonly refusal?: Refusal | undefined;
}

const FORM_ID = 'new';

/** What a round is called, and what it is about. */
const headFields = ({ it, lang }: Drawn): readonly Field[] => [
  { name: 'title', label: FIELDS['title']?.[lang] ?? '', kind: 'line' },
  { name: 'english', label: FIELDS['english']?.[lang] ?? '', kind: 'line', optional: true },
  {
    name: 'subject',
    label: FIELDS['subject']?.[lang] ?? '',
    kind: 'select',
    options: SUBJECTS.map((value) => ({ value, text: SUBJECT_WORDS[value][lang] })),
  },
  {
    name: 'form',
    label: FIELDS['form']?.[lang] ?? '',
    kind: 'select',
    options: [...it.forms.newest].flatMap(([value, hash]) => {
      const form = it.forms.get(hash);
      return form ? [{ value, text: inLang(form.title, lang) }] : [];
    }),
  },
  { name: 'tours', label: FIELDS['tours']?.[lang] ?? '', kind: 'line', digits: true },
];

const phaseFields = (nth: number, { lang }: Drawn): readonly Field[] => {
  const said = NEW_ROUND[lang];
  const label = (part: string): string => `${said.phase(nth)} · ${part}`;
  return [
    {
      name: `phase${nth}_yields`,
      label: label(said.yields),
      kind: 'select',
      options: DELIVERABLES.map((value) => ({ value, text: YIELDS[value][lang] })),
    },
    { name: `phase${nth}_from`, label: label(said.from), kind: 'date' },
    { name: `phase${nth}_to`, label: label(said.to), kind: 'date' },
  ];
};

const PHASES = Array.from({ length: PHASES_MAX }, (_, i) => i + 1);

/** Boxes of which any may be ticked, with one sentence where something about them is wrong. */
const Boxes = ({
  name,
  legend,
  hint,
  boxes,
  drawn,
}: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly boxes: readonly { readonly field: string; readonly text: string }[];
  readonly drawn: Drawn;
}) => {
  const { lang, typed, refusal } = drawn;
  const isFaulty = refusal?.data?.['field'] === name;
  return (
    <fieldset id={`${FORM_ID}-${name}`} class={isFaulty ? 'err' : undefined} tabIndex={-1}>
      <legend>{legend}</legend>
      {isFaulty && refusal && <p class="why">{sentenceFor(refusal, lang)}</p>}
      {hint !== undefined && <p class="hint">{hint}</p>}
      <div class="boxes">
        {boxes.map(({ field, text }) => (
          <label class="choice">
            <input type="checkbox" name={field} value="yes" checked={typed[field] === 'yes'} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** An office of the form: its box is named by the office, whatever its place in the list. */
const boxOf = (office: string): string => `covers_${office}`;

const draw = (request: PageRequest, it: Jurisdiction, refusal?: Refusal): PageReply => {
  const { lang, csrf, form: typed, staff: who } = request;
  if (!who) throw new Error('a desk page ran without a session');
  const said = NEW_ROUND[lang];
  const drawn: Drawn = { it, who, lang, typed, refusal };
  const state = { lang, id: FORM_ID, typed, ...(refusal ? { refusal } : {}) };
  const boxes: readonly Field[] = [
    { name: 'classes', label: said.classes, kind: 'check' },
    { name: 'offices', label: said.offices, kind: 'check' },
  ];
  const all = [...headFields(drawn), ...boxes, ...PHASES.flatMap((nth) => phaseFields(nth, drawn))];
  const token = TOKEN.test(typed['token'] ?? '') ? String(typed['token']) : Buffer.from(randomBytes(16)).toString('base64url');
  return html(
    STEPS['open_round']?.[lang] ?? '',
    <>
      {refusal && <FaultSummary refusal={refusal} form={state} fields={all} />}
      <h1>{STEPS['open_round']?.[lang]}</h1>
      <p class="lead">{HEAD.lead[lang]}</p>
      <form method="post" action={href(lang, PATH)}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="token" value={token} />
        <Fields fields={headFields(drawn)} form={state} />
        <Boxes
          name="classes"
          legend={said.classes}
          boxes={SITE_CLASSES.map((kind) => ({ field: classField(kind), text: className(kind, lang) }))}
          drawn={drawn}
        />
        <Boxes
          name="offices"
          legend={said.offices}
          hint={said.officesHint}
          boxes={coverable(it, who.office).map((office) => ({ field: boxOf(office), text: officeName(it, office, lang) }))}
          drawn={drawn}
        />
        <h2>{said.phases}</h2>
        <p>{said.phasesHint}</p>
        {PHASES.map((nth) => (
          <fieldset class="three">
            <legend>{said.phase(nth)}</legend>
            <Fields fields={phaseFields(nth, drawn)} form={state} />
          </fieldset>
        ))}
        {refusal?.refused === 'control_word' && (
          <label class="choice">
            <input type="checkbox" name="sure" value="yes" />
            {SURE[lang]}
          </label>
        )}
        <p>
          <button class="btn">{STEPS['open_round']?.[lang]}</button>
        </p>
      </form>
    </>,
    refusal ? { status: statusOf(refusal.refused) } : {},
  );
};

/** What was typed, as the step takes it: the offices that are ticked stand in its list one after the other. */
const inputIn = (form: PageRequest['form'], it: Jurisdiction): JsonObject => {
  const ticked = [...it.offices.keys()].filter((office) => form[boxOf(office)] === 'yes').slice(0, OFFICES_MAX);
  const known = Object.entries(form).filter(([name]) => !name.startsWith('covers_'));
  const numbered = ticked.map((office, i) => [officeField(i + 1), office] as const);
  return inputOf({ ...Object.fromEntries(known), ...Object.fromEntries(numbered) }, open.fields);
};

const showNew = async (request: PageRequest): Promise<PageReply> => draw(request, await request.service.jurisdiction());

const postNew = async (request: PageRequest): Promise<PageReply> => {
  const { service, form, staff: who } = request;
  const it = await service.jurisdiction();
  if (!who) throw new Error('a desk page ran without a session');
  const early = earlyFault(form);
  const begun =
    early ??
    (await beginStaffEntity(service, rounds, who, inputIn(form, it), TOKEN.test(form['token'] ?? '') ? (form['token'] ?? null) : null));
  return isRefusal(begun) ? draw(request, it, begun) : { kind: 'redirect', to: `/desk/round/${begun}?done=open_round` };
};

/** The form that opens a round. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showNew },
  { path: PATH, method: 'POST', face: 'desk', handle: postNew },
];
