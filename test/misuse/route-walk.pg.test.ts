import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../kernel/access/access.ts';
import { unwalked } from '../support/routes.ts';
import { openWalkedTown, PARTS } from '../support/walk.ts';

describe('every route', () => {
  it('has a line in the walk, and every line has its route', async () => {
    const { routes, close } = await openWalkedTown([], async () => undefined);
    await close();
    expect(routes.length).toBeGreaterThan(80);
    expect(unwalked(routes), 'say in test/support/routes.ts how this route is walked').toEqual([]);
  });

  it('is walked as every role, each in one of the files beside this one', () => {
    expect(Object.values(PARTS).flat().toSorted()).toEqual([...ROLES].toSorted());
    const parts = readdirSync(import.meta.dirname).flatMap((file) => /^route-walk-(\w+)\.pg\.test\.ts$/.exec(file)?.[1] ?? []);
    expect(parts.toSorted()).toEqual(Object.keys(PARTS).toSorted());
    const files = parts.map((part) => readFileSync(join(import.meta.dirname, `route-walk-${part}.pg.test.ts`), 'utf8'));
    expect(files.map((text) => /walkAs\(PARTS\.(\w+)\)/.exec(text)?.[1])).toEqual(parts);
  });
});
