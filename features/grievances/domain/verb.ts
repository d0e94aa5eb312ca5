import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Trouble } from '../../../kernel/jurisdiction/troubles.ts';
import type { Actor, JsonObject, Level } from '../../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import type { Fields } from '../../../kernel/stream/fields.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { CustodianSet } from '../../../kernel/seal/custodians.ts';
import type { GrievanceState } from './state.ts';

/** Everything a decision may look at besides the state. */
export interface Context {
  readonly now: Instant;
  /** `now` as a day of the jurisdiction's zone. */
  readonly today: PlainDate;
  readonly pack: Pack;
  readonly calendar: Calendar;
  /** True for records of another system, which may lack what this one asks for. */
  readonly imported: boolean;
  /** The fold of the events that the actor may see. */
  readonly obligations: readonly Obligation[];
  /** The office one step up the tree, null at the top. */
  readonly above: (office: string) => string | null;
  /** Whether an office stands below another one, whatever is said of either. */
  readonly isBelow: (office: string, other: string) => boolean;
  readonly officeExists: (office: string) => boolean;
  /** Whether an office lets no post register a matter alone: one writes the transfer slip, another signs it. */
  readonly twoSign: (office: string) => boolean;
  /** The published list of public places; null where there is none. */
  readonly places: { readonly hash: string; readonly has: (place: string) => boolean } | null;
  /** Troubles of an office that have not ended. */
  readonly troubles: (office: string) => readonly Trouble[];
  /** A set of custodians by its hash; undefined for one that is not stored. */
  readonly custodians: (hash: string) => CustodianSet | undefined;
  /** How many more names offices may ask to open in this quarter (G4). */
  readonly unsealingsLeft: number;
  /** The hazard that this step begins, or adds the report to, as the server has found or made it, or why there is none; null for other steps. */
  readonly hazard: string | Refusal | null;
  /** The consultation that a comment is about, as it stands; null for every other matter. */
  readonly consultation: ConsultationNow | null;
  /** Whether the office that it was passed on to has opened it since. */
  readonly isOpenedThere: boolean;
}

/** What a step on a comment has to know of its consultation. */
export interface ConsultationNow {
  /** How many groups there are. */
  readonly groups: number;
  /** Whether the words of those who agreed have been ordered to be published. */
  readonly ordered: boolean;
}

/** One imperative of the grievance life. One file a verb. */
export interface Verb {
  readonly name: string;
  /** `filer` by receipt; `staff` by a post that `policy/access.yaml` allows. */
  readonly by: 'filer' | 'staff';
  /** Never from a device where staff are signed in: nobody gives a matter up at an office's own screen (G7). */
  readonly onOwnDevice?: true;
  /** The event whose making this verb is; used to replay a history. */
  readonly makes: MatterEvent['type'];
  /** What else it makes in the same step, where a duty is met or a clock starts by that. */
  readonly also?: MatterEvent['type'];
  /** What another post makes of it: it leads there, and stands first where that is owed and cannot be done at once. */
  readonly prepares?: MatterEvent['type'];
  /**
   * How often its side takes it at most on one matter, where nothing else bounds it: a step that could be sent without end would make its
   * proof, its papers and its list grow without end.
   */
  readonly most?: number;
  /** Whether a matter under this pack has the step at all; absent where every matter has it, open or closed. */
  readonly isOf?: (pack: Pack) => boolean;
  /** What it takes, once: forms, the API, the check before `decide` and the tests that compare them come from it. */
  readonly fields: Fields;
  /**
   * True for the office whose own act it undoes: that one takes it as if the matter were its own still, though it sees nothing of it any
   * more. Looks at the office's own stream only.
   */
  readonly undoesOwn?: (state: GrievanceState, office: string) => boolean;
  /** Why it is closed now, undefined when it is open. What `allowed()` shows and `decide` enforces. */
  readonly closed: (state: GrievanceState, context: Context, actor: Actor) => Refusal | undefined;
  /** The events it yields for this input, which was read by `fields`; called only when it is open. */
  readonly decide: (input: JsonObject, state: GrievanceState, context: Context, actor: Actor) => readonly NewEvent[] | Refusal;
}

interface Draft {
  readonly type: MatterEvent['type'];
  readonly level: Level;
  readonly actor: Actor;
  readonly data?: JsonObject;
  readonly texts?: { readonly [field: string]: string };
  readonly occurredOn?: PlainDate;
}

/** Fills a draft with what most events share. */
export const newEvent = (draft: Draft): NewEvent => ({ visibility: 'open', data: {}, texts: {}, ...draft });

/** Reads a text field of an input; absent is empty. */
export const field = (input: JsonObject, name: string): string => {
  const value = input[name];
  return typeof value === 'string' ? value : '';
};

/** Keeps the fields that say something. */
export const texts = (input: JsonObject, ...names: readonly string[]): { readonly [field: string]: string } =>
  Object.fromEntries(names.map((name) => [name, field(input, name)] as const).filter(([, text]) => text.trim() !== ''));
