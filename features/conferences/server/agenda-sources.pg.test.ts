import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { member } from '../../../test/support/sign-in.ts';
import { withLateMatters, withUnnamed } from '../../../test/support/towns/conference-town.ts';
import { openStaffTown, publishPack } from '../../../test/support/towns/staff-town.ts';
import { hazards } from '../../hazards/public.ts';
import { drawAgenda } from './draw-agenda.ts';

let place: Awaited<ReturnType<typeof openStaffTown>>;
/** Nobody's; referred to water; one that water does not know of. */
let unnamed = '';
let referred = '';
let housings = '';

const found = async (what: string): Promise<string> => {
  const number = await beginStaffEntity(place.town.service, hazards, member('housing.handler'), { source: 'check', what, spot: '二号楼' });
  if (isRefusal(number)) throw new Error(number.refused);
  return number;
};

beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters'], '2026-09-07T01:00:00Z');
  const { town } = place;
  await publishPack(town, hazards.vocabulary, 'hazard-general', false);
  await withLateMatters(town, '2026-11-02T01:00:00Z');
  unnamed = await withUnnamed(town);
  referred = await found('水管压着电缆');
  housings = await found('楼梯扶手松动');
  const refusal = await takeStaffStep(town.service, hazards, referred, member('housing.handler'), {
    name: 'refer',
    input: { office: 'water', reason: '供水管道。' },
  });
  if (refusal) throw new Error(JSON.stringify(refusal));
  town.setClock('2026-11-23T01:00:00Z');
  await sweep(town.service);
});
afterAll(async () => {
  await place.close();
});

const drawn = async (post: string, offices: readonly string[], stuckAfterDays = 7) => {
  const { service } = place.town;
  const it = await service.jurisdiction('fresh');
  const items = await service.read((tx) => drawAgenda(tx, it, { who: member(post), offices, stuckAfterDays }, service.clock()));
  return items.map(({ entity, why, office }) => [entity, why, office]);
};

describe('what is stuck', () => {
  it('is a naming that was asked and not answered: on the agenda of the office that owes it', async () => {
    expect(await drawn('county.head', ['water'])).toContainEqual([unnamed, 'naming', 'county']);
    // Housing waits for it, and reads it on an agenda where the office takes part that owes it.
    expect(await drawn('housing.head', ['county'])).toContainEqual([unnamed, 'naming', 'county']);
    expect((await drawn('housing.head', ['water'])).map(([entity]) => entity)).not.toContain(unnamed);
  });

  it('is a referral that was not answered in time, for the offices between which it lies', async () => {
    expect(await drawn('housing.head', ['water'])).toContainEqual([referred, 'referral', 'water']);
    expect(await drawn('water.head', ['housing'])).toContainEqual([referred, 'referral', 'water']);
  });

  it('is what is overdue by as many days as the pack says, and not a day earlier', async () => {
    // Graded within one working day: owed on 3 November, twenty days ago.
    expect(await drawn('housing.head', ['water'], 20)).toContainEqual([housings, 'overdue', 'housing']);
    expect((await drawn('housing.head', ['water'], 21)).map(([entity]) => entity)).not.toContain(housings);
  });

  it('is nothing to an office that has no part in it, whoever takes part', async () => {
    expect((await drawn('water.head', ['housing', 'county'])).map(([entity]) => entity)).toEqual([referred]);
    for (const post of ['letters.head', 'city.head']) expect([post, await drawn(post, ['housing', 'water', 'county'])]).toEqual([post, []]);
  });

  it('is nothing to a post that may list none of it', async () => {
    expect(await drawn('housing.admin', ['water', 'county'])).toEqual([]);
  });
});
