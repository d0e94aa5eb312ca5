import type { Calendar } from '../../kernel/calendar/calendar.ts';
import { LAYERS_MAX, type Pack } from '../../kernel/policy/pack.ts';
import type { Words } from '../../kernel/policy/vocabulary.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../kernel/stream/event.ts';
import { hashing } from '../keys/hashing.ts';
import { randomBytes } from '../keys/random.ts';
import { answerId, openAnswer, sealAnswer } from '../keys/seal-answer.ts';
import type { EntityKind } from '../kind.ts';
import type { Jurisdiction } from '../place/read.ts';
import type { Service } from '../service.ts';
import { composeEvents, NO_HEADS } from './compose.ts';
import { isNumberTaken, newEntityNumber } from './entity-number.ts';
import type { MatterWrite } from './write-matter.ts';

/**
 * What a new entity of a kind is judged by: of the newest packs of the kind that may be cited now, the one that is made for most of what it is
 * about, and the calendar that it names. Where nothing is said of that, any that there is.
 */
interface Rules {
  readonly pack: Pack<Words>;
  readonly calendar: Calendar;
  readonly bound: { readonly pack: string; readonly calendar: string };
}

/** What an entity that begins is about, where packs are made for different things: a kind of danger, a class of site. */
export interface About {
  readonly field: string;
  readonly site: string;
}

/** How many packs stand between a pack and one that is written from none. */
const depthOf = (it: Jurisdiction, { from }: Pack<Words>, deeper = 0): number => {
  const base = from === undefined || deeper >= LAYERS_MAX ? undefined : it.packs.get(it.newestPack.get(from) ?? '');
  return from === undefined ? 0 : base === undefined ? 1 : 1 + depthOf(it, base, deeper + 1);
};

/**
 * How much of what something is about a pack is made for; undefined where it is made for something else. A pack for everything fits least;
 * of two that are made for the same, the one that is written from the other fits better.
 */
const fit = (it: Jurisdiction, pack: Pack<Words>, about: About | undefined): number | undefined => {
  const { for: made } = pack;
  if (about === undefined) return 0;
  if (made?.sites !== undefined && !made.sites.includes(about.site)) return undefined;
  if (made?.fields !== undefined && !made.fields.includes(about.field)) return undefined;
  const layers = LAYERS_MAX + 1;
  return (made?.sites === undefined ? 0 : 2 * layers) + (made?.fields === undefined ? 0 : layers) + depthOf(it, pack);
};

export const rulesFor = (kind: EntityKind, it: Jurisdiction, about?: About): Rules | undefined => {
  let best: (Rules & { readonly fits: number }) | undefined;
  for (const hash of it.newestPack.values()) {
    const pack: Pack<Words> | undefined = it.packs.get(hash);
    const fits = pack && kind.vocabulary.packs.includes(pack.kind) ? fit(it, pack, about) : undefined;
    if (!pack || fits === undefined || (best !== undefined && fits <= best.fits)) continue;
    for (const [id, calendar] of it.calendars)
      if (calendar.id === pack.calendar.id && it.newestCalendar.get(id) === id)
        best = { pack, calendar, bound: { pack: hash, calendar: id }, fits };
  }
  return best;
};

/** The token of a form, and what it asks for. */
export interface Form {
  readonly token: string;
  readonly request: JsonObject;
}

/** Tells a form that is sent twice from another one; none of its words are kept. */
const hashOf = ({ request }: Form): string => toHex(hashing.sha256(utf8Encode(canonicalJson(request))));

/** The row of a form's token, and the sealed answer that it gets: the number, for that request and no other. */
const answered = ({ wrappingKey, id }: Service, form: Form, number: string) => ({
  key: answerId(wrappingKey, id, form.token),
  answer: sealAnswer(wrappingKey, form.token, { request: hashOf(form), number }),
});

/** What a form had been answered before; refused where it asked for something else then (`key_reused`). */
const answeredBefore = ({ wrappingKey }: Service, form: Form, answer: Buffer): string | Refusal => {
  const stored = openAnswer(wrappingKey, form.token, answer) as { readonly request: string; readonly number: string }; // sealed above
  return stored.request === hashOf(form) ? stored.number : refuse('key_reused');
};

/** Everything that is written of an entity that begins with what was decided, under a number and keys of its own. */
export const freshWrite = (
  service: Service,
  kind: EntityKind,
  it: Jurisdiction,
  { pack, calendar, bound }: Rules,
  decided: readonly NewStreamEvent[],
  files: readonly Uint8Array[] = [],
): MatterWrite => {
  const matter = newEntityNumber();
  const log = randomBytes(16);
  const keys = { epoch: 0, doc: randomBytes(32), log, logs: [log], internal: randomBytes(32) };
  const recordedAt = service.clock();
  const binding = { jurisdiction: service.id, matter, ...bound, recordedAt };
  const composed = composeEvents(hashing, keys, binding, NO_HEADS, decided, files);
  const { events, heads } = composed;
  const rows = kind.project(matter, bound, events, { pack, calendar });
  const history = { matter, kind: kind.name, ...bound, events, payloads: [], rows: [], heads };
  return {
    matter,
    kind: kind.name,
    ...bound,
    recordedAt,
    composed: [composed],
    heads,
    includeBy: service.includeBy(recordedAt),
    rows,
    listedBy: [],
    effects: kind.effects(it, history, events),
    keyRows: service.broker.wrapFor(binding, keys, rows.streams),
    forgotten: null,
    fresh: [],
  };
};

/**
 * Begins an entity with what was decided, under keys of its own; its number. Nobody outside is given a receipt for it. A form that is sent
 * twice begins one.
 */
export const beginEntity = async (
  service: Service,
  kind: EntityKind,
  it: Jurisdiction,
  rules: Rules,
  decided: readonly NewStreamEvent[],
  form: Form | null,
  /** The bytes of the files that the first event tells of. */
  files: readonly Uint8Array[] = [],
): Promise<string | Refusal> => {
  for (let tries = 0; ; tries += 1) {
    const write = freshWrite(service, kind, it, rules, decided, files);
    const { matter } = write;
    const { key, answer } = form ? answered(service, form, matter) : { key: null, answer: Buffer.alloc(0) };
    try {
      const outcome = await service.lane.submit({ kind: 'filing', write, key, answer });
      if (!outcome.ok) return outcome.refusal;
      return form === null || outcome.answer === null || outcome.answer === answer ? matter : answeredBefore(service, form, outcome.answer);
    } catch (error) {
      if (!isNumberTaken(error) || tries > 4) throw error;
    }
  }
};
