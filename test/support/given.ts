import { expect } from 'vitest';
import type { Role } from '../../kernel/access/access.ts';
import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import type { Actor, JsonObject, Level } from '../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../kernel/matter/event.ts';
import type { Trouble } from '../../kernel/jurisdiction/troubles.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import { isOpen } from '../../kernel/obligation/obligation.ts';
import { obligations } from '../../kernel/obligation/obligations.ts';
import { getPackCalendar } from '../../policy/calendars/find-calendar.ts';
import { getPack } from '../../policy/load.ts';
import { readAccess } from '../../engine/place/first-definitions.ts';
import { allowed, decide, type Asker, type Surroundings } from '../../features/grievances/domain/decide.ts';
import { CUSTODIANS } from './custodians.ts';
import { file } from '../../features/grievances/domain/intake/file.ts';
import { MATTER } from '../../kernel/matter/vocabulary.ts';

const PARENTS: { readonly [office: string]: string } = {
  letters: 'county',
  housing: 'county',
  water: 'county',
  school: 'county',
  county: 'city',
};
const PACKS = { petition: getPack('petition-2022'), centre: getPack('township-centre') } as const;
const ACCESS = readAccess().rules;

const post = (office: string, role: Role): Asker => ({ kind: 'staff', post: `${office}.${role}`, office, role });

/** The people of the county; each with a post and no more rights than it gives. */
export const people = {
  filer: { kind: 'filer' } as Asker,
  desk: post('letters', 'desk'),
  lettersHead: post('letters', 'head'),
  handler: post('housing', 'handler'),
  head: post('housing', 'head'),
  stranger: post('water', 'handler'),
  waterHead: post('water', 'head'),
  school: post('school', 'handler'),
  reviewer: post('county', 'reviewer'),
  chief: post('county', 'head'),
  city: post('city', 'reviewer'),
  admin: post('county', 'admin'),
} as const;
export type Who = keyof typeof people;

/** Ten in the morning in Shanghai, or the instant itself. */
export const at = (when: string): Instant => instant(Date.parse(when.length === 10 ? `${when}T02:00:00Z` : when));

/** Public places of the county, and a trouble of its housing office. */
const PLACES: readonly string[] = ['peace-street', 'old-bridge'];
export const TROUBLE: Trouble = {
  number: 'TR0VB1E0',
  office: 'housing',
  subject: 'street.light',
  place: 'peace-street',
  since: '2026-09-01',
  progress: [],
  endedAt: null,
};
const TROUBLES: readonly Trouble[] = [
  TROUBLE,
  { ...TROUBLE, number: 'PLACE001', subject: null },
  { ...TROUBLE, number: 'WATER001', office: 'water' },
  { ...TROUBLE, number: 'ENDED001', endedAt: instant(0) },
];

/** The hash that a test's matter names for its custodians. */
export const SEALED_UNDER = 'cc'.repeat(32);

const surroundings = (pack: keyof typeof PACKS, now: Instant, imported: boolean, isOpenedThere = false): Surroundings => ({
  now,
  pack: PACKS[pack],
  calendar: getPackCalendar(PACKS[pack].calendar),
  imported,
  access: ACCESS,
  above: (office) => PARENTS[office] ?? null,
  officeExists: (office) => office === 'city' || office in PARENTS,
  twoSign: () => false,
  places: { hash: 'dd'.repeat(32), has: (place) => PLACES.includes(place) },
  troubles: (office) => TROUBLES.filter((it) => it.office === office && it.endedAt === null),
  custodians: (hash) => (hash === SEALED_UNDER ? CUSTODIANS : undefined),
  unsealingsLeft: 3,
  isOpenedThere,
  hazard: null,
  consultation: null,
});

const numbered = (events: readonly MatterEvent[], drafts: readonly NewEvent[], now: Instant): readonly MatterEvent[] => {
  const all = [...events];
  for (const { texts: _texts, ...draft } of drafts) {
    const n = all.filter((event) => event.level === draft.level).length;
    all.push({ ...draft, v: 1, n, recordedAt: now, policy: '', calendar: '' });
  }
  return all;
};

interface Told {
  readonly type: MatterEvent['type'];
  readonly level: Level;
  readonly actor: Actor['kind'];
  readonly data: JsonObject;
}

/** A matter as a test tells it: each step at its time, by its person; a step that is refused fails the test. */
export class Story {
  readonly pack: keyof typeof PACKS;
  readonly imported: boolean;
  events: readonly MatterEvent[] = [];
  private isOpenedThere = false;
  constructor(pack: keyof typeof PACKS, imported: boolean) {
    this.pack = pack;
    this.imported = imported;
  }

