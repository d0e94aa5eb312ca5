import { named } from '../../../desk/staff-entity/face.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffEntry, StaffView } from '../../../engine/staff-entity.ts';
import { parseIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { postName } from '../../grievances/public.ts';
import { leftOutText } from '../../plans/public.ts';
import { CHOICES } from '../desk/choice-words.ts';
import { PAGE } from '../desk/page-words.ts';
import { REVIEW } from '../desk/review-words.ts';
import { FIELDS, OWED } from '../desk/words.ts';
import { leftOutBy } from '../domain/calling.ts';
import { callsIn, postOf, type IncidentEvent, type IncidentState } from '../domain/state.ts';
import { TOLL } from '../domain/vocabulary.ts';

/** What a review is of, and in which language. */
export interface Said {
  readonly view: StaffView<IncidentState>;
  readonly lang: Lang;
}

/** So many minutes after the time that is said something counts as entered late. */
const ENTERED_LATE_MINUTES = 15;

export const momentOf = ({ view, lang }: Said, when: Instant): string => momentInWords(when, view.it.zone, lang);

/** The post that took a step; of an answer by the code of a message, the post that was called. */
export const whoTook = ({ view, lang }: Said, event: IncidentEvent): string => {
  const post = postOf(event);
  if (post === '') return REVIEW[lang].machine;
  return `${postName(view.it, post, lang)}${event.data['by'] === 'code' ? MARKS[lang].inBrackets(REVIEW[lang].byCode) : ''}`;
};

const callsText = ({ view, lang }: Said, event: IncidentEvent): readonly string[] =>
  callsIn(event).map(({ step, cycle, posts }) => {
    const names = posts.map(
      ({ post, because }) => `${postName(view.it, post, lang)}${MARKS[lang].inBrackets(PAGE[lang].because[because])}`,
    );
    return posts.length === 0 ? PAGE[lang].nobody(step) : `${REVIEW[lang].round(cycle)}${names.join(MARKS[lang].list)}`;
  });

/** Which teams of the plan were not called, and why. */
const notCalled = ({ view, lang }: Said, event: IncidentEvent): readonly string[] => {
  const { planHash } = event.data;
  const plan = typeof planHash === 'string' ? view.it.plans.get(planHash) : undefined;
  return leftOutBy(event).map((out) => leftOutText(plan, out, lang));
};

/** Which clock has run out, and when. */
const clockText = (said: Said, { type, data }: IncidentEvent): readonly string[] => {
  const kind = said.view.pack.rules.find(({ id }) => id === data['rule'])?.kind;
  const due = Number(data['due']);
  if (type !== 'deadline_passed' || kind === undefined) return [];
  const was = Number.isSafeInteger(due) ? [REVIEW[said.lang].wasDue(momentOf(said, due as Instant))] : []; // as the event has it; a day is said by the clocks
  return [named(OWED, kind, said.lang), ...was];
};

/** A call that was entered: from when to when, and when that was written down where it was later. */
const callText = (said: Said, { data, recordedAt }: IncidentEvent): readonly string[] => {
  const [from, to] = [parseIso(String(data['fromAt'])), parseIso(String(data['toAt']))];
  if (from === undefined || to === undefined) return [];
  const isLate = recordedAt - to > ENTERED_LATE_MINUTES * 60_000;
  const words = REVIEW[said.lang];
  return [words.fromTo(momentOf(said, from), momentOf(said, to)), ...(isLate ? [words.enteredLate(momentOf(said, recordedAt))] : [])];
};

const choiceText = ({ view: { it }, lang }: Said, value: string): readonly string[] => {
  const known = INCIDENT_KIND_WORDS[value as keyof typeof INCIDENT_KIND_WORDS]?.[lang] ?? CHOICES[value]?.[lang];
  if (known !== undefined) return [known];
  return it.offices.has(value) ? [officeName(it, value, lang)] : [];
};

const CHOSEN = ['kind', 'as', 'source', 'whom', 'reported', 'which', 'grade', 'level', 'to', 'fault', 'proof', 'kept', 'announced'];

/** What an event says beside its name: whom it calls, which clock, which report, which choice, a count, its words. */
export const detailsOf = (said: Said, event: IncidentEvent, texts: StaffEntry['texts']): string => {
  const { lang } = said;
  const calls = [...callsText(said, event), ...notCalled(said, event)];
  if (calls.length > 0) return calls.join(REVIEW[lang].between);
  const choices = CHOSEN.map((field) => event.data[field])
    .filter((value): value is string => typeof value === 'string')
    .flatMap((value) => choiceText(said, value));
  const counts = TOLL.filter((count) => typeof event.data[count] === 'number').map(
    (count) => `${named(FIELDS, count, lang)} ${String(event.data[count])}`,
  );
  const words = Object.entries(texts).map(([field, text]) => `${named(FIELDS, field, lang)}${MARKS[lang].colon}${text}`);
  return [...clockText(said, event), ...choices, ...counts, ...callText(said, event), ...words].join(' · ');
};
