import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { ROUND } from '../../../features/rounds/domain/vocabulary.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { rounds } from '../../../features/rounds/server/rounds.ts';
import { member } from '../sign-in.ts';
import { openCheckTown } from './check-town.ts';
import { publishPack } from './staff-town.ts';

/** A round of the county over canteens, from the day on which the town begins: a plan, checks, a report. */
export const CANTEENS: JsonObject = {
  title: '食堂食品安全专项检查',
  english: 'Round of canteens',
  subject: 'food',
  form: 'canteen-day',
  tours: 1,
  class_canteen: true,
  office1: 'county',
  phase1_yields: 'plan',
  phase1_from: '2026-11-23',
  phase1_to: '2026-11-24',
  phase2_yields: 'checks',
  phase2_from: '2026-11-25',
  phase2_to: '2026-11-27',
  phase3_yields: 'closing_report',
  phase3_from: '2026-11-28',
  phase3_to: '2026-11-30',
};

/** A town in which duties of canteens come back and rounds may be opened. */
export const openRoundTown = async () => {
  const place = await openCheckTown();
  const { town } = place;
  await publishPack(town, ROUND, 'rounds');
  await town.tick();
  await town.service.jurisdiction('fresh');
  const begin = (input: JsonObject = CANTEENS, post = 'county.head') => beginStaffEntity(town.service, rounds, member(post), input);
  const round = async (input: JsonObject = CANTEENS): Promise<string> => {
    const number = await begin(input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  return { ...place, begin, round };
};
