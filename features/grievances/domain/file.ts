import type { JsonObject, NewEvent } from '../../../kernel/matter/event.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { filesData, newFiles } from './new-files.ts';
import { checkFields, newEvent, texts } from './verb.ts';

/** What a filing can be: something to be put right, a proposal, or a request for help. Reports about persons have another door (G5). */
export const MATTER_KINDS = ['grievance', 'suggestion', 'help'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

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
  /** Hash of the word for a lost code; null where none was chosen. */
  readonly word: string | null;
  /** Hash of the box for the relay; absent or null where none is named. */
  readonly relay?: string | null;
  /** Absent: something to be put right. */
  readonly kind?: MatterKind;
  /** What it is about, by the published list of that hash; absent or null where the filer is not sure. */
  readonly about?: { readonly service: string; readonly subjects: string } | null;
  /** The filer agreed that its number, service, office and state are public; `client`: the program it came through. */
  readonly listed?: { readonly client: string | null } | null;
}

/** Takes a new matter. */
export const file = (input: JsonObject, reception: Reception, facts: FilingFacts): readonly NewEvent[] | Refusal => {
  const fault = checkFields(input, { subject: 'line', body: 'text', place: 'optional', ask: 'optional' });
  const files = newFiles(input);
  if (fault) return fault;
  if (isRefusal(files)) return files;
  const { lead, above, above2 } = reception;
  const { lang, receipt, sealed, word, relay = null, kind = 'grievance', about = null, listed = null } = facts;
  return [
    newEvent({
      type: 'filed',
      level: 0,
      actor: { kind: 'filer' },
      texts: texts(input, 'subject', 'body', 'place', 'ask'),
      data: {
        kind,
        lang,
        receipt,
        lead,
        above,
        above2,
        ...(sealed === null ? {} : { sealed }),
        ...(word === null ? {} : { word }),
        ...(relay === null ? {} : { relay }),
        ...(about === null ? {} : about),
        ...(listed === null ? {} : { public: true, ...(listed.client === null ? {} : { client: listed.client }) }),
        ...filesData(files),
      },
    }),
  ];
};
