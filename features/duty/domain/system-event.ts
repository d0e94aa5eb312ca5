import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';

/** What time alone says: nobody did it. */
export const systemEvent = (type: string, data: JsonObject, occurredOn?: PlainDate): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  ...(occurredOn === undefined ? {} : { occurredOn }),
  data,
  texts: {},
});
