import type { JsonObject, NewEvent } from '../../../kernel/matter/event.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { checkFields, newEvent, texts } from './verb.ts';

/** What the jurisdiction decides for a filing: who first receives it, and the two offices above that one. */
export interface Reception {
  readonly lead: string;
  readonly above: string | null;
  readonly above2: string | null;
}

/** Takes a new matter. The receipt's look-up id stands in the event, so that the projection can be recomputed from it. */
export const file = (input: JsonObject, reception: Reception, receipt: string, lang: 'zh-CN' | 'en'): readonly NewEvent[] | Refusal =>
  checkFields(input, { subject: 'line', body: 'text', place: 'optional', ask: 'optional' }) ?? [
    newEvent({
      type: 'filed',
      level: 0,
      actor: { kind: 'filer' },
      texts: texts(input, 'subject', 'body', 'place', 'ask'),
      data: { kind: 'grievance', lang, receipt, lead: reception.lead, above: reception.above, above2: reception.above2 },
    }),
  ];
