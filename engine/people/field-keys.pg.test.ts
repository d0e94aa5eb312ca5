import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { addFieldKey, fieldKeysOf, findFieldKey } from './field-keys.ts';
import { endStaff, forgetWays } from './staff.ts';

const WHO = 'housing.handler';
let town: TestTown;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
});
afterAll(async () => {
  await town.close();
});

const found = (key: string) => town.service.read((tx) => findFieldKey(tx, key, town.now()));
const made = () => town.service.read((tx) => addFieldKey(tx, WHO, town.now()));
const count = async (): Promise<number> => (await town.service.read((tx) => fieldKeysOf(tx, WHO, town.now()))).length;

it('goes with every other way into an account: when it is set up anew, and when it ends', async () => {
  const first = await made();
  expect(await found(first)).toMatchObject({ staff: WHO });
  await town.service.read((tx) => forgetWays(tx, WHO));
  expect([await found(first), await count()]).toEqual([undefined, 0]);
  const second = await made();
  await town.service.read((tx) => endStaff(tx, WHO, '2026-09-28'));
  expect([await found(second), await count()]).toEqual([undefined, 0]);
});
