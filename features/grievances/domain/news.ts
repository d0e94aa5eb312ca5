import type { EventKind, MatterEvent } from '../../../kernel/matter/event.ts';
import type { News } from '../../../kernel/stream/effects.ts';
import { TRAITS } from './traits.ts';

const WARNINGS: ReadonlySet<EventKind> = new Set(['code_lost', 'code_replaced']);

/**
 * Whether the filer is told of events that were added together: once, whatever they are. A warning about the code goes first (G7). What
 * filers do themselves, a step upward too, is no news to them (G6); what the office above does is, like any other step, and what the other side of a dispute does.
 */
export const news = (added: readonly MatterEvent[]): News | null => {
  const warning = added.find((event) => WARNINGS.has(event.type));
  const event = warning ?? added.find((it) => TRAITS[it.type]?.news && (it.actor.kind !== 'filer' || it.data['side'] === 'other'));
  return event ? { template: warning ? 'code_warning' : 'news', event: { level: event.level, n: event.n } } : null;
};
