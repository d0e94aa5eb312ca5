import type { PlainDate } from '../kernel/calendar/plain-date.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import { dateIn } from '../kernel/calendar/zone.ts';
import { leafName } from '../kernel/canonical/names.ts';
import { hashLeaf } from '../kernel/log/tree.ts';
import { isOpen, type Obligation } from '../kernel/obligation/obligation.ts';
import { obligations } from '../kernel/obligation/obligations.ts';
import type { Pack } from '../kernel/policy/pack.ts';
import { findPlace } from '../kernel/policy/places.ts';
import type { Words } from '../kernel/policy/vocabulary.ts';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent, StreamEvent } from '../kernel/stream/event.ts';
import { isFileField } from '../kernel/stream/files.ts';
import { isKept } from '../kernel/stream/kept.ts';
import {
  decideStaff,
  mayRead,
  staffOptions,
  type StaffCommand,
  type StaffKind,
  type StaffOption,
  type StaffSurroundings,
} from '../kernel/stream/staff-kind.ts';
import { fileIn, type StoredFile } from './files/stored-file.ts';
import { hashing } from './keys/hashing.ts';
import { onceOf } from './keys/seal-answer.ts';
import { judgedBy, kindIn, type EntityKind, type Judging } from './kind.ts';
import type { Jurisdiction, StaffMember } from './place/read.ts';
import type { Service } from './service.ts';
import { beginEntity, freshWrite, rulesFor, type About } from './store/begin-entity.ts';
import { readTexts, showEntity } from './store/read-entity.ts';
import type { Transaction } from './store/transaction.ts';
import { writeMatters } from './store/write-matter.ts';

/** A step as it is written: of which entity, with which events. */
export interface Written {
  readonly service: Service;
  readonly number: string;
  readonly added: readonly StreamEvent[];
}

/** A kind of entity that only offices deal with, with its steps. */
export interface StaffEntityKind<State> extends EntityKind {
  readonly staff: StaffKind<State>;
  /**
   * What a step says that the server puts together, because it hangs on other entities or is counted: its fields of the kind `server`. Or why
   * the step is not taken. Of the entity that begins there is no number yet.
   */
  readonly completes?: (service: Service, who: StaffMember, command: StaffCommand, number: string | null) => Promise<JsonObject | Refusal>;
  /** What is written beside the events of a step, in its transaction; `RefusedBeside` takes all of it back. */
  readonly beside?: (tx: Transaction, step: Written) => Promise<void>;
  /** What the database lets only one of begin: the name of its unique index, and what the second of two at the same moment is told. */
  readonly onlyOne?: { readonly [index: string]: Refusal };
  /** What one is about, by what it begins with: of several packs in force the one that is made for most of it judges it. */
  readonly about?: (input: JsonObject) => About;
}

/** A command with what the server adds to it, or why it cannot; what a request says of that itself is left out. */
const completed = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  who: StaffMember,
  command: StaffCommand,
  number: string | null,
): Promise<StaffCommand> => {
  if (!kind.completes) return command;
  const fields = [kind.staff.begins, ...kind.staff.steps].find((verb) => verb.name === command.name)?.fields ?? {};
  const typed = Object.fromEntries(Object.entries(command.input).filter(([name]) => fields[name]?.kind !== 'server'));
  const added = await kind.completes(service, who, { ...command, input: typed }, number);
  return isRefusal(added) ? { ...command, input: typed, cannot: added } : { ...command, input: { ...typed, ...added } };
};

/** One event with the words that it brought, and the name of its leaf in the log. */
export interface StaffEntry {
  readonly event: StreamEvent;
  readonly on: PlainDate;
  readonly texts: { readonly [field: string]: string };
  readonly leaf: string;
}

/** An entity as a post of one of its offices sees it. */
export interface StaffView<State> {
  readonly number: string;
  readonly it: Jurisdiction;
  /** The pack that it is judged by. */
  readonly pack: Pack<Words>;
  readonly state: State;
  readonly today: PlainDate;
  readonly entries: readonly StaffEntry[];
  /** Everything that is or was owed, met or not. */
  readonly duties: readonly Obligation<Words>[];
  /** What of it waits for somebody now. */
  readonly owed: readonly Obligation<Words>[];
  readonly options: readonly StaffOption<State>[];
  /** The words with which it began. */
  readonly texts: { readonly [field: string]: string };
}

