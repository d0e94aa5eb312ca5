import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { type Relation, type Role } from '../../kernel/access/access.ts';
import { fileIn, live, storedPhoto } from './desk.ts';
import { readForStaff } from '../../features/grievances/server/read-matter.ts';
import { openTown, PEOPLE, type TestTown } from './installation.ts';
import {
  ABSENT,
  call,
  callsAbout,
  callsBeside,
  inTurns,
  isOpenCall,
  isSame,
  NOBODY,
  readGolden,
  relationIn,
  signInEverybody,
  without,
  type Answer,
  type Call,
  type OfficesBy,
  type Route,
  type Walker,
} from './routes.ts';

/** The walk of all routes in parts: whom each file of it (`test/misuse/route-walk-<part>.pg.test.ts`) walks as. */
export const PARTS = {
  heads: ['head', 'inspector', 'admin'],
  handlers: ['handler', 'mediator', 'custodian'],
  others: ['desk', 'reviewer', 'duty', 'auditor'],
} as const satisfies { readonly [part: string]: readonly Role[] };

const GOLDEN = readGolden(readFileSync(join(import.meta.dirname, '../../policy/access.golden.txt'), 'utf8'));
const OFFICES = ['letters', 'housing', 'water', 'county', 'city'];
const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' };
const WORDS = '和平街的路灯';
const AT_HOUSING = { own: 'housing', above: 'county', above_2: 'city' };

/** A matter in one state: who deals with it, and which offices something has come to. */
interface Placed {
  readonly state: string;
  readonly number: string;
  readonly offices: OfficesBy;
  readonly reached: readonly Relation[];
}

/** A town whose routes are walked, with everybody of some roles signed in. */
export interface WalkedTown {
  readonly town: TestTown;
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  readonly walkers: readonly Walker[];
  readonly close: () => Promise<void>;
}

/** What can be done to make a matter of a state in a town. */
export interface Making {
  readonly filed: () => Promise<string>;
  readonly accepted: () => Promise<string>;
  readonly replied: () => Promise<string>;
  readonly reviewed: () => Promise<string>;
}

