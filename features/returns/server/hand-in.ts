import { toHex } from '../../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { evaluate, type Answers, type Evaluation } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type FigureSource, type Form, type Item, type Question } from '../../../kernel/form/form.ts';
import { readPaper, type HandedPaper } from '../../../kernel/programme/handed-paper.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { takeStaffStep } from '../../../engine/staff-entity.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { rulebookOf, type SiteSlot } from '../../checks/public.ts';
import { belowOf } from '../domain/office-duties.ts';
import { isNothing, sumOf, type Sum } from '../domain/sum.ts';
import type { Figures } from '../domain/vocabulary.ts';
import { countFigures, spanOf, type Span } from './count-figures.ts';
import { endBefore, owingOf, readBelow, readOfficeSlots, type ActRow } from './office-slots.ts';
import { booksOf } from './open-books.ts';
import { returns } from './returns.ts';

/** How far back a window is looked for that was not handed in. */
const BACK_MS = 40 * 86_400_000;
const DAY_MS = 86_400_000;

/** Of a return: numbers; of a paper: its number and day; of a meeting or a lesson without a form: that it was held. */
export type Shape = 'figures' | 'paper' | 'plain';

/** What is to be handed in, with all that the system says itself. */
export interface ToReturn {
  readonly it: Jurisdiction;
  readonly slot: SiteSlot;
  readonly shape: Shape;
  readonly form: Form | null;
  readonly formHash: string | null;
  /** Nothing that is handed in now can meet it: what is missing stays missing. */
  readonly isClosed: boolean;
  /** What was handed in for it and stands; and what was once it was closed. */
  readonly done: ActRow | null;
  readonly later: readonly ActRow[];
  /** Figures that nobody types: what the system counted, or what those below returned. */
  readonly computed: Figures;
  /** Items whose figure the system says, those included of which nobody below has said anything. */
  readonly fixed: readonly string[];
  /** What the counted figures are about; null: nothing was counted. */
  readonly span: Span | null;
  readonly sum: Sum | null;
  /** Names the computed figures: who confirms others is told that there are new ones. */
  readonly basis: string;
}

/** The window of a rule. */
export interface SlotName {
  readonly rule: string;
  readonly slot: string;
}

const itemsOf = (form: Form | null): readonly Question[] => (form ? questionsOf(form) : []);
const sourceOf = (item: Item): FigureSource | null => (item.kind === 'count' ? (item.from ?? null) : null);

const basisOf = (value: Json): string => toHex(hashing.sha256(utf8Encode(canonicalJson(value)))).slice(0, 32);

const readComputed = async (tx: Transaction, it: Jurisdiction, office: string, slot: SiteSlot, form: Form | null, now: Instant) => {
  const items = itemsOf(form);
  const below = belowOf(office, slot.duty, rulebookOf(it), it.offices);
  if (below) {
    const keys = items.map(({ key }) => key);
    const sum = sumOf(keys, await readBelow(tx, it, below.offices, below.key, { id: slot.id, from: slot.window.from }, now));
    return { computed: sum.figures, fixed: keys, sum, span: null };
  }
  const counted = items.flatMap(({ key, item }) => {
    const source = sourceOf(item);
    return source === null ? [] : [{ key, source }];
  });
  if (counted.length === 0) return { computed: {}, fixed: [], sum: null, span: null };
  const span = spanOf(endBefore(it, slot.duty, slot.window), slot.window.due, it.zone);
  const sources = counted.map(({ source }) => source);
  const figures = await countFigures(tx, sources, office, span, now, it.zone);
  return {
    computed: Object.fromEntries(counted.map(({ key, source }) => [key, figures.get(source) ?? 0])),
    fixed: counted.map(({ key }) => key),
    sum: null,
    span,
  };
};

/** Whether a rule of that key is about offices in some programme of the place: its offices are public, and it is said who does not owe it. */
const isKnown = (it: Jurisdiction, rule: string): boolean =>
  it.routines.programmes.some(({ programme }) =>
    programme.rules.some((one) => one.about === 'office' && `${programme.id}/${one.id}` === rule),
  );

const findIn = async (tx: Transaction, it: Jurisdiction, office: string, { rule, slot: name }: SlotName, now: Instant) => {
  const range = { from: addMs(now, -BACK_MS), to: addMs(now, DAY_MS) };
  const own = (await readOfficeSlots(tx, it, await owingOf(tx, [office]), range, now, (duty) => duty.key === rule)).get(office);
  if (!own?.slots.some((one) => one.duty.key === rule)) return refuse(isKnown(it, rule) ? 'return_not_owed' : 'not_found');
  const slot = own.slots.find((one) => one.duty.key === rule && one.id === name);
  if (!slot || slot.provisional !== null) return refuse('not_found');
  if (slot.state === 'ahead') return refuse('return_ahead');
  const formHash = it.forms.newest.get(slot.duty.rule.form ?? '') ?? null;
  const form = formHash === null ? null : (it.forms.get(formHash) ?? null);
  const { doneBy } = slot.duty.rule;
  // A form that asks for more than numbers is none of a return (G11).
  if (slot.duty.rule.form !== null && form?.use !== 'return') return refuse('return_form');
  const made = own.acts.filter((act) => act.rule === rule && act.slot === name);
  const shape: Shape = form ? 'figures' : doneBy === 'paper' ? 'paper' : 'plain';
  const read = await readComputed(tx, it, office, slot, form, now);
  const { sum, computed } = read;
  return {
    it,
    slot,
    shape,
    form,
    formHash,
    isClosed: now >= addMs(slot.window.due, slot.duty.slotRule.lateMs),
    done: made.find((act) => !act.later) ?? null,
    later: made.filter((act) => act.later),
    ...read,
    basis: basisOf({ computed: { ...computed }, acts: [...(sum?.acts ?? [])], lacks: [...(sum?.lacks ?? [])] }),
  };
};

