import { allLangs, type Lang } from '../../../../kernel/language/languages.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { NewEvent } from '../../../../kernel/matter/event.ts';
import {
  choice,
  FILES,
  FLAG,
  group,
  ID,
  LINE,
  noted,
  optional,
  readFields,
  TEXT,
  WHOLE,
  type Fields,
} from '../../../../kernel/stream/fields.ts';
import { MATTER_KINDS, type MatterKind } from '../../../../kernel/matter/kinds.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { TELL_WAYS } from '../../../../kernel/relay/message.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { filesData, newFiles } from './new-files.ts';
import { newEvent, texts } from '../verb.ts';

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
  readonly lang: Lang;
  /** Under which custodians the box is sealed, and its hashes; null where no names are taken. */
  readonly sealed: JsonObject | null;
  /** Hash of the word for a lost code; null where none was chosen. */
  readonly word: string | null;
  /** What kind of matter it is; absent for a grievance. */
  readonly kind?: MatterKind;
  /** Hash of the box for the relay; absent or null where none is named. */
  readonly relay?: string | null;
  /** How it came in, where not by the filer's own form. */
  readonly intake?: Intake;
  /** The look-up id of the code of who carries it for the filer; absent where nobody was asked to. */
  readonly carrier?: string;
  /** What it is about, by the published list of that hash; absent or null where the filer is not sure. */
  readonly about?: { readonly service: string; readonly subjects: string } | null;
  /** Where a danger is, by the lists that are public; absent or null where it is described in words. */
  readonly where?: Where | null;
  /** Of a dispute: said to be about no violence, no harm to a child and no accusation (G17). */
  readonly suits?: boolean;
  /** Of a comment: which consultation, which of its questions, until when everybody may speak, and whether its words may be published. */
  readonly comment?: Comment | null;
  /** The filer says that a life is in danger: a step of its own beside the filing, at the same instant. */
  readonly danger?: boolean;
  /** The filer agreed that its number, service, office and state are public; `client`: the program it came through. */
  readonly listed?: { readonly client: string | null } | null;
}

/**
 * A site, with the office that answers for it and learns nothing of the matter (G7); a place of the list of that hash; or the office that a
 * dispute is with, which never mediates it (G17).
 */
export type Where =
  | { readonly reported: string }
  | { readonly site: string; readonly reported: string }
  | { readonly at: string; readonly places: string };

/** What a comment says beside its words. The answer is owed from the last day of the period on, as it stood when it was filed. */
export interface Comment {
  readonly consultation: string;
  readonly question?: number;
  readonly publish?: true;
  readonly until: PlainDate;
}

/** How a matter reaches an office; `mandate`: a post of another office wrote it down for somebody who asked it to (functions 1.14). No rule of a pack may look at it (G2). */
export const CHANNELS = ['counter', 'phone', 'letter', 'kiosk', 'mandate'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A matter that a post wrote down for somebody (信访工作条例 19: faithfully). */
export interface Intake {
  readonly channel: Channel;
  /** The post that wrote it down; null at a kiosk. */
  readonly by: string | null;
  /** Whether it was read back to the person, who agreed that it says what they said. */
  readonly readBack: boolean;
  /** `slip`: the code is on paper, `aloud`: it was read out; a clerk may have it, so it is changed for another at first use. */
  readonly handed: 'screen' | 'slip' | 'aloud';
}

/** The words of a filing, in the order of the form. */
export const FILING_TEXTS = {
  subject: LINE,
  body: TEXT,
  place: optional(TEXT),
  ask: optional(TEXT),
  needs: optional(noted(TEXT, 'Help that the filer needs to be met or answered; shown to staff only where that is done.')),
  files: optional(FILES),
} satisfies Fields;

/** Everything that a filing may say, whichever way it comes: form, counter, program, import. `files` are beside it. */
export const FILING = {
  kind: noted(choice(MATTER_KINDS), 'A door takes accusation, retaliation and child_danger; every other server takes the others.'),
  subject: FILING_TEXTS.subject,
  body: FILING_TEXTS.body,
  place: FILING_TEXTS.place,
  ask: FILING_TEXTS.ask,
  needs: FILING_TEXTS.needs,
  lang: optional(choice(allLangs())),
  pack: optional(ID),
  service: optional(noted(ID, 'An id of the published list of subjects; leave out what is not sure. A hazard_report needs one.')),
  at: optional(noted(ID, 'Of a hazard_report: the number of a site of the public list, or the id of a public place.')),
  against: optional(noted(ID, 'Of a mediation: the office that the dispute is with, if it is one. No step of it goes there (G17).')),
  suits: optional(
    noted(
      FLAG,
      'Of a mediation: neither violence nor harm to a child, and no report about a person or an office. Without it: mediation_not_for_this.',
    ),
  ),
  consultation: optional(noted(ID, 'Of a comment: the number of the consultation, which must be open today.')),
  question: optional(noted(WHOLE, 'Of a comment: the number of the question that it answers; left out, it is about the draft as a whole.')),
  publish: optional(
    noted(FLAG, 'Of a comment: its words may be published once the period is over, without number, day or author. Taken back by receipt.'),
  ),
  danger: optional(noted(FLAG, 'A life is in danger now: who is on duty is rung at once. Telephone first.')),
  word: optional(noted(LINE, 'For a lost code: with the number it gives a new one after seven days.')),
  public: optional(
    noted(FLAG, 'Its number, service, office and state may be public (Open311), never a word of it; only for some services.'),
  ),
  sealed: optional(
    noted(
      group({ name: optional(LINE), contact: optional(LINE) }),
      'Kept under seal; refused (names_not_taken) where no valid custodians are named.',
    ),
  ),
  tell: optional(
    noted(
      group({ kind: choice(TELL_WAYS), to: LINE }),
      'Where to tell the filer that there is something new, sealed to the relay; refused (tell_not_taken) where none is named.',
    ),
  ),
} satisfies Fields;

/** Takes a new matter. */
export const file = (input: JsonObject, reception: Reception, facts: FilingFacts): readonly NewEvent[] | Refusal => {
  const read = readFields(FILING_TEXTS, input);
  if (isRefusal(read)) return read;
  const files = newFiles(read);
  if (isRefusal(files)) return files;
  const { lead, above, above2 } = reception;
  const {
    lang,
    receipt,
    sealed,
    word,
    relay = null,
    intake,
    kind = 'grievance',
    about = null,
    where = null,
    listed = null,
    danger = false,
    carrier,
    suits = false,
    comment = null,
  } = facts;
  return [
    newEvent({
      type: 'filed',
      level: 0,
      actor: { kind: 'filer' },
      texts: texts(read, 'subject', 'body', 'place', 'ask', 'needs'),
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
        ...(intake === undefined ? {} : { ...intake }),
        ...(about === null ? {} : about),
        ...(where === null ? {} : where),
        ...(suits ? { suits } : {}),
        ...(comment === null ? {} : { ...comment }),
        ...(listed === null ? {} : { public: true, ...(listed.client === null ? {} : { client: listed.client }) }),
        ...filesData(files),
      },
    }),
    ...(danger ? [newEvent({ type: 'danger_reported', level: 0, actor: { kind: 'filer' } })] : []),
    ...(carrier === undefined
      ? []
      : [newEvent({ type: 'carrying_code_given', level: 0, actor: { kind: 'filer' }, data: { receipt: carrier } })]),
  ];
};
