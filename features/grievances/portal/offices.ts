import { labelOr } from '../../../kernel/language/languages.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { custodiansOf } from '../../../kernel/seal/custodians.ts';
import { findPlace } from '../../../kernel/policy/places.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import type { Rule } from '../../../kernel/policy/pack.ts';
import type { Party } from '../../../kernel/matter/vocabulary.ts';
import type { Trouble } from '../../../kernel/jurisdiction/troubles.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { findEvent, has, type GrievanceState } from '../domain/state.ts';

export { officeName };

/** The telephone of who is on duty where matters are received; null where none is named. */
export const dutyPhone = (it: Jurisdiction): string | null => it.offices.get(it.deskOffice)?.duty_phone ?? null;

/** The name of a public place in the reader's language; its id when no list names it any more. */
export const placeName = (it: Jurisdiction, id: unknown, lang: Lang): string =>
  labelOr(findPlace(it.places?.set ?? null, id)?.label, String(id), lang);

/** The name of a subject in the reader's language; its id when no list names it any more. */
export const subjectName = (it: Jurisdiction, id: unknown, lang: Lang): string =>
  labelOr(findSubject(it.subjects?.set ?? null, id)?.label, String(id), lang);

/** What a trouble is about, in the reader's language. */
export const troubleName = (it: Jurisdiction, { subject, place }: Pick<Trouble, 'subject' | 'place'>, lang: Lang): string =>
  [subject === null ? null : subjectName(it, subject, lang), place === null ? null : placeName(it, place, lang)]
    .filter((part) => part !== null)
    .join(' · ');

/** The name of a custodian in the reader's language; its id when no set names it any more. */
export const custodianName = (it: Jurisdiction, id: unknown, lang: Lang): string => {
  const all = [...it.custodianSets.values()].flatMap(custodiansOf);
  return labelOr(all.findLast((custodian) => custodian.id === id)?.name, String(id), lang);
};

/** What is needed to say who is meant by a party of a rule. */
export interface Around {
  readonly jurisdiction: Jurisdiction;
  readonly state: GrievanceState;
  readonly lang: Lang;
}

export const LATER = phrases('grievances/portal/offices.LATER', {
  filer: { 'zh-CN': '您', en: 'you' },
  office: { 'zh-CN': '承办单位', en: 'the office it is passed to' },
  office_asked: { 'zh-CN': '转到的单位', en: 'the office it is passed to' },
  office_above: { 'zh-CN': '承办单位的上一级', en: 'the office one level above that' },
  office_above_2: { 'zh-CN': '再上一级', en: 'the office above that again' },
  court: { 'zh-CN': '法院', en: 'the court' },
  consulted_office: { 'zh-CN': '征求意见的单位', en: 'the office that consults' },
});

/** The office that a matter was last forwarded to. */
export const askedOffice = (state: GrievanceState): string | null => {
  const to = findEvent(state, 'forwarded')?.data['to'];
  return typeof to === 'string' ? to : null;
};

/** What the first receiver owes before the matter is passed on. */
const AT_THE_DESK: readonly Rule['kind'][] = ['register', 'notice', 'acknowledge', 'take_danger'];

/** Who a party is, by name; before the matter is passed on, who will be. `of` is the office that is meant, where it is not the one that has the matter. */
export const partyName = (party: Party, rule: Pick<Rule, 'kind'>, { jurisdiction, state, lang }: Around, of?: string | null): string => {
  if (party === 'filer') return LATER.filer[lang];
  if (of) return officeName(jurisdiction, of, lang);
  // A comment goes to the office that consults, and nowhere else.
  const known = party === 'consulted_office' || has(state, 'registered') || AT_THE_DESK.includes(rule.kind);
  // Registering stays the first receiver's, also once the matter has been passed on.
  const first = findEvent(state, 'filed')?.data['lead'];
  const office =
    party === 'consulted_office'
      ? state.lead
      : party === 'office'
        ? rule.kind === 'register' && typeof first === 'string'
          ? first
          : state.lead
        : party === 'office_asked'
          ? askedOffice(state)
          : party === 'office_above'
            ? state.above
            : party === 'court'
              ? null
              : state.above2;
  return known && office !== null ? officeName(jurisdiction, office, lang) : LATER[party][lang];
};
