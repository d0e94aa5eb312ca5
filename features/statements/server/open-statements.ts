import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { firstDaysOfOffices } from '../../hazards/public.ts';
import { ENDED, endedPeriods, type Period } from '../domain/period.ts';
import { statementsThere } from './read-statements.ts';
import { statements } from './statements.ts';

const keyOf = (office: string, unit: string, to: PlainDate): string => `${office} ${unit} ${to}`;

/**
 * The first day on which a pack of the kind counted here: what had ended before it is owed by nobody. Null: with the first set-up, before there
 * were hazards.
 */
const packFirst = ({ packs, packsFrom, zone }: Jurisdiction): PlainDate | null => {
  const days = [...packs].flatMap(([hash, { kind }]) => (statements.vocabulary.packs.includes(kind) ? [packsFrom.get(hash) ?? null] : []));
  const from = days.some((at) => at === null) ? null : days.toSorted((a, b) => Number(a) - Number(b))[0];
  return from == null ? null : dateIn(from, zone);
};

const event = (type: string, data: JsonObject, more: { readonly occurredOn?: PlainDate } = {}): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  ...more,
  data,
  texts: {},
});

const begin = async (service: Service, it: Jurisdiction, office: string, { unit, from, to }: Period): Promise<void> => {
  const rules = rulesFor(statements, it);
  if (!rules) return;
  const supervisor = it.offices.get(office)?.parent ?? null;
  const data = { office, unit, from, to, ...(supervisor === null ? {} : { supervisor }) };
  const form = { token: `hazard_statement ${keyOf(office, unit, to)}`, request: { office, unit, from, to } };
  // The duty counts from the last day of the period, however late the sweep comes.
  const events = [event('statement_opened', data), event(ENDED[unit], {}, { occurredOn: to })];
  const begun = await beginEntity(service, statements, it, rules, events, form);
  if (isRefusal(begun)) throw new Error(`a statement was not begun: ${begun.refused}`);
};

/** The day on which all that were wanted had begun, by process: before the next one none is wanted anew. */
const begunBy = new WeakMap<Service, PlainDate>();

/**
 * Begins a statement of every quarter and year that is over, for each office that had hazards to order by its last day: an office that found
 * none owes the figure nought. Late or twice, it comes to the same.
 */
export const openStatements = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (it.imported || !rulesFor(statements, it)) return;
  const today = dateIn(service.clock(), it.zone);
  if (begunBy.get(service) === today) return;
  const since = packFirst(it);
  const { offices, there } = await service.read(async (tx) => ({
    offices: await firstDaysOfOffices(tx),
    there: new Set((await statementsThere(tx)).map(({ office, unit, to_day }) => keyOf(office, unit, to_day))),
  }));
  for (const { office, first } of offices) {
    if (first === null) continue;
    for (const period of endedPeriods(since !== null && since > first ? since : first, today))
      if (!there.has(keyOf(office, period.unit, period.to))) await begin(service, it, office, period);
  }
  begunBy.set(service, today);
};
