import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { evaluate, type Answers, type Evaluation } from '../../../kernel/form/evaluate.ts';
import type { Form } from '../../../kernel/form/form.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { readText } from '../../../kernel/stream/text.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import { checks } from './checks.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { subjectRows, type Subject } from './subjects.ts';

/** A filled form as it is handed in: for one window of one duty of a site or an asset. */
export interface HandedIn {
  /** The number of a site, or of an asset. */
  readonly site: string;
  /** `programme/rule`. */
  readonly rule: string;
  /** The slot: a window's name, `.01` and so on where several are owed in one. */
  readonly slot: string;
  readonly answers: Answers;
  /** When it was done, as claimed; null: now. */
  readonly doneAt: Instant | null;
  /** The newest checkpoint that the device knew when it was done. */
  readonly notBefore: Instant | null;
}

/** What is to be filled in: the slot, its site and its form. */
export interface ToFill {
  readonly it: Jurisdiction;
  readonly row: Subject;
  readonly slot: SiteSlot;
  /** Open slots of other duties of the site that ask for the same form: one act meets them all (rules-safety 10). */
  readonly also: readonly SiteSlot[];
  readonly form: Form | null;
  readonly formHash: string | null;
}

const DAY_MS = 86_400_000;
/** How far back a slot is looked for that was done and not handed in. */
const BACK_MS = 3 * DAY_MS;

/** Who may make a record of a slot: a post of the office that owes it. */
const owes = ({ slot, row }: Pick<ToFill, 'slot' | 'row'>, { office }: StaffMember): boolean =>
  slot.duty.rule.owedBy === 'supervising_office' ? office === row.local : office === row.office;

/** Whether an act of this instant is on time for it. */
const isOpenAt = ({ state, provisional, window }: SiteSlot, at: Instant): boolean =>
  state === 'open' && provisional === null && window.from <= at && at < window.due;

/** Finds a slot for who asks. What is not theirs answers like what does not exist. */
export const findToFill = async (
  service: Service,
  who: StaffMember,
  { site, rule, slot }: Pick<HandedIn, 'site' | 'rule' | 'slot'>,
): Promise<ToFill | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  return service.read(async (tx) => {
    const [row] = await subjectRows(tx, [site]);
    if (!row || ![row.office, row.local].includes(who.office)) return refuse('not_found');
    const range = { from: addMs(now, -BACK_MS), to: addMs(now, DAY_MS) };
    const all = (await readSiteSlots(tx, [row], rulebookOf(it), range, now)).get(site) ?? [];
    const found = all.find((one) => one.duty.key === rule && one.id === slot);
    if (!found || found.provisional !== null) return refuse('not_found');
    if (!owes({ slot: found, row }, who)) return refuse('not_your_post');
    const formHash = it.forms.newest.get(found.duty.rule.form ?? '') ?? null;
    const also = all.filter(
      (one, i) =>
        one.duty.key !== rule &&
        found.duty.rule.form !== null &&
        one.duty.rule.form === found.duty.rule.form &&
        one.duty.rule.owedBy === found.duty.rule.owedBy &&
        isOpenAt(one, now) &&
        all.findIndex((other) => other.duty.key === one.duty.key && isOpenAt(other, now)) === i,
    );
    return { it, row, slot: found, also, form: formHash === null ? null : (it.forms.get(formHash) ?? null), formHash };
  });
};

/** Words as they are kept: what no keyboard types is left out (kernel/stream/text.ts), as everywhere. */
const cleaned = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      answer.words === undefined ? answer : { ...answer, words: readText(answer.words, 'text').text },
    ]),
  );

/** Answers without their words, and the words by the keys of their questions. */
const parted = (answers: Answers): { readonly data: JsonObject; readonly words: JsonObject } => {
  const entries = Object.entries(answers);
  return {
    data: Object.fromEntries(
      entries.map(([key, { value, photos }]) => [
        key,
        { ...(value === undefined ? {} : { value }), ...(photos === undefined || photos.length === 0 ? {} : { photos }) },
      ]),
    ),
    words: Object.fromEntries(entries.flatMap(([key, { words }]) => (words === undefined || words === '' ? [] : [[key, words]]))),
  };
};

/** A record without a form says in words what was looked at: no nil return, which would have to carry a list. */
const PLAIN: Evaluation = { open: [], missing: [], wrong: [], findings: [], unasked: [], nil: false };

/** Thrown back at who fills a form in: what is wrong or missing, by the keys of its questions. */
export type Faults = Pick<Evaluation, 'missing' | 'wrong'>;

/** What is wrong with a form that is filled in at a desk. A photo that is wanted and not there does not hold the record up; it is said. */
export const faultsOf = (form: Form | null, answers: Answers): Faults => {
  const { missing, wrong } = form === null ? PLAIN : evaluate(form, answers);
  return { missing: missing.filter((it) => it.what !== 'photo'), wrong };
};

/**
 * Makes a record: the form is evaluated again here, what was found is counted, and a second post is asked where the rule asks for one. Its
 * number, or why there is none. A form that is sent twice makes one.
 */
export const recordCheck = async (
  service: Service,
  who: StaffMember,
  handed: HandedIn,
  token: string | null,
): Promise<string | Refusal> => {
  const found = await findToFill(service, who, handed);
  if (isRefusal(found)) return found;
  const { row, slot, form, formHash } = found;
  const now = service.clock();
  const doneAt = handed.doneAt ?? now;
  if (doneAt > addMs(now, DAY_MS)) return refuse('date_in_future', { field: 'doneAt' });
  if (slot.window.from > doneAt) return refuse('slot_ahead');
  const answers = cleaned(handed.answers);
  const { findings, nil, wrong } = form === null ? PLAIN : evaluate(form, answers);
  if (wrong.length > 0) return refuse('form_answers', { count: wrong.length });
  const { data, words } = parted(answers);
  // What was done earlier than now counts for what it was filled in for, and for nothing else.
  const met = handed.doneAt === null ? [slot, ...found.also] : [slot];
  const input: JsonObject = {
    site: row.site,
    ...(row.at === null ? {} : { at: row.at }),
    name: row.name,
    office: row.office,
    local: row.local,
    sector: row.sector,
    by: who.office,
    for: met.map(({ duty, window }) => ({ rule: duty.key, window: duty.slotRule.cadence.kind === 'since' ? '' : window.id })),
    form: form?.id ?? null,
    formHash,
    answers: data,
    findings: findings.length,
    nil,
    doneAt: instant(doneAt),
    notBefore: handed.notBefore,
    countersign: met.some(({ duty }) => duty.rule.countersign),
    ...(Object.keys(words).length === 0 ? {} : { words: canonicalJson(words) }),
  };
  // Sent twice, the time and what it meets may differ by then; what was asked for does not.
  const { site, rule, slot: asked } = handed;
  return beginStaffEntity(service, checks, who, input, token, { site, rule, slot: asked, data, words, doneAt: handed.doneAt });
};