  filed(when: string, sealed: JsonObject | null = null, service: string | null = null): this {
    const drafts = file(
      { subject: '灯', body: '不亮' },
      { lead: 'letters', above: 'county', above2: 'city' },
      { receipt: 'ab'.repeat(16), lang: 'zh-CN', sealed, word: null, about: service === null ? null : { service, subjects: '' } },
    );
    if (isRefusal(drafts)) throw new Error(drafts.refused);
    this.events = numbered(this.events, drafts, at(when));
    return this;
  }

  /** Takes a step that must be open. */
  step(when: string, who: Who, name: string, input: JsonObject = {}): this {
    const decided = this.try(when, who, name, input);
    if (isRefusal(decided)) throw new Error(`${name} at ${when}: ${JSON.stringify(decided)}`);
    this.events = numbered(this.events, decided, at(when));
    return this;
  }

  /** Somebody of the office that it was passed on to opens it. */
  openedThere(): this {
    this.isOpenedThere = true;
    return this;
  }

  try(when: string, who: Who, name: string, input: JsonObject = {}, expectedLength?: number): ReturnType<typeof decide> {
    return decide(
      this.events,
      people[who],
      { name, input, ...(expectedLength === undefined ? {} : { expectedLength }) },
      surroundings(this.pack, at(when), this.imported, this.isOpenedThere),
    );
  }

  /** Everything outside the matter at a time. */
  around(when: string): Surroundings {
    return surroundings(this.pack, at(when), this.imported, this.isOpenedThere);
  }

  /** Expects a refusal with this code. */
  refuses(when: string, who: Who, name: string, input: JsonObject, code: RefusalCode): this {
    expect(this.try(when, who, name, input), `${name} at ${when}`).toMatchObject({ refused: code });
    return this;
  }

  /** Expects these events, and takes the step. */
  yields(when: string, who: Who, name: string, input: JsonObject, expected: readonly Partial<Told>[]): this {
    const decided = this.try(when, who, name, input);
    if (isRefusal(decided)) throw new Error(`${name} at ${when}: ${JSON.stringify(decided)}`);
    expect(
      decided.map((event): Told => ({ type: event.type, level: event.level, actor: event.actor.kind, data: event.data })),
    ).toMatchObject(expected);
    expect(decided.length).toBe(expected.length);
    this.events = numbered(this.events, decided, at(when));
    return this;
  }

  /** Expects an obligation of a rule to be open with this last day; null: none is. Of several the newest counts. */
  owes(when: string, rule: string, due: string | null): this {
    expect(this.due(when, rule), `${rule} at ${when}`).toBe(due);
    return this;
  }

  /** The last day of the newest obligation of a rule that is open; null: none is. */
  due(when: string, rule: string): string | null {
    const { pack, calendar, now } = this.around(when);
    const open = obligations(MATTER, this.events, pack, calendar, now).findLast((it) => it.rule === rule && isOpen(it, now));
    return open === undefined ? null : String(open.due);
  }

  options(when: string, who: Who): ReturnType<typeof allowed> {
    return allowed(this.events, people[who], surroundings(this.pack, at(when), this.imported, this.isOpenedThere));
  }

  /** Names of the commands that are open. */
  open(when: string, who: Who): readonly string[] {
    return this.options(when, who)
      .filter((option) => option.open)
      .map((option) => option.command);
  }
}

/** A matter filed under the petition regulation. */
export const petition = (filed = '2026-09-01'): Story => new Story('petition', false).filed(filed);
/** A matter filed at the township centre. */
export const centre = (filed = '2026-09-01'): Story => new Story('centre', false).filed(filed);
/** A petition that has been accepted on 3 September 2026; its answer is due on 2 November. */
export const accepted = (): Story =>
  petition().step('2026-09-02', 'desk', 'register', { office: 'housing' }).step('2026-09-03', 'handler', 'accept');
export const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' } as const;
/** One that has been replied to on 20 September and opened on the 21st. */
export const opened = (): Story =>
  accepted().step('2026-09-20', 'handler', 'reply', REPLY).step('2026-09-21', 'filer', 'open_notice', { notice: 'reply' });
/** One whose reply the office above has upheld, and the filer has opened that on 20 October. */
export const reviewed = (): Story =>
  opened()
    .step('2026-09-25', 'filer', 'ask_review')
    .step('2026-10-19', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' })
    .step('2026-10-20', 'filer', 'open_notice', { notice: 'review' });
