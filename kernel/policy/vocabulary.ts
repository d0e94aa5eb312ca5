import type { Level } from '../stream/event.ts';

/** What a kind of entity calls things: unions of strings, closed (G2). */
export interface Words {
  readonly event: string;
  readonly duty: string;
  readonly party: string;
  readonly notice: string;
  readonly grade: string;
  /** What a pack of this kind may judge: kinds of matter, or the kind of entity itself. */
  readonly pack: string;
}

/** What may be said of a duty or right. */
export interface DutyWord<W extends Words> {
  /** The only events that meet it: a duty is met by the act it asks for, never by a withdrawal or by time (G8). */
  readonly meets: readonly W['event'][];
  /** A window of these parties, who need not use it; absent where it is owed. */
  readonly rightOf?: readonly W['party'][];
}

/** Where a party stands. */
export interface PartyWord {
  /** The stream in which its duties are shown; null for one outside the offices, whose are shown where they started. */
  readonly level: Level | null;
  /** What `policy explain` calls it. */
  readonly label: { readonly 'zh-CN': string; readonly en: string };
}

/** How hard an entity is. */
export interface Grading<W extends Words> {
  /** The event that grades it (`data.grade`), and those that change the grade, to a shorter clock only. */
  readonly by: W['event'];
  readonly changedBy: W['event'];
  /** What it counts as where its event names no grade of the pack. */
  readonly usual: W['grade'];
  /** Later events from which a clock of a grade may start, too: by the grade that it has by then. */
  readonly later?: readonly W['event'][];
  /** A grade says how bad something is, and need not have a clock of its own. */
  readonly tellsOnly?: true;
}

/** What holds where somebody outside the offices is owed (G2): nothing that they do tasks or informs whom they complain of. */
export interface Direction<W extends Words> {
  readonly filer: W['party'];
  /** What the filer does. */
  readonly acts: readonly W['event'][];
  /** Who may be complained of, and who stands above. */
  readonly below: readonly W['party'][];
  readonly above: readonly W['party'][];
  /** What happens above, and papers that are given there: nothing below may start from it. */
  readonly eventsAbove: readonly W['event'][];
  readonly noticesAbove: readonly W['notice'][];
}

/** Everything a pack may say of one kind of entity. Whatever reads packs takes it as an argument; no list of it stands elsewhere. */
export interface Vocabulary<W extends Words = Words> {
  readonly packs: readonly W['pack'][];
  readonly events: readonly W['event'][];
  readonly duties: { readonly [duty in W['duty']]: DutyWord<W> };
  readonly parties: { readonly [party in W['party']]: PartyWord };
  /** From the shortest clock to the longest; empty where there are none. */
  readonly grades: readonly W['grade'][];
  readonly grading: Grading<W> | null;
  /** Which paper was opened, and the event that gave it; `opened` is the event that says so (`data.notice`). */
  readonly notices: { readonly [notice in W['notice']]: W['event'] };
  readonly opened: W['event'] | null;
  /** Events a clock may start from; `first` is the one with which everything begins, from which something must be owed. */
  readonly starts: readonly W['event'][];
  readonly first: W['event'];
  /** What may be said in the same breath as the first: `explain` takes it that each is. Absent where nothing is. */
  readonly beside?: readonly W['event'][];
  /** Events of which each starts a clock of its own, met by the step that names it (`data.of`). Absent where there are none. */
  readonly each?: readonly W['event'][];
  /** Events whose clocks start on the day that they name (`data.by`), where it is still to come. Absent where there are none. */
  readonly onDay?: readonly W['event'][];
  /** Events from which something is owed at once, and counted from a later day that they name, each with the field that names it. */
  readonly countedFrom?: { readonly [event in W['event']]?: string };
  /** Of what is named by a day in its event (`data.by`): promises, each met by a step of its own, and tasks. */
  readonly promise: { readonly event: W['event']; readonly duty: W['duty'] } | null;
  readonly task: {
    readonly events: readonly W['event'][];
    readonly duty: W['duty'];
    /** Whether the day that was set can be extended; never where somebody outside the offices waits for it. */
    readonly extendable?: true;
    /** Whether a pack may set a period of its own instead, by grade: a law that names the days for each class. */
    readonly byGrade?: true;
  } | null;
  /** What is told again and again: each meets what the one before it began, and begins it anew. */
  readonly renews?: readonly W['event'][];
  /** Kinds of danger, classes and so on that a criterion or a pack can be made for: closed lists (G2). */
  readonly facts?: { readonly fields: readonly string[]; readonly sites: readonly string[] };
  /**
   * Events whose clocks start when somebody knew: at the instant that they name (`data.knownAt`, as ISO text), never later than they were
   * recorded (AR art. 9: the clock of a report starts when the head receives word).
   */
  readonly known?: readonly W['event'][];
  /** Events whose span does not count, and the one that extends a period. */
  readonly excludes: readonly W['event'][];
  readonly extends: W['event'] | null;
  /**
   * How whoever is owed lets what offices owe them rest, for so many days at most in all, and ends that again (G17). Absent where nobody can.
   */
  readonly pause?: { readonly asked: W['event']; readonly ended: W['event']; readonly days: number };
  /** What stops all clocks, and what starts them again; null where nobody can (G8). */
  readonly withdrawal: { readonly asked: W['event']; readonly undone: W['event'] } | null;
  readonly direction: Direction<W> | null;
  /** The kind of pack that may reward who filed, and the duty to decide on it; absent where nothing is rewarded. */
  readonly rewards?: { readonly pack: W['pack']; readonly duty: W['duty'] };
  /** What may be called, of which a pack says how often and what stands on its agenda; absent where nothing is. */
  readonly meetings?: readonly string[];
  /** Whether something is open to everybody for a time, of which a pack says how long at least. */
  readonly periods?: true;
}

/** The vocabulary that a kind of pack is written in; undefined for a kind that nobody knows. */
export const vocabularyOf = (all: readonly Vocabulary[], pack: string): Vocabulary | undefined => all.find((it) => it.packs.includes(pack));
