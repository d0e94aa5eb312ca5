import { labelOr } from '../../kernel/language/languages.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { words, type Words } from '../../kernel/language/words.ts';
import type { ComponentChildren } from 'preact';
import type { StaffEntityKind, StaffView } from '../../engine/staff-entity.ts';
import type { Jurisdiction, StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import type { Words as PackWords } from '../../kernel/policy/vocabulary.ts';
import type { JsonObject, StreamEvent } from '../../kernel/stream/event.ts';
import type { Lang, Script } from '../../portal/page.ts';
import type { TakesFiles } from './taken-files.ts';

/** What may be chosen in a field, where the description of the step does not say it: spots, closures, earlier steps. */
export type ChoicesOf = (
  field: string,
  lang: Lang,
  /** The step whose form it is. */
  verb?: string,
) => readonly { readonly value: string; readonly text: string }[] | undefined;

type Named = { readonly [name: string]: Words<string> };

/** What a kind calls its steps, events, duties, fields and choices. */
export interface StaffWords {
  readonly title: Words<string>;
  /** Said above the form that begins one. */
  readonly lead: Words<string>;
  readonly steps: Named;
  readonly events: Named;
  readonly owed: Named;
  readonly fields: Named;
  readonly choices: Named;
}

/** Which office has which part in an entity. */
export interface Seat<State> {
  /** As the vocabulary calls it. */
  readonly party: string;
  readonly label: Words<string>;
  readonly officeOf: (state: State) => string | null;
}

/** A kind of entity that only offices deal with, as the desk and programs meet it: pages, forms and schemas are derived from this. */
export interface StaffFace<State> {
  readonly kind: StaffEntityKind<State>;
  /** Below the language prefix, without a number: `/desk/hazard`. */
  readonly path: string;
  /** Of the form that begins one: `/desk/hazards/new`; absent where it begins otherwise. */
  readonly newPath?: string;
  /** It begins by a form of its feature's own, which takes what the step takes: programs may begin one, too. */
  readonly hasOwnForm?: true;
  /** Of the API: `/api/v1/staff/hazards`. */
  readonly apiPath: string;
  /** The field by whose words it is called, where it is known by words: opening them is a read. */
  readonly title?: string;
  /** What it is called in public, where it has a public name. */
  readonly nameOf?: (state: State, lang: Lang) => string;
  readonly words: StaffWords;
  readonly seats: readonly Seat<State>[];
  /** Which office owes a duty, where several have the same part; undefined where the seat says it. */
  readonly officeOwing?: (startedBy: number, state: State) => string | undefined;
  /** The event that it rests on. */
  readonly stageOf: (state: State) => string;
  /** A choice that stands beside it, for example a grade. */
  readonly gradeOf: (state: State) => string | null;
  /** What may be chosen in a field that names something of the entity itself; `all`: also what could be chosen before. */
  readonly choicesOf?: (
    field: string,
    state: State,
    lang: Lang,
    which: 'open' | 'all',
    it: Jurisdiction,
    /** The pack that it is judged by. */
    pack: Pack<PackWords>,
    /** The step whose form it is; absent where the history is told. */
    verb?: string,
  ) => readonly { readonly value: string; readonly text: string }[] | undefined;
  /** The same of what has to be read: something of another entity. `given`: what is known of one that is about to begin. */
  readonly choicesFrom?: (service: Service, state: State | null, given: { readonly [name: string]: string }) => Promise<ChoicesOf>;
  /** What the form that begins one starts with, by the address of its page. */
  readonly beginsWith?: (query: { readonly [name: string]: string }) => { readonly [name: string]: string };
  /** What the form of a step begins with, where it says anew what holds. */
  readonly startsWith?: (verb: string, state: State) => { readonly [name: string]: string };
  /** What is made of the files of a step, by its name, where they are no photos of what was seen. */
  readonly filesOf?: { readonly [verb: string]: TakesFiles };
  /** What stands on its page before its steps. */
  readonly body?: (
    view: StaffView<State>,
    lang: Lang,
    service: Service,
    who: StaffMember,
  ) => ComponentChildren | Promise<ComponentChildren>;
  /** What stands on its page after its steps. */
  readonly below?: (view: StaffView<State>, lang: Lang, query: { readonly [name: string]: string }) => ComponentChildren;
  /** Many offices owe something of it: its page lists what that of the reader owes, and tells of the others elsewhere. */
  readonly ownOwed?: true;
  /** Steps that each office takes for itself: what another one has done since the page was opened does not stand in the way. */
  readonly besideOthers?: readonly string[];
  /** A script of ours that its page runs, and works without. */
  readonly script?: Script;
  /** Its history says the minute of each step, and not the day alone: where minutes count. */
  readonly inMinutes?: true;
  /** Events that the body tells of whole: the history only names them. */
  readonly inBody?: readonly string[];
  /** What a program is told of the data of an event; absent: all of it. */
  readonly toldOf?: (data: JsonObject) => JsonObject;
  /** What an event says that no step of its own makes. */
  readonly saidOf?: (event: StreamEvent, it: Jurisdiction, lang: Lang) => string | undefined;
  /** Papers that a step has given. */
  readonly papersOf: (event: StreamEvent) => readonly { readonly file: string; readonly label: Words<string> }[];
}

export const NONE = words('desk/staff-entity/face.NONE', { 'zh-CN': '还没有定', en: 'not named yet' });

/** The name of the office of a seat. */
export const seatName = (it: Jurisdiction, id: string | null, lang: Lang): string => (id === null ? NONE[lang] : officeName(it, id, lang));

export const placeName = (it: Jurisdiction, id: string, lang: Lang): string =>
  labelOr(it.places?.set.places.find((place) => place.id === id)?.label, id, lang);

/** What something is called; its own word where nothing says so. */
export const named = (words: Named, name: string, lang: Lang): string =>
  (Object.hasOwn(words, name) ? words[name]?.[lang] : undefined) ?? name;
