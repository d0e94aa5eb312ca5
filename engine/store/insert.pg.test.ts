import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { insertRows } from './insert.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

it('rows of one table may be written with other columns, on one connection, in any order', async () => {
  await town.service.read(async (tx) => {
    await insertRows(tx, 'office', ['jurisdiction', 'office', 'name_zh', 'name_en', 'parent'], [[1, 'one', '一', 'One', null]]);
    await insertRows(tx, 'office', ['jurisdiction', 'office', 'name_zh', 'name_en'], [[1, 'two', '二', 'Two']]);
    await insertRows(tx, 'office', ['jurisdiction', 'name_en', 'name_zh', 'office'], [[1, 'Three', '三', 'three']]);
  });
  const { rows } = await town.superuser.query("select office, name_zh from office where office in ('one', 'two', 'three') order by office");
  expect(rows).toEqual([
    { office: 'one', name_zh: '一' },
    { office: 'three', name_zh: '三' },
    { office: 'two', name_zh: '二' },
  ]);
});
