import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Role } from '../../../kernel/access/access.ts';
import type { MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import { MATTER_KINDS } from '../../../kernel/matter/kinds.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { isRefusal, type RefusalCode } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { allowed, decide, type Asker, type Surroundings } from '../../../features/grievances/domain/decide.ts';
import { file } from '../../../features/grievances/domain/intake/file.ts';
import { fold } from '../../../features/grievances/domain/state.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../policy/load.ts';

const PARENTS: { readonly [office: string]: string } = { justice: 'county', housing: 'county', station: 'housing', county: 'city' };
const ACCESS = readAccess().rules;

const post = (office: string, role: Role): Asker => ({ kind: 'staff', post: `${office}.${role}`, office, role });

/** Who comes near a table: the two sides by their receipts, the mediator, and offices that are none. */
export const AT_TABLE = {
  mediator: post('justice', 'mediator'),
  head: post('justice', 'head'),
  desk: post('justice', 'desk'),
  accused: post('housing', 'handler'),
  accusedHead: post('housing', 'head'),
  stranger: post('station', 'mediator'),
  above: post('county', 'head'),
  admin: post('justice', 'admin'),
} as const;

/** The receipts of a table by name. */
const RECEIPTS = {
  opener: 'ab'.repeat(16),
  invitation: 'cd'.repeat(16),
  other: 'ef'.repeat(16),
  reader: '12'.repeat(16),
  nobody: '34'.repeat(16),
} as const;
export type ReceiptName = keyof typeof RECEIPTS;

/** Ten in the morning in Shanghai. */
const at = (day: string): Instant => instant(Date.parse(day.length === 10 ? `${day}T02:00:00Z` : day));

/** A mediation as a test tells it; a step that must be open and is refused fails the test. */
export class Table {
  readonly pack: Pack;
  events: readonly MatterEvent[] = [];
  constructor(pack: string = 'mediation', against: string | null = null, day = '2026-03-02') {
    this.pack = getPack(pack);
    const filed = file(
      { subject: '墙', body: '邻居的墙' },
      { lead: 'justice', above: 'county', above2: 'city' },
      {
        receipt: RECEIPTS.opener,
        lang: 'zh-CN',
        sealed: null,
        word: null,
        kind: MATTER_KINDS.find((kind) => kind === this.pack.kind) ?? 'grievance',
        ...(against === null ? {} : { where: { reported: against } }),
        suits: true,
      },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    this.add(filed, day);
  }

  private add(drafts: readonly NewEvent[], day: string): void {
    const all = [...this.events];
    for (const { texts: _texts, ...draft } of drafts)
      all.push({ ...draft, v: 1, n: all.filter((it) => it.level === draft.level).length, recordedAt: at(day), policy: '', calendar: '' });
    this.events = all;
  }

  around(day: string): Surroundings {
    return {
      now: at(day),
      pack: this.pack,
      calendar: getPackCalendar(this.pack.calendar),
      imported: false,
      access: ACCESS,
      above: (office) => PARENTS[office] ?? null,
      officeExists: (office) => office === 'city' || office in PARENTS,
      twoSign: () => false,
      places: null,
      troubles: () => [],
      custodians: () => undefined,
      unsealingsLeft: 0,
      isOpenedThere: false,
      hazard: null,
      consultation: null,
    };
  }

  private run(day: string, asker: Asker, name: string, input: JsonObject): readonly NewEvent[] | RefusalCode {
    const decided = decide(this.events, asker, { name, input }, this.around(day));
    return isRefusal(decided) ? decided.refused : decided;
  }

  /** What a step of a post comes to: its code where it is refused. */
  tryPost(day: string, who: keyof typeof AT_TABLE, name: string, input: JsonObject = {}): RefusalCode | 'taken' {
    const found = this.run(day, AT_TABLE[who], name, input);
    return typeof found === 'string' ? found : 'taken';
  }

  /** The same of a receipt; `receipt` is the code that the step would bring. */
  tryBy(day: string, by: ReceiptName, name: string, input: JsonObject = {}): RefusalCode | 'taken' {
    const found = this.run(day, { kind: 'filer' }, name, { by: RECEIPTS[by], ...input });
    return typeof found === 'string' ? found : 'taken';
  }

  post(day: string, who: keyof typeof AT_TABLE, name: string, input: JsonObject = {}): this {
    const found = this.run(day, AT_TABLE[who], name, input);
    if (typeof found === 'string') throw new Error(`${name} of ${who} on ${day}: ${found}`);
    this.add(found, day);
    return this;
  }

  by(day: string, by: ReceiptName, name: string, input: JsonObject = {}): this {
    const found = this.run(day, { kind: 'filer' }, name, { by: RECEIPTS[by], ...input });
    if (typeof found === 'string') throw new Error(`${name} by ${by} on ${day}: ${found}`);
    this.add(found, day);
    return this;
  }

  /** A step of who filed, without a receipt of its own. */
  filer(day: string, name: string, input: JsonObject = {}): RefusalCode | 'taken' {
    const found = this.run(day, { kind: 'filer' }, name, input);
    if (typeof found === 'string') return found;
    this.add(found, day);
    return 'taken';
  }

  /** Both sides at the table, told of their rights. */
  seated(): this {
    return this.post('2026-03-02', 'desk', 'register', { office: 'justice' })
      .by('2026-03-02', 'opener', 'invite_party', { receipt: RECEIPTS.invitation, words: '谈谈墙' })
      .by('2026-03-03', 'invitation', 'give_consent', { receipt: RECEIPTS.other })
      .post('2026-03-04', 'mediator', 'accept')
      .post('2026-03-04', 'mediator', 'tell_rights', { told: 'speech' })
      .post('2026-03-05', 'mediator', 'hold_session', { at: 'mediation_room', words: '双方谈了墙。' });
  }

  /** A term written down, and both sides' confirmation of it. */
  confirmed(): this {
    this.post('2026-03-06', 'mediator', 'add_term', TERM);
    const of = this.last().n;
    return this.by('2026-03-06', 'opener', 'confirm_terms', { of }).by('2026-03-07', 'other', 'confirm_terms', { of });
  }

  agreed(): this {
    return this.confirmed().post('2026-03-08', 'mediator', 'sign_agreement', { form: 'written' });
  }

  last(type?: MatterEvent['type']): MatterEvent {
    const found = this.events.findLast((it) => type === undefined || it.type === type);
    if (!found) throw new Error('no event');
    return found;
  }

  has(type: MatterEvent['type']): boolean {
    return this.events.some((it) => it.type === type);
  }

  state() {
    return fold(this.events);
  }

  owed(day: string) {
    const { pack, calendar, now } = this.around(day);
    return obligations(MATTER, this.events, pack, calendar, now);
  }

  /** The commands that are open to the filer or a post. */
  open(day: string, asker: Asker): readonly string[] {
    return allowed(this.events, asker, this.around(day)).flatMap((it) => (it.open ? [it.command] : []));
  }
}

export const TERM: JsonObject = { object: 'pay_money', owes: 'other', what: '修墙的钱', amount: 3000, by: '2026-04-01' };