export const makingIn = (town: TestTown): Making => {
  const filed = () => fileIn(town, WORDS, { files: [storedPhoto(3000)] });
  const accepted = async (): Promise<string> => {
    const number = await filed();
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    return number;
  };
  const replied = async (): Promise<string> => {
    const number = await accepted();
    await live(town, number, [PEOPLE.handler, 'reply', REPLY], [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
    return number;
  };
  const reviewed = async (): Promise<string> => {
    const number = await replied();
    const review = { outcome: 'upheld', opinion: '维持。' };
    await live(
      town,
      number,
      [PEOPLE.filer, 'ask_review'],
      [PEOPLE.above, 'decide_review', review],
      [PEOPLE.filer, 'open_notice', { notice: 'review' }],
    );
    return number;
  };
  return { filed, accepted, replied, reviewed };
};

/** Opens a town, lets `fill` put matters into it, and signs in a post of each of these roles in every office. */
export const openWalkedTown = async <T>(
  roles: readonly Role[],
  fill: (town: TestTown, making: Making) => Promise<T>,
): Promise<WalkedTown & { readonly filled: T }> => {
  const routes: Route[] = [];
  const town = await openTown({ at: '2026-08-03T02:00:00Z', withCustodians: true });
  const app = await buildApp(town.service, ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  const filled = await fill(town, makingIn(town));
  const walkers = await signInEverybody(town, app, OFFICES, roles);
  const close = async (): Promise<void> => {
    await app.close();
    await town.close();
  };
  return { town, app, routes, walkers, filled, close };
};

/** One matter in each of the states that an office can stand to. */
const fillStates = async (town: TestTown, making: Making): Promise<readonly Placed[]> => {
  const placed: Placed[] = [];
  const place = (state: string, number: string, reached: readonly Relation[], offices: OfficesBy = AT_HOUSING) =>
    placed.push({ state, number, reached, offices });
  const late = await making.accepted();
  town.setClock('2026-11-16T02:00:00Z');
  await live(town, late, [PEOPLE.filer, 'ask_take_up']);
  place('filed', await making.filed(), ['own'], { own: 'letters', above: 'county', above_2: 'city' });
  place('accepted', await making.accepted(), ['own']);
  place('late, take-up asked', late, ['own', 'above']);
  place('replied', await making.replied(), ['own']);
  place('reviewed', await making.reviewed(), ['own', 'above']);
  const asked = await making.reviewed();
  await live(town, asked, [PEOPLE.filer, 'ask_rereview']);
  place('re-review asked', asked, ['own', 'above', 'above_2']);
  const forwarded = await making.filed();
  await live(
    town,
    forwarded,
    [PEOPLE.desk, 'register', { office: 'housing' }],
    [PEOPLE.handler, 'forward', { office: 'water', reason: '归水务局。' }],
  );
  // Looked at there, so that whoever passed it on does not take it back in the middle of the walk.
  const there = { staff: 'water.handler', post: 'water.handler', office: 'water', role: 'handler' } as const;
  await readForStaff(town.service, forwarded, there);
  place('forwarded', forwarded, ['own', 'asked'], { ...AT_HOUSING, asked: 'water' });
  for (const role of ['co', 'watch'] as const) {
    const helped = await making.accepted();
    await live(town, helped, [PEOPLE.handler, 'add_office', { office: 'water', role, words: '请看。' }]);
    place(`with an office: ${role}`, helped, ['own', role], { ...AT_HOUSING, [role]: 'water' });
  }
  return placed;
};

const golden = (walker: Walker, relation: Relation): ReadonlySet<string> => GOLDEN.get(`${walker.role} ${relation}`) ?? new Set();

/** Whether the table lets a post open a matter that housing deals with, once something has come to its office. */
export const mayOpen = (walker: Walker): boolean => mayTake(walker, 'read');

/** Whether it lets the post take a step of such a matter. */
export const mayTake = (walker: Walker, verb: string): boolean => golden(walker, relationIn(AT_HOUSING, walker.office)).has(verb);

const names = (answer: Answer, number: string): boolean => answer.body.includes(number) || answer.headers.includes(number);

const isSeen = (matter: Placed, walker: Walker): boolean => {
  const relation = relationIn(matter.offices, walker.office);
  return matter.reached.includes(relation) && golden(walker, relation).has('read');
};

const wasPassedOn = ({ offices }: Placed, { office }: Walker): boolean =>
  (office === 'letters' && offices.own !== 'letters') || (offices.asked !== undefined && office === offices.own);

/** The front desk passed every one of them on but those it still has: a list of its own says where to, by number alone. */
const isPassedOn = (matter: Placed, walker: Walker, it: Call): boolean =>
  it.url.includes('view=passed_on') && wasPassedOn(matter, walker) && golden(walker, 'own').has('read');

/** Lists may name what the reader may open; open pages answer everybody alike, and name nothing. */
const faultBeside = (
  placed: readonly Placed[],
  walker: Walker,
  it: Call,
  real: Answer,
  toNobody: Answer | undefined,
): string | undefined => {
  const hidden = placed.filter((matter) => it.kind !== 'list' || !(isSeen(matter, walker) || isPassedOn(matter, walker, it)));
  if (hidden.some((matter) => names(real, matter.number))) return 'names what may not be opened';
  if (real.body.includes(WORDS) && placed.every((matter) => !isSeen(matter, walker))) return 'says words of a matter';
  return !isOpenCall(it) || (toNobody && isSame(real, toNobody)) ? undefined : 'is not what everybody is answered';
};

/** Why a cell is not what the golden table says; undefined when it is. */
const faultOf = (matter: Placed, walker: Walker, it: Call, real: Answer, absent: Answer): string | undefined => {
  const relation = relationIn(matter.offices, walker.office);
  const may = golden(walker, relation);
  // Who passed it on, and may take it back, has a page to do that on.
  if (/^(\/en)?\/desk\/passed\//.test(it.url) && wasPassedOn(matter, walker) && golden(walker, 'own').has('take_back')) return undefined;
  if (it.kind === 'alike') return isSame(without(real, matter.number), without(absent, ABSENT)) ? undefined : 'tells a matter from none';
  if (!isSeen(matter, walker))
    return isSame(real, absent) ? undefined : `answers ${real.status} where a matter that is none answers ${absent.status}`;
  if (it.kind === 'read') return real.status === 200 ? undefined : `answers ${real.status} to who may open it`;
  if (it.kind === 'page')
    return real.status === 303 || (real.status === 200 && may.has(it.verb)) ? undefined : `shows the step: ${real.status}`;
  const right = may.has(it.verb) ? 409 : 403;
  return real.status === right ? undefined : `answers ${real.status}, not ${right}`;
};

const getAt = (answers: ReadonlyMap<number, Answer>, i: number): Answer => {
  const answer = answers.get(i);
  if (!answer) throw new Error('a call was not made');
  return answer;
};

/** What a post is answered that may do it. */
const MET: { readonly [kind in Call['kind']]?: number } = { read: 200, step: 409 };

/**
 * Which calls are asked where. What opens a matter, and each step that the table allows the post, is asked in every pair of a post and a
 * matter. What must answer as if there were no matter, and a step that the table forbids, is decided before anything of its state is looked
 * at: of the pairs that are alike (same role, same relation, something has come to the office or not) each such call is asked in one, going
 * through the states in turn.
 */
const turnsOf = (placed: readonly Placed[], walkers: readonly Walker[]) => {
  const alike = new Map<string, string[]>();
  const pairOf = (walker: Walker, matter: Placed): string => `${walker.name} ${matter.number}`;
  const classOf = (walker: Walker, matter: Placed): string => {
    const relation = relationIn(matter.offices, walker.office);
    return `${walker.role} ${relation} ${matter.reached.includes(relation)}`;
  };
  for (const walker of walkers)
    for (const matter of placed) {
      const key = classOf(walker, matter);
      alike.set(key, [...(alike.get(key) ?? []), pairOf(walker, matter)]);
    }
  return (walker: Walker, matter: Placed, it: Call, i: number): boolean => {
    if (it.kind === 'read' || (isSeen(matter, walker) && golden(walker, relationIn(matter.offices, walker.office)).has(it.verb)))
      return true;
    const pairs = alike.get(classOf(walker, matter)) ?? [];
    return pairs[i % pairs.length] === pairOf(walker, matter);
  };
};

/** Open pages are asked by one post of each role, in turn; whoever is signed out asks all. */
const asksBeside = (walkers: readonly Walker[], walker: Walker, it: Call, i: number): boolean => {
  const ofRole = walkers.filter((other) => other.role === walker.role);
  return !isOpenCall(it) || ofRole[i % ofRole.length] === walker;
};

/** What a walk has found. */
export interface Walked {
  readonly cells: number;
  readonly faults: readonly string[];
  /** What the table allows and a post has been let do, as `role relation verb`. */
  readonly met: readonly string[];
  /** All that the table allows these roles. */
  readonly allowed: readonly string[];
}

/** Asks every route as every post of some roles, and as who is signed out, about a matter in each state. */
export const walkAs = async (roles: readonly Role[]): Promise<Walked> => {
  const { app, routes, walkers: posts, filled: placed, close } = await openWalkedTown(roles, fillStates);
  const walkers = [NOBODY, ...posts];
  const isAsked = turnsOf(placed, walkers);
  const faults: string[] = [];
  const met = new Set<string>();
  let cells = 0;
  const toNobody = new Map<string, Answer>();
  for (const walker of walkers) {
    const beside = callsBeside(routes, walker).filter((it, i) => asksBeside(walkers, walker, it, i));
    const answers = await inTurns(beside, async (it) => [it, await call(app, walker, it)] as const);
    for (const [it, real] of answers) {
      const key = JSON.stringify(it);
      if (walker === NOBODY) toNobody.set(key, real);
      const fault = faultBeside(placed, walker, it, real, toNobody.get(key));
      if (fault !== undefined) faults.push(`${walker.name}: ${it.method} ${it.url}: ${fault}`);
    }
    const asked = placed.flatMap((matter) =>
      callsAbout(routes, walker, matter.number).flatMap((it, i) => (isAsked(walker, matter, it, i) ? [{ matter, it, i }] : [])),
    );
    const wanted = new Set(asked.map(({ i }) => i));
    const none = callsAbout(routes, walker, ABSENT).flatMap((it, i) => (wanted.has(i) ? [{ it, i }] : []));
    const absent = new Map(await inTurns(none, async ({ it, i }) => [i, await call(app, walker, it)] as const));
    const reals = await inTurns(asked, async (cell) => ({ ...cell, real: await call(app, walker, cell.it) }));
    for (const { matter, it, i, real } of reals) {
      const relation = relationIn(matter.offices, walker.office);
      const fault = faultOf(matter, walker, it, real, getAt(absent, i));
      if (fault !== undefined) faults.push(`${matter.state}: ${walker.name} as ${relation}: ${it.method} ${it.url} ${it.verb}: ${fault}`);
      if (real.status === MET[it.kind]) met.add(`${walker.role} ${relation} ${it.verb}`);
    }
    cells += beside.length + asked.length;
  }
  await close();
  const allowed = [...GOLDEN].flatMap(([who, verbs]) =>
    roles.some((role) => who.startsWith(`${role} `)) ? [...verbs].map((verb) => `${who} ${verb}`) : [],
  );
  return { cells, faults, met: [...met].toSorted(), allowed: allowed.toSorted() };
};