/** What a decision looks at: the definitions of the entity, the offices and places of today. */
const surroundings = (it: Jurisdiction, judging: Judging, now: Instant): StaffSurroundings => ({
  now,
  ...judging,
  access: it.access,
  officeExists: (office) => it.offices.has(office),
  placeExists: (place) => findPlace(it.places?.set ?? null, place) !== undefined,
});

/** What begins one, decided: by the pack that is made for what it is about. Refused where no pack of the kind is in force for it. */
const decideBeginning = async <State>(service: Service, kind: StaffEntityKind<State>, who: StaffMember, input: JsonObject) => {
  const it = await service.jurisdiction();
  if (!rulesFor(kind, it)) return refuse('not_ready');
  const command = await completed(service, kind, who, { name: kind.staff.begins.name, input }, null);
  const rules = rulesFor(kind, it, kind.about?.(command.input));
  if (!rules) return refuse('not_ready');
  const decided = decideStaff(kind.staff, [], who, command, surroundings(it, rules, service.clock()));
  return isRefusal(decided) ? decided : { it, rules, decided };
};

/** Begins one: its number. Under one token it is begun once. */
export const beginStaffEntity = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  who: StaffMember,
  input: JsonObject,
  token: string | null = null,
  /** What was asked for, where the server has put something of its own into the input: the same form asks for the same. */
  request: JsonObject = input,
  files: readonly Uint8Array[] = [],
): Promise<string | Refusal> => {
  const begun = await decideBeginning(service, kind, who, input);
  if (isRefusal(begun)) return begun;
  const form = token === null ? null : { token: `${kind.name} ${who.post} ${token}`, request };
  const number = await beginEntity(service, kind, begun.it, begun.rules, begun.decided, form, files).catch((error: unknown) => {
    const held = kind.onlyOne?.[(error as { readonly constraint?: string }).constraint ?? ''];
    if (held) return held;
    throw error;
  });
  if (!isRefusal(number)) await kind.after?.(service, number);
  return number;
};

/**
 * Decides one that begins together with something else: its number, and what writes it in the transaction of that. `after` is for whoever
 * has committed it.
 */
export const prepareStaffEntity = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  who: StaffMember,
  input: JsonObject,
): Promise<{ readonly number: string; readonly write: (tx: Transaction) => Promise<void> } | Refusal> => {
  const begun = await decideBeginning(service, kind, who, input);
  if (isRefusal(begun)) return begun;
  const write = freshWrite(service, kind, begun.it, begun.rules, begun.decided);
  return { number: write.matter, write: (tx) => writeMatters(tx, [write]) };
};

/**
 * Takes one in from a file: what begins it and the steps that follow, decided one after the other as for a head of that office, and stored at
 * once. No post did it and none is said to have: the events are the machine's. With `look` nothing is written, and there is no number.
 */
export const takeInStaffEntity = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  office: string,
  commands: readonly StaffCommand[],
  look: boolean,
  /** What the server itself knows of it, beside what it looks up: by which record it was found. */
  besides: JsonObject = {},
): Promise<string | null | Refusal> => {
  const it = await service.jurisdiction();
  let rules = rulesFor(kind, it);
  if (!rules) return refuse('not_ready');
  const now = service.clock();
  const post = `${office}.head`;
  const who: StaffMember = { staff: post, post, office, role: 'head' };
  const decided: NewStreamEvent[] = [];
  for (const command of commands) {
    const looked = await completed(service, kind, who, command, null);
    const whole = decided.length === 0 ? { ...looked, input: { ...looked.input, ...besides } } : looked;
    if (decided.length === 0) rules = rulesFor(kind, it, kind.about?.(whole.input)) ?? rules;
    const known = decided.map((event, n): StreamEvent => ({ ...event, v: 1, n, recordedAt: now, policy: '', calendar: '' }));
    const added = decideStaff(kind.staff, known, who, whole, surroundings(it, rules, now));
    if (isRefusal(added)) return added;
    for (const event of added) {
      const { allowedBy: _, ...data } = event.data;
      decided.push({ ...event, actor: { kind: 'system' }, data });
    }
  }
  return look ? null : beginEntity(service, kind, it, rules, decided, null);
};

