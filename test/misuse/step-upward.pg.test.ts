import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { ROLES } from '../../kernel/access/access.ts';
import { live, storedPhoto } from '../support/desk.ts';
import { PEOPLE, type TestTown } from '../support/installation.ts';
import {
  call,
  callsAbout,
  callsBeside,
  inTurns,
  isOpenCall,
  isSame,
  NOBODY,
  type Answer,
  type Call,
  type Route,
  type Walker,
} from '../support/routes.ts';
import { mayOpen, mayTake, openWalkedTown } from '../support/walk.ts';

let town: TestTown;
let app: FastifyInstance;
let routes: readonly Route[];
let walkers: readonly Walker[];
let blind: { readonly late: string; readonly replied: string; readonly reviewed: string };
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openWalkedTown(ROLES, async (place, making) => {
    const late = await making.accepted();
    place.setClock('2026-11-16T02:00:00Z');
    return { late, replied: await making.replied(), reviewed: await making.reviewed() };
  });
  ({ town, app, routes, walkers, close } = opened);
  blind = opened.filled;
});
afterAll(async () => {
  await close();
});

const below = (): readonly Walker[] =>
  walkers.filter((it) => it.office === 'housing' || ['letters.desk', 'water.head', 'county.admin', 'city.auditor'].includes(it.name));
const county = (): readonly Walker[] => walkers.filter((it) => ['county.head', 'county.reviewer'].includes(it.name));

/** Forms that are good but for an empty field: refused for that, never for a step that the post may not know of. */
const good = (number: string): readonly Call[] =>
  ['2', '3', '4', '5'].map((expected) => ({
    method: 'POST',
    url: `/desk/matter/${number}/step`,
    kind: 'step',
    verb: 'correct',
    form: { command: 'correct', expected, n: '1', words: '' },
  }));

/**
 * What a post is asked to ask: what opens a matter, what lists them, and each step that the table allows it, in full. Open pages answer
 * everybody alike, a role that may not open a matter is answered as if there were none, and a step that the table forbids is refused before
 * anything is looked at (the walk of all routes proves all three): of those each call is asked by one post that is alike, in turn. Whoever is
 * signed out asks everything.
 */
const callsOf = (walker: Walker, numbers: readonly string[]): readonly Call[] => {
  const everybody = [...below(), ...county()];
  const alike = everybody.filter((it) => mayOpen(it) === mayOpen(walker));
  const isOwnTurn = (it: Call, i: number): boolean => {
    if (walker === NOBODY || it.kind === 'read' || it.kind === 'list' || mayTake(walker, it.verb)) return true;
    const askers = isOpenCall(it) ? everybody : alike;
    return askers[i % askers.length] === walker;
  };
  return [
    ...callsBeside(routes, walker).filter((it, i) => !isOpenCall(it) || isOwnTurn(it, i)),
    ...numbers.flatMap((number) => [...callsAbout(routes, walker, number).filter(isOwnTurn), ...good(number)]),
  ];
};

/** Everything that some posts are answered on all routes, about some matters. */
const snapshot = async (who: readonly Walker[], numbers: readonly string[]): Promise<ReadonlyMap<string, Answer>> => {
  const asked = [NOBODY, ...who].flatMap((walker) => callsOf(walker, numbers).map((it) => ({ walker, it })));
  const answers = await inTurns(asked, async (one) => ({ ...one, answer: await call(app, one.walker, one.it) }));
  return new Map(
    answers.map(({ walker, it, answer }) => [`${walker.name}: ${it.method} ${it.url} ${JSON.stringify(it.form ?? it.json ?? {})}`, answer]),
  );
};

const differing = (before: ReadonlyMap<string, Answer>, after: ReadonlyMap<string, Answer>): readonly string[] =>
  [...after].filter(([key, answer]) => !isSame(answer, before.get(key) ?? { status: 0, headers: '', body: '' })).map(([key]) => key);

describe('G6: a step upward', () => {
  it('changes no byte of any answer of any route to the posts below', { timeout: 1_800_000 }, async () => {
    const numbers = Object.values(blind);
    let compared = 0;
    const differ: string[] = [];
    const compare = (before: ReadonlyMap<string, Answer>, after: ReadonlyMap<string, Answer>): void => {
      compared += after.size;
      differ.push(...differing(before, after));
    };

    // Where something was passed on to has been looked at there: who passed it on is told so once, upward or not.
    for (const walker of walkers.filter((it) => it.office === 'housing'))
      for (const number of numbers) await call(app, walker, { method: 'GET', url: `/desk/matter/${number}`, kind: 'read', verb: 'read' });
    const first = await snapshot([...below(), ...county()], numbers);
    await live(town, blind.reviewed, [PEOPLE.filer, 'ask_rereview', { words: '不服。' }]);
    const second = await snapshot([...below(), ...county()], numbers);
    compare(first, second);

    await live(town, blind.late, [PEOPLE.filer, 'ask_take_up', { words: '没有消息。' }]);
    await live(town, blind.replied, [PEOPLE.filer, 'ask_review', { words: '不服。' }]);
    // What is added for the office above goes to that one alone.
    const photo = storedPhoto(900);
    const files = [{ type: photo.type, size: photo.bytes.length }];
    expect(
      await takeStep(town.service, blind.replied, PEOPLE.filer, { name: 'add_files', input: { files } }, { files: [photo.bytes] }),
    ).toBeUndefined();
    const third = await snapshot(below(), numbers);
    compare(second, third);

    await live(town, blind.replied, [PEOPLE.above, 'decide_review', { outcome: 'changed', opinion: '改。' }]);
    await live(town, blind.reviewed, [PEOPLE.city, 'decide_rereview', { outcome: 'revoked', opinion: '撤销。' }]);
    const fourth = await snapshot(below(), numbers);
    // With its decision the office above tells the one that answered, and nobody else.
    const decided = differing(third, fourth);
    expect(decided.some((key) => key.startsWith(`housing.handler: GET /desk/matter/${blind.replied} `))).toBe(true);
    expect(decided.filter((key) => !key.startsWith('housing.'))).toEqual([]);
    process.stdout.write(`blindness: ${compared} responses compared, ${differ.length} differ\n`);
    expect(differ.slice(0, 20)).toEqual([]);

    // The comparison is not blind itself: what the office above tells is seen.
    await live(town, blind.late, [PEOPLE.above, 'supervise', { words: '七日内答复。' }]);
    const told = differing(fourth, await snapshot(below(), [blind.late]));
    expect(told.some((key) => key.startsWith(`housing.handler: GET /desk/matter/${blind.late} `))).toBe(true);
    expect(told.filter((key) => !key.startsWith('housing.'))).toEqual([]);
  });
});
