import type { JsonObject, NewEvent } from '../../../kernel/matter/event.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { checkFields, newEvent, texts } from './verb.ts';

/** What the jurisdiction decides for a filing: who first receives it, and the two offices above that one. */
export interface Reception {
  readonly lead: string;
  readonly above: string | null;
  readonly above2: string | null;
}

/** What stands in the event besides words and offices. */
export interface FilingFacts {
  /** The receipt's look-up id: the projection can be recomputed from it. */
  readonly receipt: string;
  readonly lang: 'zh-CN' | 'en';
  /** Under which custodians the box is sealed, and its hashes; null where no names are taken. */
  readonly sealed: JsonObject | null;
}

/** Takes a new matter. */
export const file = (input: JsonObject, reception: Reception, facts: FilingFacts): readonly NewEvent[] | Refusal =>
  checkFields(input, { subject: 'line', body: 'text', place: 'optional', ask: 'optional' }) ?? [
    newEvent({
      type: 'filed',
      level: 0,
      actor: { kind: 'filer' },
      texts: texts(input, 'subject', 'body', 'place', 'ask'),
      data: {
        kind: 'grievance',
        lang: facts.lang,
        receipt: facts.receipt,
        lead: reception.lead,
        above: reception.above,
        above2: reception.above2,
        ...(facts.sealed === null ? {} : { sealed: facts.sealed }),
      },
    }),
  ];
