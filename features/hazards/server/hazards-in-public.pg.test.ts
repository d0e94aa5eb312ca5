import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXml } from '../../../engine/forms/read-xml.ts';
import type { XmlElement } from '../../../kernel/form/xform-answers.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { OFFICES } from '../../../test/support/towns/hazard-town.ts';
import { listedIn, publishListed } from '../../../test/support/towns/listed-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';

let town: Awaited<ReturnType<typeof openStaffTown>>;
let place: ReturnType<typeof listedIn>;
let school: string;
let numbers: { readonly late: string; readonly open: string; readonly plain: string; readonly hidden: string };
const NO = { no_photo: '没有相机' };

beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  place = listedIn(town.town);
  school = await place.site('和平小学食堂');
  const late = await place.hung({ site: school }, { by: '2026-11-27' }, { public_what: '疏散门<封死> & "上锁"' });
  const open = await place.hung({}, { by: '2026-12-18' }, { public_what: '东市场配电箱' });
  const plain = await place.hung({ site: school }, { by: '2026-12-30' }, { public_what: '食堂燃气' });
  const hidden = await place.found();
  numbers = { late, open, plain, hidden };
  await place.step(open, 'water.handler', 'tell_progress', { told: '已换线一半' });
  await town.town.tick();
});
afterAll(() => town.close());

const get = (url: string) => town.app.inject({ url });
const body = async (url: string): Promise<string> => {
  const answer = await get(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.body;
};
interface Told {
  readonly number: string;
  readonly what: string;
  readonly responsible: string;
  readonly supervisor: string | null;
  readonly daysOpen: number;
  readonly daysLate: number;
  readonly silentDays: number | null;
}
interface Data {
  readonly counts: object;
  readonly next: string | null;
  readonly hazards: readonly Told[];
}
const data = async (query = ''): Promise<Data> => JSON.parse(await body(`/hazards.json${query}`)) as Data;
const inner = (it: XmlElement, name: string): readonly XmlElement[] => it.inner.filter((one) => one.name === name);
const feed = async (url: string): Promise<XmlElement> => {
  const read = readXml(Buffer.from(await body(url)));
  if ('fault' in read) throw new Error(read.fault);
  return read;
};

describe('hazards that hang in public', () => {
  it('stand on the list with their facts, late ones first, in both languages', async () => {
    town.town.setClock('2026-12-03T02:00:00Z');
    const page = await body('/hazards');
    expect(page.indexOf('疏散门')).toBeGreaterThan(0);
    expect(page.indexOf('疏散门')).toBeLessThan(page.indexOf('东市场配电箱'));
    for (const text of ['逾期6天', '和平小学食堂', '食堂', '已换线一半', '挂牌中3处，其中逾期1处']) expect(page).toContain(text);
    const english = await body('/en/hazards');
    for (const text of ['6 days late', 'Canteen of Peace School', 'canteen', '3 hang here, 1 of them late'])
      expect(english).toContain(text);
  });
});
