import { namesMatter } from '../../domain/comments/names-matter.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { isBlank } from '../../../../kernel/canonical/bounded-text.ts';
import { findPlace } from '../../../../kernel/policy/places.ts';
import type { Subject } from '../../../../kernel/policy/subjects.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { findConsultation, takesComments } from '../../../consultations/public.ts';
import { siteRows, type SiteRow } from '../../../sites/public.ts';
import type { Comment, Reception, Where } from '../../domain/intake/file.ts';
import type { FilingInput } from '../file-matter.ts';
import { field } from '../../domain/verb.ts';

type Said = Pick<
  FilingInput,
  'at' | 'kind' | 'service' | 'fields' | 'against' | 'suits' | 'danger' | 'client' | 'intake' | 'consultation' | 'question' | 'publish'
>;

/** Whether a request may be public: by its subject, and a danger only of a place that everybody knows, so that no office learns of a report about its own (G7). */
export const mayBeListed = (it: Jurisdiction, { kind, at }: Pick<Said, 'kind' | 'at'>, { open311 }: Subject): boolean =>
  open311 &&
  kind !== 'mediation' &&
  kind !== 'comment' &&
  (kind !== 'hazard_report' || findPlace(it.places?.set ?? null, at) !== undefined);

const siteOf = async (service: Service, at: string): Promise<SiteRow | undefined> => {
  const number = parseEntityNumber(at);
  const [site] = number === undefined ? [] : await service.read((tx) => siteRows(tx, [number]));
  return site?.until === null ? site : undefined;
};

/** The office that a filing goes to first, and the two above it. `reported`: an office that none of them is (G7). */
const receptionAt = (it: Jurisdiction, lead: string, reported: string | null): Reception => {
  const above = (office: string | null): string | null => {
    const next = office === null ? null : (it.offices.get(office)?.parent ?? null);
    return next !== null && next === reported ? above(next) : next;
  };
  const first = above(lead);
  return { lead, above: first, above2: above(first) };
};

/** The office a filing goes to first, and the two above it: the desk, or another one. */
export const receptionOf = (it: Jurisdiction, lead: string | null = it.deskOffice): Reception =>
  receptionAt(it, lead ?? it.deskOffice, null);

/** Where a filing says that a danger is, and to whom it goes. */
interface Received {
  readonly where: Where | null;
  readonly reception: Reception;
  /** Of a comment: what it is about. */
  readonly comment?: Comment;
}

/** Whether an office is another one, or stands below it. */
const isWithin = (it: Jurisdiction, office: string | null, other: string): boolean =>
  office !== null && (office === other || isWithin(it, it.offices.get(office)?.parent ?? null, other));

/**
 * To whom a dispute goes that somebody wants to settle (G17): opened by a party's own hand; for no violence, no child and no accusation; and
 * never to the office that it is with, nor to one below it.
 */
const receiveDispute = (it: Jurisdiction, { against, suits, danger, client, intake }: Said): Received | Refusal => {
  if (suits !== true || danger === true) return refuse('mediation_not_for_this', { field: 'suits' });
  if (client !== undefined || (intake !== undefined && intake.by !== null)) return refuse('mediation_own_hand', { field: 'kind' });
  if (against === undefined) return { where: null, reception: receptionOf(it) };
  if (!it.offices.has(against)) return refuse('field_choice', { field: 'against' });
  const lead = isWithin(it, it.deskOffice, against) ? (it.offices.get(against)?.parent ?? null) : it.deskOffice;
  return lead === null
    ? refuse('mediator_missing', { field: 'against' })
    : { where: { reported: against }, reception: receptionAt(it, lead, against) };
};

/** A comment goes to the office that consults, on a day of its period: it is read there, and passed on to nobody. */
const receiveComment = async (service: Service, it: Jurisdiction, said: Said, today: PlainDate): Promise<Received | Refusal> => {
  const { consultation: typed, question, publish } = said;
  const only = (['at', 'service', 'against', 'suits', 'danger'] as const).find((field) => said[field] !== undefined);
  if (only !== undefined) return refuse('field_unknown', { field: only });
  if (said.client !== undefined) return refuse('field_choice', { field: 'kind' });
  // Nobody agrees for somebody else to have their words published.
  if (publish && said.intake !== undefined && said.intake.by !== null) return refuse('field_choice', { field: 'publish' });
  const number = parseEntityNumber(typed ?? '');
  const row = number === undefined ? undefined : await service.read((tx) => findConsultation(tx, number));
  if (!row) return refuse('consultation_unknown', { field: 'consultation' });
  if (!takesComments(row, today)) return refuse('consultation_closed', { field: 'consultation', from: row.from_day, due: row.until_day });
  if (question !== undefined && (question < 1 || question > row.questions)) return refuse('field_choice', { field: 'question' });
  // By the number of another matter, or a code, two would be known to be of one hand.
  const naming = publish ? (['subject', 'body'] as const).find((name) => namesMatter(field(said.fields, name))) : undefined;
  if (naming !== undefined) return refuse('words_hold_number', { field: naming });
  const comment = { consultation: row.consultation, until: row.until_day };
  return {
    where: null,
    reception: receptionAt(it, row.office, null),
    comment: { ...comment, ...(question === undefined ? {} : { question }), ...(publish ? { publish } : {}) },
  };
};

/**
 * Where a report says that the danger is: a site with the office that answers for it, a place of the published list, or its words; and the
 * office that receives it. That is the desk; where the desk itself answers for the site, the local supervisor, which is never the same office.
 */
export const receiveReport = async (service: Service, it: Jurisdiction, said: Said, today: PlainDate): Promise<Received | Refusal> => {
  const { at, kind } = said;
  if (kind === 'comment') return receiveComment(service, it, said, today);
  const only = (['consultation', 'question', 'publish'] as const).find((field) => said[field] !== undefined);
  if (only !== undefined) return refuse('field_unknown', { field: only });
  const usual: Received = { where: null, reception: receptionOf(it) };
  if (kind === 'mediation') return at === undefined ? receiveDispute(it, said) : refuse('field_unknown', { field: 'at' });
  if (said.against !== undefined || said.suits) return refuse('field_unknown', { field: said.suits ? 'suits' : 'against' });
  if (kind !== 'hazard_report') return at === undefined ? usual : refuse('field_unknown', { field: 'at' });
  if (said.service === undefined) return refuse('field_empty', { field: 'service' });
  if (at === undefined) return isBlank(field(said.fields, 'place')) ? refuse('field_empty', { field: 'place' }) : usual;
  if (it.places && findPlace(it.places.set, at)) return { ...usual, where: { at, places: it.places.hash } };
  const site = await siteOf(service, at);
  if (!site) return refuse('field_choice', { field: 'at' });
  const lead = it.deskOffice === site.office ? site.local : it.deskOffice;
  return { where: { site: site.site, reported: site.office }, reception: receptionAt(it, lead, site.office) };
};
