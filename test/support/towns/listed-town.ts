import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { HAZARD } from '../../../features/hazards/domain/vocabulary.ts';
import { hazards } from '../../../features/hazards/server/hazards.ts';
import { sites } from '../../../features/sites/public.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { CANTEEN, publishRoutines } from './check-town.ts';
import { publishPack } from './staff-town.ts';

/** What no page outside may ever show: the words that the offices wrote for themselves. */
export const INNER = { what: '内部看到的甲乙丙', spot: '内部地点丁戊己', seen: '内部情形庚辛' };

/** The steps until one hangs in public, and what comes then; each with the post that takes it. */
export const HANG = (over: JsonObject = {}): readonly (readonly [post: string, name: string, input: JsonObject])[] => [
  ['housing.handler', 'grade', { grade: 'major', cites: 'order16.stop', criterion: '内部理由' }],
  [
    'housing.head',
    'order',
    {
      mender: 'water',
      acceptor: 'letters',
      measures: '内部措施',
      money: '内部资金',
      by: '2026-12-18',
      meanwhile: '内部安排',
      standard: '内部标准',
      ...over,
    },
  ],
  ['county.head', 'list', { reason: '内部决定' }],
  ['county.handler', 'publish_listing', { public_what: '食堂疏散门封死', public_where: '和平小学食堂' }],
];

/** Publishes what hazards that hang in public need: the pack of major ones, and sites. It counts after the next tick. */
export const publishListed = async (town: TestTown): Promise<void> => {
  await publishRoutines(town, ['canteen']);
  await publishPack(town, HAZARD, 'hazard-major');
};

/** What a test does with hazards that hang in public. */
export const listedIn = (town: TestTown) => {
  const site = async (name: string): Promise<string> => {
    const begun = await beginStaffEntity(town.service, sites, member('housing.handler'), { ...CANTEEN, name });
    if (isRefusal(begun)) throw new Error(JSON.stringify(begun));
    return begun;
  };
  const found = async (input: JsonObject = {}): Promise<string> => {
    const number = await beginStaffEntity(town.service, hazards, member('housing.handler'), { source: 'check', ...INNER, ...input });
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const step = async (number: string, post: string, name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(town.service, hazards, number, member(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  /** One that hangs, with what its order says otherwise. */
  const hung = async (input: JsonObject = {}, over: JsonObject = {}, shown: JsonObject = {}): Promise<string> => {
    const number = await found(input);
    for (const [post, name, said] of HANG(over)) await step(number, post, name, name === 'publish_listing' ? { ...said, ...shown } : said);
    return number;
  };
  return { site, found, step, hung };
};