/** Finds a window for who asks: what their own office owes there. Or why there is none, or nothing can be handed in yet. */
export const findToReturn = async (service: Service, who: StaffMember, name: SlotName): Promise<ToReturn | Refusal> => {
  const it = await service.jurisdiction();
  return service.read((tx) => findIn(tx, it, who.office, name, service.clock()));
};

/** What was typed. */
export interface Typed {
  /** Figures that are asked for, by the keys of their questions. */
  readonly answers: Answers;
  /** "Looked, and nothing": every figure that is asked for is nought. */
  readonly nil: boolean;
  readonly paper: { readonly [field: string]: string | undefined };
  /** The basis of the computed figures that were shown. */
  readonly basis: string;
  /** It is known that the window is closed, and that this stands beside. */
  readonly after: boolean;
}

/** The typed figures with those that nobody types; or what is wrong, item by item. */
export interface Judged {
  readonly figures: Figures;
  readonly nil: boolean;
  readonly faults: Pick<Evaluation, 'missing' | 'wrong'>;
}

const NO_FAULTS: Judged['faults'] = { missing: [], wrong: [] };

/** What a filled return says. Pure but for nothing: the same on the page that shows it again and when it is handed in. */
export const judgeReturn = (
  { form, computed, fixed, sum }: Pick<ToReturn, 'form' | 'computed' | 'fixed' | 'sum'>,
  typed: Typed,
): Judged | Refusal => {
  if (form === null) return { figures: {}, nil: false, faults: NO_FAULTS };
  const items = itemsOf(form);
  if (fixed.some((key) => typed.answers[key] !== undefined)) return refuse('return_computed');
  const asked = items.filter(({ key }) => !fixed.includes(key));
  const filled = typed.nil ? { ...Object.fromEntries(asked.map(({ key }) => [key, { value: 0 }])), ...typed.answers } : typed.answers;
  // What is asked for is judged by the form; what is computed was never typed, and may be larger than anybody would be let type.
  const { missing, wrong } = evaluate(form, { ...Object.fromEntries(fixed.map((key) => [key, { value: 0 }])), ...filled });
  const figures = { ...computed, ...Object.fromEntries(asked.map(({ key }) => [key, Number(filled[key]?.value ?? 0)])) };
  const keys = items.map(({ key }) => key);
  const nil = isNothing(keys, figures, (sum?.lacks.length ?? 0) + (sum?.deeper ?? 0));
  if (missing.length + wrong.length === 0 && typed.nil && !nil) return refuse('return_nil');
  return { figures, nil, faults: { missing, wrong } };
};

const paperFor = (found: ToReturn, typed: Typed, now: Instant): HandedPaper | null | Refusal =>
  found.shape === 'paper' ? readPaper(typed.paper, dateIn(now, found.it.zone)) : null;

/**
 * Hands a return in: its window is open or in its grace, nothing stands there yet, and what was computed is still what was shown. The number of
 * the book in which it stands, or why nothing was changed.
 */
export const handIn = async (
  service: Service,
  who: StaffMember,
  name: SlotName,
  typed: Typed,
  token: string | null,
): Promise<string | Refusal> => {
  const found = await findToReturn(service, who, name);
  if (isRefusal(found)) return found;
  const { it, sum } = found;
  const now = service.clock();
  const month = dateIn(now, it.zone).slice(0, 7);
  const book = (await booksOf(service, it, [who.office], month)).get(who.office);
  if (book === undefined) return refuse('not_ready');
  const standing = found.done ?? (typed.after ? found.later[0] : undefined);
  // In the same book it is decided there: a form that is sent twice is taken once.
  if (standing && !standing.id.startsWith(`${book}-`)) return refuse('return_already');
  if (!standing && found.isClosed && !typed.after) return refuse('return_closed');
  const judged = judgeReturn(found, typed);
  if (isRefusal(judged)) return judged;
  const wrong = judged.faults.missing.length + judged.faults.wrong.length;
  if (wrong > 0) return refuse('return_figures', { count: wrong });
  if (!standing && typed.basis !== found.basis) return refuse('return_changed');
  const paper = paperFor(found, typed, now);
  if (isRefusal(paper)) return paper;
  const input: JsonObject = {
    rule: found.slot.duty.key,
    slot: found.slot.id,
    nil: judged.nil,
    after: typed.after && found.isClosed,
    ...(found.form === null ? {} : { form: found.form.id, formHash: found.formHash }),
    figures: { ...judged.figures },
    computed: [...found.fixed],
    ...(sum === null ? {} : { holds: [...sum.holds], lacks: [...sum.lacks], deeper: sum.deeper }),
    ...(paper === null ? {} : { paper: { ...paper } }),
  };
  const refusal = await takeStaffStep(service, returns, book, who, { name: 'hand_in_return', input }, token === null ? {} : { token });
  return refusal ?? book;
};
