import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonShape } from '../engine/http/field-schema.ts';
import type { StaffEntityKind } from '../engine/staff-entity.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { readFields } from '../kernel/stream/fields.ts';
import { WORK_KINDS } from './faces.ts';
import { FEATURES, getKind, KINDS, VOCABULARIES } from './features.ts';

const twice = (names: readonly string[]): readonly string[] => names.filter((name, i) => names.indexOf(name) < i);

describe('the list of features', () => {
  it('has each feature and each kind of entity once, and no kind that is not there', () => {
    expect(twice(FEATURES.map((it) => it.name))).toEqual([]);
    expect(twice(KINDS.map((it) => it.name))).toEqual([]);
    expect(getKind('matter').vocabulary.first).toBe('filed');
    expect(() => getKind('person')).toThrow('no kind of entity called person');
  });

  it('shows every kind on the lists of the desk, by what the store calls it', () => {
    expect(WORK_KINDS.map((it) => it.name)).toEqual(KINDS.map((it) => it.name));
    for (const kind of WORK_KINDS)
      for (const [, party] of kind.parties) expect(Object.keys(getKind(kind.name).vocabulary.parties)).toContain(party);
  });

  it('has no two kinds with a party, a table, a paper or a kind of pack of one name: what is owed is found by them', () => {
    expect(twice(VOCABULARIES.flatMap((of) => Object.keys(of.parties)))).toEqual([]);
    expect(twice(VOCABULARIES.flatMap((of) => of.packs))).toEqual([]);
    expect(twice(KINDS.flatMap((kind) => kind.tables.map((table) => table.name)))).toEqual([]);
    expect(twice(KINDS.flatMap((kind) => Object.keys(kind.papers)))).toEqual([]);
  });

  it('names duties that every kind can say in both languages', () => {
    for (const kind of WORK_KINDS)
      for (const duty of Object.keys(getKind(kind.name).vocabulary.duties))
        for (const lang of ['zh-CN', 'en'] as const) expect(kind.owed(duty, lang), `${kind.name} ${duty}`).toBeTruthy();
    expect(WORK_KINDS.map((kind) => kind.owed('nothing', 'en'))).toEqual(WORK_KINDS.map(() => undefined));
  });

  it('lets every kind know how time passes, and what a pack of it begins with', () => {
    for (const of of VOCABULARIES) expect(of.events).toEqual(expect.arrayContaining([of.first, 'deadline_passed']));
  });

  it('asks programs for no more than a form does: what may be left out of one may be left out of the other', () => {
    const verbs = KINDS.flatMap((kind) => {
      const { staff } = kind as Partial<StaffEntityKind<unknown>>;
      return staff ? [staff.begins, ...staff.steps] : [];
    });
    expect(verbs.length).toBeGreaterThan(40);
    for (const { name, fields } of verbs) {
      const shape = jsonShape(fields);
      for (const [field, spec] of Object.entries(fields)) {
        if (spec.kind === 'server' || spec.kind === 'files') continue;
        const mayLack = spec.kind === 'id' || spec.kind === 'site' ? spec.optional === true : !isRefusal(readFields({ [field]: spec }, {}));
        const isTaken = z.object({ [field]: shape[field] ?? z.never() }).safeParse({}).success;
        expect([name, field, isTaken]).toEqual([name, field, mayLack]);
      }
    }
  });
});
