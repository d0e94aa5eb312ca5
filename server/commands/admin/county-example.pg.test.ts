import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCommand } from '../../../test/support/server-process.ts';
import { testFolder } from '../../../test/support/folder.ts';

const DOCS = join(import.meta.dirname, '../../../docs/how-to');
const text = readFileSync(join(DOCS, 'county.example.yaml'), 'utf8');
const folder = testFolder('example');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The fields of the interface that a set-up file is read as, those of a jurisdiction included. */
const keysInSource = (): readonly string[] => {
  const source = readFileSync(join(import.meta.dirname, 'admin.ts'), 'utf8');
  const own = /interface SetUpFile[^{]*\{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  const create = readFileSync(join(import.meta.dirname, '../../../engine/place/create.ts'), 'utf8');
  const base = /interface NewJurisdiction[^{]*\{([\s\S]*?)\n\}/.exec(create)?.[1] ?? '';
  const left = ['id', 'definitions', 'purpose'];
  return [...`${own}${base}`.matchAll(/^ {2}readonly (\w+)\??:/gm)].map((found) => found[1] ?? '').filter((key) => !left.includes(key));
};

describe('the example of a set-up file', () => {
  it('has every key there is, each in use or ready to be used, and is linked from the manual', () => {
    const all = parse(text.replaceAll(/^#: /gm, '')) as object;
    const keys = keysInSource();
    expect(keys).toContain('offices');
    expect(Object.keys(all).toSorted()).toEqual([...new Set(keys)].toSorted());
    expect(readFileSync(join(DOCS, 'set-up.md'), 'utf8')).toContain('(county.example.yaml)');
  });

  it('sets up a county as it stands', async () => {
    const data = join(folder, 'data');
    const set = await runCommand(['admin', 'set-up', join(DOCS, 'county.example.yaml'), '--data', data]);
    expect([set.code, set.err]).toEqual([0, '']);
    const listed = JSON.parse((await runCommand(['admin', 'list', '--data', data, '--json'])).out) as {
      readonly definitions: readonly { readonly kind: string }[];
    };
    expect(listed.definitions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['subjects', 'places', 'pack', 'calendar']));
  });

  it('a list of a year with faults is refused in sentences', async () => {
    const file = join(folder, 'year.yaml');
    writeFileSync(file, 'year: 2027\nsource: ""\nholidays: [2027-13-30, 2026-01-01]\nmakeUpDays: [2027-02-08]\n');
    const refused = await runCommand(['admin', 'calendar', file, '--data', join(folder, 'data')]);
    expect([refused.code, refused.err.trim().split('\n')]).toEqual([
      2,
      [
        'calendar.source.missing: source is missing: which notice gives this list',
        'calendar.day.not_a_date: 2027-13-30 is no day of any year; a day is written 2027-02-08',
        'calendar.day.other_year: 2026-01-01 is a day of another year than the list',
        'calendar.make_up.not_weekend: 2027-02-08 is no Saturday or Sunday, so nobody makes up for it by working then',
      ],
    ]);
  });

  it('says of an office that two sign transfers there, in the file or later, and not where nobody could sign', async () => {
    const admin = (...args: readonly string[]) => runCommand(['admin', ...args]);
    const data = join(folder, 'data');
    const alone = await admin('transfers', 'letters', '--signed-by', 'two', '--data', data);
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('no_second_post')]);
    expect((await admin('transfers', 'letters', '--signed-by', 'three', '--data', data)).code).toBe(2);
    expect((await admin('transfers', 'nobody', '--signed-by', 'one', '--data', data)).err).toContain('no office nobody');
    const [own, other] = [join(folder, 'two.yaml'), join(folder, 'data-two')];
    const withTwo = (said: string) => text.replace('office: letters,', `office: letters, transfers: ${said},`);
    writeFileSync(own, withTwo('both'));
    expect((await admin('set-up', own, '--data', other)).err).toContain('office letters: transfers is one or two');
    writeFileSync(own, withTwo('two'));
    expect((await admin('set-up', own, '--data', other)).code).toBe(0);
    const transfersOf = async () =>
      (
        JSON.parse((await admin('list', '--data', other, '--json')).out) as {
          readonly offices: readonly { readonly office: string; readonly transfers: string }[];
        }
      ).offices
        .filter(({ transfers }) => transfers === 'two')
        .map(({ office }) => office);
    expect(await transfersOf()).toEqual(['letters']);
    expect((await admin('transfers', 'letters', '--signed-by', 'one', '--data', other)).out).toContain('it stands on /record');
    expect(await transfersOf()).toEqual([]);
  });

  it('a program is not promised a hook that is never sent', async () => {
    for (const hook of [
      'http://10.0.0.5/x',
      'http://192.168.1.1',
      'http://0x7f.1/',
      'http://[::1]/',
      'http://localhost:9/',
      'https://169.254.169.254/',
    ])
      expect((await runCommand(['admin', 'client', 'city-app', '--hook', hook, '--data', join(folder, 'data')])).err, hook).toContain(
        'hook_private',
      );
    expect((await runCommand(['admin', 'client', '--list', '--data', join(folder, 'data')])).out).toContain('no program is admitted');
    expect(
      (await runCommand(['admin', 'client', 'city-app', '--hook', 'https://hooks.example.org/x', '--data', join(folder, 'data')])).out,
    ).toContain('it is told at');
  });
});
