import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { ROLES, type Relation } from '../../kernel/access/access.ts';
import { buildApp } from '../../server/app.ts';
import { fileIn, live, storedPhoto } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
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
  unwalked,
  type OfficesBy,
  without,
  type Answer,
  type Call,
  type Route,
  type Walker,
} from '../support/routes.ts';

const GOLDEN = readGolden(readFileSync(join(import.meta.dirname, '../../policy/access.golden.txt'), 'utf8'));
const OFFICES = ['letters', 'housing', 'water', 'county', 'city'];
const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' };
const WORDS = '和平街的路灯';

/** A matter in one state: who deals with it, and which offices something has come to. */
interface Placed {
  readonly state: string;
  readonly number: string;
  readonly offices: OfficesBy;
  readonly reached: readonly Relation[];
}

let town: TestTown;
let app: FastifyInstance;
const routes: Route[] = [];
let walkers: readonly Walker[] = [];
const placed: Placed[] = [];
const blind = { late: '', replied: '', reviewed: '' };

const AT_HOUSING = { own: 'housing', above: 'county', above_2: 'city' };
const place = (state: string, number: string, reached: readonly Relation[], offices: OfficesBy = AT_HOUSING) =>
  placed.push({ state, number, reached, offices });
const filed = () => fileIn(town, WORDS, { files: [storedPhoto(3000)] });
const acceptedMatter = async (): Promise<string> => {
  const number = await filed();
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  return number;
};
const repliedMatter = async (): Promise<string> => {
  const number = await acceptedMatter();
  await live(town, number, [PEOPLE.handler, 'reply', REPLY], [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
  return number;
};
const reviewedMatter = async (): Promise<string> => {
  const number = await repliedMatter();
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

beforeAll(async () => {
  town = await openTown({ at: '2026-08-03T02:00:00Z', withCustodians: true });
  app = await buildApp(town.service, ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  const late = await acceptedMatter();
  blind.late = await acceptedMatter();
  town.setClock('2026-11-16T02:00:00Z');
  await live(town, late, [PEOPLE.filer, 'ask_take_up']);
  place('filed', await filed(), ['own'], { own: 'letters', above: 'county', above_2: 'city' });
  place('accepted', await acceptedMatter(), ['own']);
  place('late, take-up asked', late, ['own', 'above']);
  place('replied', await repliedMatter(), ['own']);
  place('reviewed', await reviewedMatter(), ['own', 'above']);
  const asked = await reviewedMatter();
  await live(town, asked, [PEOPLE.filer, 'ask_rereview']);
  place('re-review asked', asked, ['own', 'above', 'above_2']);
  const forwarded = await filed();
  await live(
    town,
    forwarded,
    [PEOPLE.desk, 'register', { office: 'housing' }],
    [PEOPLE.handler, 'forward', { office: 'water', reason: '归水务局。' }],
  );
  place('forwarded', forwarded, ['own', 'asked'], { ...AT_HOUSING, asked: 'water' });
  for (const role of ['co', 'watch'] as const) {
    const helped = await acceptedMatter();
    await live(town, helped, [PEOPLE.handler, 'add_office', { office: 'water', role, words: '请看。' }]);
    place(`with an office: ${role}`, helped, ['own', role], { ...AT_HOUSING, [role]: 'water' });
  }
  blind.replied = await repliedMatter();
  blind.reviewed = await reviewedMatter();
  walkers = await signInEverybody(town, app, OFFICES, ROLES);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const golden = (walker: Walker, relation: Relation): ReadonlySet<string> => GOLDEN.get(`${walker.role} ${relation}`) ?? new Set();

const names = (answer: Answer, number: string): boolean => answer.body.includes(number) || answer.headers.includes(number);

const isSeen = (matter: Placed, walker: Walker): boolean => {
  const relation = relationIn(matter.offices, walker.office);
  return matter.reached.includes(relation) && golden(walker, relation).has('read');
};

/** The front desk passed every one of them on but those it still has: a list of its own says where to, by number alone. */
const isPassedOn = (matter: Placed, walker: Walker, it: Call): boolean =>
  it.url.includes('view=passed_on') && walker.office === 'letters' && matter.offices.own !== 'letters' && golden(walker, 'own').has('read');

/** Lists may name what the reader may open; open pages answer everybody alike, and name nothing. */
const faultBeside = (walker: Walker, it: Call, real: Answer, toNobody: Answer | undefined): string | undefined => {
  const hidden = placed.filter((matter) => it.kind !== 'list' || !(isSeen(matter, walker) || isPassedOn(matter, walker, it)));
  if (hidden.some((matter) => names(real, matter.number))) return 'names what may not be opened';
  if (real.body.includes(WORDS) && placed.every((matter) => !isSeen(matter, walker))) return 'says words of a matter';
  return !isOpenCall(it) || (toNobody && isSame(real, toNobody)) ? undefined : 'is not what everybody is answered';
};

/** Why a cell is not what the golden table says; undefined when it is. */
const faultOf = (matter: Placed, walker: Walker, it: Call, real: Answer, absent: Answer): string | undefined => {
  const relation = relationIn(matter.offices, walker.office);
  const may = golden(walker, relation);
  if (it.kind === 'alike') return isSame(without(real, matter.number), without(absent, ABSENT)) ? undefined : 'tells a matter from none';
  if (!isSeen(matter, walker))
    return isSame(real, absent) ? undefined : `answers ${real.status} where a matter that is none answers ${absent.status}`;
  if (it.kind === 'read') return real.status === 200 ? undefined : `answers ${real.status} to who may open it`;
  if (it.kind === 'page')
    return real.status === 303 || (real.status === 200 && may.has(it.verb)) ? undefined : `shows the step: ${real.status}`;
  const right = may.has(it.verb) ? 409 : 403;
  return real.status === right ? undefined : `answers ${real.status}, not ${right}`;
};

const getAt = (answers: readonly Answer[], i: number): Answer => {
  const answer = answers[i];
  if (!answer) throw new Error('a call was not made');
  return answer;
};

/** What a post is answered that may do it. */
const MET: { readonly [kind in Call['kind']]?: number } = { read: 200, step: 409 };

describe('every route for every post', () => {
  it('has a line in the walk, and every line has its route', () => {
    expect(routes.length).toBeGreaterThan(80);
    expect(unwalked(routes), 'say in test/support/routes.ts how this route is walked').toEqual([]);
  });

  it(
    'allows what the golden table allows and nothing else; what may not be seen is like what does not exist',
    { timeout: 1_800_000 },
    async () => {
      const faults: string[] = [];
      const met = new Set<string>();
      let cells = 0;
      const toNobody = new Map<string, Answer>();
      for (const walker of [NOBODY, ...walkers]) {
        const beside = callsBeside(routes, walker);
        const answers = await inTurns(beside, (it) => call(app, walker, it));
        for (const [i, it] of beside.entries()) {
          const real = getAt(answers, i);
          const key = JSON.stringify(it);
          if (walker === NOBODY) toNobody.set(key, real);
          cells += 1;
          const fault = faultBeside(walker, it, real, toNobody.get(key));
          if (fault !== undefined) faults.push(`${walker.name}: ${it.method} ${it.url}: ${fault}`);
        }
        const absent = await inTurns(callsAbout(routes, walker, ABSENT), (it) => call(app, walker, it));
        for (const matter of placed) {
          const relation = relationIn(matter.offices, walker.office);
          const calls = callsAbout(routes, walker, matter.number);
          const reals = await inTurns(calls, (it) => call(app, walker, it));
          for (const [i, it] of calls.entries()) {
            const real = getAt(reals, i);
            cells += 1;
            const fault = faultOf(matter, walker, it, real, getAt(absent, i));
            if (fault !== undefined)
              faults.push(`${matter.state}: ${walker.name} as ${relation}: ${it.method} ${it.url} ${it.verb}: ${fault}`);
            if (real.status === MET[it.kind]) met.add(`${walker.role} ${relation} ${it.verb}`);
          }
        }
      }
      process.stdout.write(`route walk: ${cells} cells, ${faults.length} differ\n`);
      expect(faults.slice(0, 20)).toEqual([]);
      // No cell that the table allows has been left out for want of a matter in the right state.
      const allowed = [...GOLDEN].flatMap(([who, verbs]) => [...verbs].map((verb) => `${who} ${verb}`));
      expect([...met].toSorted()).toEqual(allowed.toSorted());
    },
  );
});

/** Forms that are good but for an empty field: refused for that, never for a step that the post may not know of. */
const good = (number: string): readonly Call[] =>
  ['2', '3', '4', '5'].map((expected) => ({
    method: 'POST',
    url: `/desk/matter/${number}/step`,
    kind: 'step',
    verb: 'correct',
    form: { command: 'correct', expected, n: '1', words: '' },
  }));

/** Everything that some posts are answered on all routes, about some matters. */
const snapshot = async (who: readonly Walker[], numbers: readonly string[]): Promise<ReadonlyMap<string, Answer>> => {
  const asked = [NOBODY, ...who].flatMap((walker) =>
    [...callsBeside(routes, walker), ...numbers.flatMap((number) => [...callsAbout(routes, walker, number), ...good(number)])].map(
      (it) => ({
        walker,
        it,
      }),
    ),
  );
  const answers = await inTurns(asked, ({ walker, it }) => call(app, walker, it));
  return new Map(
    asked.flatMap(({ walker, it }, i) => {
      const answer = answers[i];
      return answer ? [[`${walker.name}: ${it.method} ${it.url} ${JSON.stringify(it.form ?? it.json ?? {})}`, answer] as const] : [];
    }),
  );
};

const differing = (before: ReadonlyMap<string, Answer>, after: ReadonlyMap<string, Answer>): readonly string[] =>
  [...after].filter(([key, answer]) => !isSame(answer, before.get(key) ?? { status: 0, headers: '', body: '' })).map(([key]) => key);

describe('G6: a step upward', () => {
  it('changes no byte of any answer of any route to the posts below', { timeout: 1_800_000 }, async () => {
    const below = walkers.filter(
      (it) => it.office === 'housing' || ['letters.desk', 'water.head', 'county.admin', 'city.auditor'].includes(it.name),
    );
    const county = walkers.filter((it) => ['county.head', 'county.reviewer'].includes(it.name));
    const numbers = Object.values(blind);
    let compared = 0;
    const differ: string[] = [];
    const compare = (before: ReadonlyMap<string, Answer>, after: ReadonlyMap<string, Answer>): void => {
      compared += after.size;
      differ.push(...differing(before, after));
    };

    const first = await snapshot([...below, ...county], numbers);
    await live(town, blind.reviewed, [PEOPLE.filer, 'ask_rereview', { words: '不服。' }]);
    const second = await snapshot([...below, ...county], numbers);
    compare(first, second);

    await live(town, blind.late, [PEOPLE.filer, 'ask_take_up', { words: '没有消息。' }]);
    await live(town, blind.replied, [PEOPLE.filer, 'ask_review', { words: '不服。' }]);
    // What is added for the office above goes to that one alone.
    const photo = storedPhoto(900);
    const files = [{ type: photo.type, size: photo.bytes.length }];
    expect(
      await takeStep(town.service, blind.replied, PEOPLE.filer, { name: 'add_files', input: { files } }, { files: [photo.bytes] }),
    ).toBeUndefined();
    const third = await snapshot(below, numbers);
    compare(second, third);

    await live(town, blind.replied, [PEOPLE.above, 'decide_review', { outcome: 'changed', opinion: '改。' }]);
    await live(town, blind.reviewed, [PEOPLE.city, 'decide_rereview', { outcome: 'revoked', opinion: '撤销。' }]);
    const fourth = await snapshot(below, numbers);
    // With its decision the office above tells the one that answered, and nobody else.
    const decided = differing(third, fourth);
    expect(decided.some((key) => key.startsWith(`housing.handler: GET /desk/matter/${blind.replied} `))).toBe(true);
    expect(decided.filter((key) => !key.startsWith('housing.'))).toEqual([]);
    process.stdout.write(`blindness: ${compared} responses compared, ${differ.length} differ\n`);
    expect(differ.slice(0, 20)).toEqual([]);

    // The comparison is not blind itself: what the office above tells is seen.
    await live(town, blind.late, [PEOPLE.above, 'supervise', { words: '七日内答复。' }]);
    const told = differing(fourth, await snapshot(below, [blind.late]));
    expect(told.some((key) => key.startsWith(`housing.handler: GET /desk/matter/${blind.late} `))).toBe(true);
    expect(told.filter((key) => !key.startsWith('housing.'))).toEqual([]);
  });
});
