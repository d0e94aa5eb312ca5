import type { JsonObject, NewEvent } from '../../../kernel/matter/event.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { filesData, newFiles } from './new-files.ts';
import { checkFields, newEvent, texts } from './verb.ts';

/** What the jurisdiction decides for a filing: who first receives it, and the two offices above that one. */
export interface Reception {
  readonly lead: string;
  readonly above: string | null;
  readonly above2: string | null;
}

/** Takes a new matter. The receipt's look-up id stands in the event, so that the projection can be recomputed from it. */
export const file = (input: JsonObject, reception: Reception, receipt: string, lang: 'zh-CN' | 'en'): readonly NewEvent[] | Refusal => {
  const fault = checkFields(input, { subject: 'line', body: 'text', place: 'optional', ask: 'optional' });
  const files = newFiles(input);
  if (fault) return fault;
  if (isRefusal(files)) return files;
  const { lead, above, above2 } = reception;
  return [
    newEvent({
      type: 'filed',
      level: 0,
      actor: { kind: 'filer' },
      texts: texts(input, 'subject', 'body', 'place', 'ask'),
      data: { kind: 'grievance', lang, receipt, lead, above, above2, ...filesData(files) },
    }),
  ];
};
