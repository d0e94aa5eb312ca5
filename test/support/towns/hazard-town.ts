import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { HAZARD } from '../../../features/hazards/domain/vocabulary.ts';
import { hazards } from '../../../features/hazards/server/hazards.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** What a post writes down. */
export const FOUND = { source: 'check', what: '消防通道堆放纸箱', spot: '二号棚', place: 'east-market' };
export const OFFICES = ['housing', 'water', 'county', 'letters'];

/** Publishes the pack of hazards. */
export const publishHazards = (it: TestTown): Promise<unknown> => publishPack(it, HAZARD, 'hazard-general');

/** A town with every role in four offices, served, and what its tests do with hazards. */
export const openHazardTown = async () => {
  const { town, app, listed, browser, close } = await openStaffTown(OFFICES);
  /** An order of today, to be mended in eleven days. */
  const order = () => ({
    mender: 'water',
    acceptor: 'county',
    measures: '清走',
    money: '自筹三千元',
    by: addDays(dateIn(town.now(), 'Asia/Shanghai'), 11),
    meanwhile: '有人值守',
    standard: '净宽1.4米',
  });
  const steps = (): readonly (readonly [post: string, name: string, input: JsonObject])[] => [
    ['housing.handler', 'grade', { grade: 'general', criterion: '能够立即排除' }],
    ['housing.head', 'order', order()],
    ['water.handler', 'report_mended', { words: '清走了', no_photo: '没有相机' }],
    ['county.head', 'accept_mend', { words: '量过，合格', no_photo: '没有相机' }],
    ['housing.head', 'delist', {}],
  ];

  const found = async (input: JsonObject = FOUND): Promise<string> => {
    const number = await beginStaffEntity(town.service, hazards, member('housing.handler'), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const lived = async (count: number): Promise<string> => {
    const number = await found();
    for (const [post, name, input] of steps().slice(0, count)) {
      const refusal = await takeStaffStep(town.service, hazards, number, member(post), { name, input });
      if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
    }
    return number;
  };
  const viewed = async (number: string, post = 'housing.head') => {
    const view = await readStaffEntity(town.service, hazards, number, member(post));
    if (view === undefined || isRefusal(view)) throw new Error(`${post} does not see ${number}`);
    return view;
  };
  return { town, app, order, steps, found, lived, viewed, listed, browser, close };
};
