import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { isJsonObject } from '../../../kernel/log/shape.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { AGENDA_MAX, ITEM_KINDS, WHYS, type ItemKind, type Why } from './vocabulary.ts';

/**
 * Something that is stuck: its number, why it is here, which office owes the next step, and since which day. No word of it and nothing of who
 * filed it (G9, mission 1).
 */
export interface Item {
  readonly entity: string;
  readonly kind: ItemKind;
  readonly why: Why;
  /** Which office owes it. */
  readonly office: string;
  /** An id of the published list of subjects, or a kind of danger; null where there is none. */
  readonly subject: string | null;
  /** A public place. */
  readonly place: string | null;
  readonly since: PlainDate;
}

/** An item on an agenda: which office brought it, null for one that was drawn; why it was taken off, null while it stands there. */
export interface ListedItem extends Item {
  readonly by: string | null;
  readonly removed: string | null;
}

const textOr = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** An item as an event or the server tells it; undefined for what is none. */
export const itemIn = (value: Json | undefined): Item | undefined => {
  if (value === undefined || !isJsonObject(value)) return undefined;
  const [kind, why] = [ITEM_KINDS.find((it) => it === value['kind']), WHYS.find((it) => it === value['why'])];
  const [entity, office, since] = [textOr(value['entity']), textOr(value['office']), parsePlainDate(String(value['since'] ?? ''))];
  if (kind === undefined || why === undefined || entity === null || office === null || since === undefined) return undefined;
  return { entity, kind, why, office, subject: textOr(value['subject']), place: textOr(value['place']), since };
};

/** The items of an agenda as an event tells it. */
export const itemsIn = (value: Json | undefined): readonly Item[] =>
  Array.isArray(value) ? value.flatMap((it: Json) => itemIn(it) ?? []) : [];

/** An item as an event holds it. */
export const itemJson = ({ entity, kind, why, office, subject, place, since }: Item): JsonObject => ({
  entity,
  kind,
  why,
  office,
  ...(subject === null ? {} : { subject }),
  ...(place === null ? {} : { place }),
  since,
});

const byAge = (a: Item, b: Item): number => (a.since === b.since ? (a.entity < b.entity ? -1 : 1) : a.since < b.since ? -1 : 1);

/**
 * One agenda of what several sources have found: each entity once, by the first source that names it, the longest wait first, `AGENDA_MAX` at
 * most. The order knows days and numbers, and nothing else.
 */
export const agendaOf = (sources: readonly (readonly Item[])[]): readonly Item[] => {
  const once = new Map<string, Item>();
  for (const item of sources.flat()) if (!once.has(item.entity)) once.set(item.entity, item);
  return [...once.values()].toSorted(byAge).slice(0, AGENDA_MAX);
};

/** An agenda that is drawn anew: what offices brought stays, and what was taken off stays off, with its reason. */
export const redrawn = (before: readonly ListedItem[], drawn: readonly Item[]): readonly ListedItem[] => {
  const kept = before.filter((it) => it.by !== null || it.removed !== null);
  const fresh = drawn.filter((item) => kept.every((it) => it.entity !== item.entity));
  return [...fresh.map((item) => ({ ...item, by: null, removed: null })), ...kept];
};

/** What stands on it, without what was taken off. */
export const standing = (agenda: readonly ListedItem[]): readonly ListedItem[] => agenda.filter((it) => it.removed === null);
