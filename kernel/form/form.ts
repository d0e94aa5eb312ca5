import type { Label } from '../policy/pack.ts';
import type { AssetClass, SiteClass } from '../site/classes.ts';
import type { LessonTopic } from './lesson.ts';

/** What an item of a form can be. Closed (G2): it looks at a thing, or counts by a closed list; no kind takes a name or a place. */
export const ITEM_KINDS = [
  'check', // in order, not in order, or not applicable
  'one_of',
  'some_of',
  'count', // of things
  'people',
  'certificates',
  'measure',
  'date',
  'photo',
  'note', // about a thing, under a "not in order"
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The only numbers of people that a form may ask for (G11). */
export const PEOPLE_COUNTS = ['injured', 'missing', 'evacuated', 'trained', 'expected', 'present_at_drill'] as const;
export type PeopleCount = (typeof PEOPLE_COUNTS)[number];

/** Papers of people that are looked at and told as "12 of 12 valid", never whose. */
export const CERTIFICATES = ['food_handler_health', 'driver_permit', 'attendant_training', 'operator_licence', 'guard_training'] as const;
export type Certificates = (typeof CERTIFICATES)[number];

/** Units of a measure, as they are written in every language; `1` is a bare number. */
export const UNITS = [
  '1',
  '°C',
  '%',
  'mm',
  'cm',
  'm',
  'm²',
  'g',
  'kg',
  'L',
  'mg/L',
  'NTU',
  'pH',
  'kPa',
  'MPa',
  'V',
  'A',
  'Ω',
  'lx',
  'dB',
  's',
  'min',
  'h',
  'd',
] as const;
export type Unit = (typeof UNITS)[number];

/** What an item proposes for the hazard that a finding becomes; whoever grades decides. */
export const FORM_GRADES = ['general', 'major'] as const;
export type FormGrade = (typeof FORM_GRADES)[number];

/** `law`: the article was read. `stated`: a secondary text states it. `own`: a rule of our own, and said to be. */
export const BASES = ['law', 'stated', 'own'] as const;
export type Basis = (typeof BASES)[number];

/** Where an item comes from. */
export type Clause = Label & { readonly basis: Basis };

/** What can be answered to a check. `na`: there is no such thing here. */
export const CHECK_ANSWERS = ['pass', 'fail', 'na'] as const;

/** An earlier question has one of these answers: of a check `pass`, `fail` or `na`, of a choice the ids of its options. */
export interface Condition {
  readonly question: string;
  readonly is: readonly string[];
}

/** When an item or a group is asked. Nothing is computed. */
export type When = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

/** From and to, both inclusive; one of them may be left out. */
export interface Span {
  readonly min?: number;
  readonly max?: number;
}

export interface Option {
  readonly id: string;
  readonly label: Label;
  /** Choosing it is a finding. */
  readonly fail?: true;
  /** Of a published plan or material of a lesson: what it is about. */
  readonly about?: readonly LessonTopic[];
}

interface Frame {
  /** Snake case, at most 40 characters. Once in a form. */
  readonly id: string;
  readonly label: Label;
  readonly hint?: Label;
  /** The name of one of the form's clauses; absent: a rule of our own. */
  readonly clause?: string;
  /** Of an item that can be not in order; `general` where nothing is said. */
  readonly grade?: FormGrade;
  /** Wanted whatever the answer is, or with a finding. */
  readonly photo?: 'always' | 'when_fail';
  readonly when?: When;
  /** May be left without an answer. */
  readonly optional?: true;
}

export type Item = Frame &
  (
    | {
        readonly kind: 'check';
        /** The thing is always there: "not applicable" is no answer. */
        readonly always?: true;
      }
    | { readonly kind: 'one_of' | 'some_of'; readonly options: readonly Option[] }
    /** Whole, 0 to 999,999. Outside `bounds` it is a finding. */
    | {
        readonly kind: 'count';
        readonly bounds?: Span;
        /** Of a return: what the system has counted itself, which nobody types. */
        readonly from?: FigureSource;
      }
    | { readonly kind: 'people'; readonly of: PeopleCount }
    | { readonly kind: 'certificates'; readonly of: Certificates }
    | {
        readonly kind: 'measure';
        readonly unit: Unit;
        /** Outside them it is a finding. */
        readonly bounds?: Span;
        /** What an instrument can show at all: outside it is a slip of the finger. Absent: -1,000,000 to 1,000,000. */
        readonly range?: Span;
        /** Digits behind the point, 0 to 3; absent: 3. */
        readonly decimals?: number;
        /** Of the minutes of a lesson: a shorter one does not count. It is no finding. */
        readonly least?: number;
      }
    | { readonly kind: 'date' | 'photo' | 'note' }
  );

/** A spot of a route: the items of its group are asked there again. */
export interface Point {
  readonly id: string;
  readonly label: Label;
}

export interface Group {
  readonly id: string;
  readonly label: Label;
  /** Read before its items. */
  readonly lead?: Label;
  readonly points?: readonly Point[];
  readonly when?: When;
  readonly items: readonly Item[];
}

/**
 * What the system counts for a return of an office (S10): from its own records, within the span that the return is about; `hazards_open` and
 * `checks_open` as they stand when they are counted. Closed (G2): things and tasks of the office, never people, matters or who filed one.
 */
export const FIGURE_SOURCES = [
  'hazards_found',
  'hazards_closed',
  'hazards_open',
  'checks_done',
  'checks_open',
  'shifts_kept',
  'incidents_opened',
] as const;
export type FigureSource = (typeof FIGURE_SOURCES)[number];

/** What a form is for beside looking at things. */
export const FORM_USES = ['return', 'lesson', 'campaign'] as const;
export type FormUse = (typeof FORM_USES)[number];

/** The questions of a check, a return, a lesson or a drill: a definition, published before it is used (G1). */
export interface Form {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  readonly lead?: Label;
  /**
   * `return`: numbers that an office hands in, and nothing else. `lesson`, `campaign`: what was taught or handed out, by whom as a post, to how
   * many (`lesson.ts`). Absent: whatever is looked at somewhere.
   */
  readonly use?: FormUse;
  /** For which classes of site or asset; empty: for any. */
  readonly classes: readonly (SiteClass | AssetClass)[];
  readonly clauses: { readonly [name: string]: Clause };
  readonly groups: readonly Group[];
}

/** One thing that is asked: an item, at a point where its group has some. */
export interface Question {
  /** `item`, or `item@point`: the name of its answer. */
  readonly key: string;
  readonly item: Item;
  readonly group: Group;
  readonly point: Point | null;
}

/** All that a form can ask, in its order. */
export const questionsOf = (form: Form): readonly Question[] => {
  const found: Question[] = [];
  for (const group of form.groups) {
    for (const point of group.points || [null]) {
      for (const item of group.items) found.push({ key: keyOf(item.id, point), item, group, point });
    }
  }
  return found;
};

/** The name under which the answer of an item stands. */
export const keyOf = (item: string, point: Point | null): string => (point ? `${item}@${point.id}` : item);

/** Whether an answer to it can be not in order. */
export const canFail = (item: Item): boolean => {
  switch (item.kind) {
    case 'check':
    case 'certificates':
      return true;
    case 'one_of':
    case 'some_of':
      return item.options.some((option) => option.fail === true);
    case 'count':
    case 'measure':
      return item.bounds !== undefined;
    default:
      return false;
  }
};

/** Whether photos belong to an item. */
export const wantsPhotos = (item: Item): boolean => item.kind === 'photo' || item.photo !== undefined;

/** Whether a form asks for photos anywhere. */
export const takesPhotos = (form: Form): boolean => form.groups.some((group) => group.items.some(wantsPhotos));