/** Beside a step: its own time, of a record that is taken in; its files; the token under which it is taken once, and the hashes of what was sent. */
interface StepMore {
  readonly at?: Instant;
  readonly files?: readonly Uint8Array[];
  readonly token?: string;
  readonly sent?: readonly string[];
  /** What the server itself knows of it, and no request says: when a device says that it was done. */
  readonly besides?: JsonObject;
  /** What is written beside its events, in their transaction. */
  readonly beside?: (tx: Transaction) => Promise<void>;
}

/** What is asked for under a token. A photo is the same by what was sent: as it is kept it is made anew each time. */
const askedOf = ({ name, input }: StaffCommand, sent: readonly string[] = []): JsonObject => {
  if (sent.length === 0) return { command: name, input };
  const { files: _files, ...said } = input;
  return { command: name, input: said, sent };
};

/** Takes one step: decided inside the transaction on what is stored there. Undefined when it was taken. */
export const takeStaffStep = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  number: string,
  who: StaffMember,
  command: StaffCommand,
  how: StepMore = {},
): Promise<Refusal | undefined> => {
  const it = await service.jurisdiction();
  const looked = await completed(service, kind, who, command, number);
  const whole = how.besides === undefined ? looked : { ...looked, input: { ...looked.input, ...how.besides } };
  const outcome = await service.lane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(kind, it),
    ...(how.at === undefined ? {} : { at: how.at }),
    ...(how.files === undefined ? {} : { files: how.files }),
    ...(kind.beside === undefined && how.beside === undefined
      ? {}
      : {
          beside: async (tx: Transaction, added: readonly StreamEvent[]) => {
            await kind.beside?.(tx, { service, number, added });
            await how.beside?.(tx);
          },
        }),
    ...(how.token === undefined ? {} : { once: onceOf(service, number, how.token, askedOf(command, how.sent)) }),
    decide: (history, now) =>
      history.kind === kind.name
        ? decideStaff(kind.staff, history.events, who, whole, surroundings(it, judgedBy(it, history), now))
        : refuse('not_found'),
  });
  if (!outcome.ok) return outcome.refusal;
  await kind.after?.(service, number);
  return undefined;
};

/** A member of staff opens one, which leaves a record (G18). Undefined is "there is none". */
export const readStaffEntity = <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  number: string,
  who: StaffMember,
): Promise<StaffView<State> | Refusal | undefined> =>
  showEntity(service, kind.name, number, who, async ({ tx, history, keys, it }) => {
    const now = service.clock();
    const judging = judgedBy(it, history);
    const around = surroundings(it, judging, now);
    const { events } = history;
    const state = kind.staff.fold(events);
    if (!mayRead(kind.staff, state, who, around)) return undefined;
    const words = await readTexts(tx, history.payloads, new Map([[number, keys]]));
    const entries = events.map((event, i): StaffEntry => {
      const row = history.rows[i];
      const refs = Object.entries(history.payloads[i]?.texts ?? {}).filter(
        ([name]) => !isFileField(event.data, name) && !isKept(event.data, name),
      );
      return {
        event,
        on: dateIn(event.recordedAt, it.zone),
        texts: Object.fromEntries(refs.map(([name, ref]) => [name, words.get(ref.blob) ?? ''])),
        leaf: row ? leafName(hashLeaf(hashing, row.leaf)) : '',
      };
    });
    const duties = obligations(kind.vocabulary, events, judging.pack, judging.calendar, now);
    const owed = duties.filter((one) => isOpen(one, now));
    const options = staffOptions(kind.staff, events, who, around);
    const { pack } = judging;
    return { number, it, pack, state, today: dateIn(now, it.zone), entries, duties, owed, options, texts: entries[0]?.texts ?? {} };
  });

/** A photo or paper of an entity, for a post that may open it; opened as the entity is, with its record (G18). Undefined is "there is none". */
export const readStaffFile = <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  number: string,
  id: string,
  who: StaffMember,
): Promise<StoredFile | Refusal | undefined> =>
  showEntity(service, kind.name, number, who, async ({ tx, history, keys, it }) =>
    mayRead(kind.staff, kind.staff.fold(history.events), who, surroundings(it, judgedBy(it, history), service.clock()))
      ? fileIn(tx, (work) => service.read(work), history.payloads, id, { keys, reader: who.post })
      : undefined,
  );
