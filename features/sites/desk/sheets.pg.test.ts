import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStaffStep } from '../../../engine/staff-entity.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openCheckTown } from '../../../test/support/towns/check-town.ts';
import { sites } from '../server/sites.ts';

let place: Awaited<ReturnType<typeof openCheckTown>>;
beforeAll(async () => {
  place = await openCheckTown();
});
afterAll(async () => {
  await place.close();
});

describe('cards for the spots of a site', () => {
  it('are four to a sheet, for the offices of the site, and none where there is no spot', async () => {
    const number = await place.opened();
    const housing = await place.browser('housing.handler');
    const path = `/desk/site/${number}/cards.pdf`;
    expect((await housing.get(path)).statusCode).toBe(404);
    for (const name of ['后厨', '留样柜', '燃气间', '东侧楼梯间消火栓旁', '配电间'])
      await takeStaffStep(place.town.service, sites, number, member('housing.handler'), { name: 'add_spot', input: { name } });
    const made = await housing.get(path);
    expect([made.statusCode, made.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((made.rawPayload.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBe(2);
    expect((await (await place.browser('letters.handler')).get(path)).statusCode).toBe(404);
    expect((await (await place.browser('housing.admin')).get(path)).statusCode).toBe(404);
  });
});
