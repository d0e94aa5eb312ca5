import type { NewEvent } from '../../../kernel/matter/event.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { decide, type Asker, type Command } from '../domain/decide.ts';
import type { MatterView } from './read-matter.ts';
import { surroundings } from './surroundings.ts';

/** What a step would record, by what its asker sees; nothing is stored. Taken in earnest it is decided anew, on what is stored then. */
export const lookAhead = (service: Service, view: MatterView, asker: Asker, command: Command): readonly NewEvent[] | Refusal => {
  const [filed] = view.entries;
  if (!filed) throw new Error('a matter starts with its filing');
  const bound = { pack: filed.event.policy, calendar: filed.event.calendar };
  return decide(view.events, asker, command, surroundings(view.jurisdiction, bound, service.clock()));
};
