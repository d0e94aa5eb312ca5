import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { readHistoryOf } from '../../../engine/store/read-entity.ts';
import { stuckAfterDays } from '../../../kernel/policy/agenda.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { itemJson, type Item } from '../domain/agenda.ts';
import { fold, officesIn } from '../domain/state.ts';
import { agendaRules } from './agenda-rules.ts';
import { drawAgenda, findItem, isBelow } from './draw-agenda.ts';

const asJson = (items: readonly Item[]): Json => items.map(itemJson);

/** The offices that a conference has called; none where there is no such conference. */
const officesOf = (service: Service, number: string): Promise<readonly string[]> =>
  service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    return history ? fold(history.events).offices : [];
  });

/** What is stuck now; never the conference itself. */
const drawn = async (
  service: Service,
  who: StaffMember,
  offices: readonly string[],
  number: string | null,
): Promise<JsonObject | Refusal> => {
  const it = await service.jurisdiction();
  const agenda = agendaRules(it);
  if (!agenda) return refuse('not_ready');
  const drawing = { who, offices, stuckAfterDays: stuckAfterDays(agenda) };
  const items = await service.read((tx) => drawAgenda(tx, it, drawing, service.clock()));
  return { agenda: asJson(items.filter(({ entity }) => entity !== number)) };
};

/** What an office brings, looked up for its own eyes: what it may not see is as little there as what does not exist. */
const brought = async (service: Service, who: StaffMember, typed: string, own: string | null): Promise<JsonObject | Refusal> => {
  const it = await service.jurisdiction();
  const number = parseEntityNumber(typed);
  const item =
    number === undefined || number === own ? undefined : await service.read((tx) => findItem(tx, it, who, number, service.clock()));
  return item ? { number: item.entity, item: itemJson(item) } : refuse('agenda_item_unknown', { field: 'number' });
};

/** What the server puts into the steps of a conference: what is stuck, what a number names, which office stands below which. */
export const completeConference = async (
  service: Service,
  who: StaffMember,
  { name, input }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  switch (name) {
    case 'call_conference':
      return drawn(service, who, officesIn(input), null);
    case 'draw_agenda':
    case 'open_conference':
      return number === null ? {} : drawn(service, who, await officesOf(service, number), number);
    case 'add_item':
      return brought(service, who, textOf(input, 'number'), number);
    case 'decide_item':
      return isBelow(await service.jurisdiction(), textOf(input, 'office'), who.office) ? { below: 'yes' } : {};
    default:
      return {};
  }
};
