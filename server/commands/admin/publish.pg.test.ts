import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { AccessRule } from '../../../kernel/access/access.ts';
import { packIds } from '../../../policy/load.ts';
import { programmeIds } from '../../../policy/programme.ts';
import { runCommand } from '../../../test/support/server-process.ts';
import { getForm } from '../../../policy/form.ts';
import { hashed } from '../form/form-file.ts';
import { kindOfFile } from './definition-files.ts';
import { testFolder } from '../../../test/support/folder.ts';

const POLICY = join(import.meta.dirname, '../../../policy');
const read = (...path: readonly string[]): string => readFileSync(join(POLICY, ...path), 'utf8');
const folder = testFolder('publish');
const data = join(folder, 'data');
const admin = (...args: readonly string[]) => runCommand(['admin', ...args, '--data', data]);
const yamlIn = (name: string): readonly string[] => readdirSync(join(POLICY, name)).filter((file) => file.endsWith('.yaml'));

beforeAll(async () => {
  const set = await admin('set-up', join(import.meta.dirname, '../../../docs/how-to/county.example.yaml'));
  expect([set.code, set.err]).toEqual([0, '']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a definition in a file', () => {
  it('is told by what it holds, every one that comes with the program', () => {
    const kinds = (text: string): string | undefined => kindOfFile(text)?.kind;
    for (const id of packIds()) expect([id, kinds(read(id, 'policy.yaml'))]).toEqual([id, 'pack']);
    for (const kind of ['subjects', 'places', 'papers'])
      for (const file of yamlIn(kind)) expect([file, kinds(read(kind, file))]).toEqual([file, kind]);
    for (const file of yamlIn('forms')) expect([file, kinds(read('forms', file))]).toEqual([file, 'form']);
    for (const id of programmeIds()) expect([id, kinds(read('programmes', id, 'programme.yaml'))]).toEqual([id, 'programme']);
    for (const file of yamlIn('terms')) expect([file, kinds(read('terms', file))]).toEqual([file, 'terms']);
    expect(kinds(read('access.yaml'))).toBe('access');
    for (const text of ['', '[]', 'a: {', 'id: x', 'subjects: []\nplaces: []\n']) expect([text, kinds(text)]).toEqual([text, undefined]);
  });

  it('is published with one command, and an access table like any other', async () => {
    const table = parse(read('access.yaml')) as { rules: AccessRule[] };
    // A place that lets no desk strike anything out, and nobody extend or make transfer slips.
    const own = table.rules.map((rule) => ({
      ...rule,
      ...(rule.verbs && {
        verbs: rule.verbs.filter(
          (verb) => verb !== 'extend' && !verb.endsWith('_transfer') && !(rule.id === 'desk-receives' && verb === 'void'),
        ),
      }),
    }));
    const file = join(folder, 'access.yaml');
    writeFileSync(file, stringify({ rules: own }));
    const published = await admin('publish', file, '--emergency', '--json');
    expect([published.code, published.err]).toEqual([0, '']);
    expect(JSON.parse(published.out)).toMatchObject({ done: true, kind: 'access', rules: own.length });
    const again = await admin('publish', file);
    expect([again.code, again.err.split(':')[0]]).toEqual([1, 'definition_known']);

    const shown = await admin('upgrade-definitions');
    // Packs of kinds that this place was not set up with are offered; what it took away is not.
    expect(shown.out).toContain('pack hazard-general: new, for a kind of its own (hazard)');
    expect(
      shown.out
        .trim()
        .split('\n')
        .filter((line) => !/^pack .* for a kind of its own/.test(line)),
    ).toEqual(['nothing is changed; --publish publishes it']);
    const done = await admin('upgrade-definitions', '--publish', '--emergency');
    expect([done.code, done.err]).toEqual([0, '']);
    expect((await admin('upgrade-definitions')).out.trim()).toBe('the definitions in force have all that this version has');
  });

  it('is a form like any other: published under its own name, in force beside others, and again only with a higher version', async () => {
    const file = join(POLICY, 'forms/fire-check.yaml');
    const checked = await admin('publish', file, '--check');
    expect([checked.code, checked.out.trim()]).toEqual([0, 'fire-check version 1 (12 questions), no problem found']);
    for (const id of ['fire-check', 'bus-trip']) {
      const published = await admin('publish', join(POLICY, `forms/${id}.yaml`), '--emergency', '--json');
      expect([published.code, published.err]).toEqual([0, '']);
      expect(JSON.parse(published.out)).toMatchObject({ done: true, kind: 'form', form: id, version: 1, hash: hashed(getForm(id)).hash });
    }
    const listed = JSON.parse((await admin('list', '--json')).out) as { definitions: { kind: string; id: string; hash: string }[] };
    expect(listed.definitions.filter((it) => it.kind === 'form').map(({ id, hash }) => [id, hash])).toEqual(
      ['fire-check', 'bus-trip'].map((id) => [id, hashed(getForm(id)).hash]),
    );
    const again = await admin('publish', file);
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'form.version.not_newer']);
    const changed = join(folder, 'fire-check.yaml');
    writeFileSync(changed, read('forms', 'fire-check.yaml').replace('version: 1', 'version: 2'));
    expect((await admin('publish', changed, '--check')).code).toBe(0);
    expect((await admin('publish', changed, '--emergency')).code).toBe(0);
    // What comes with the program is older: nothing is put back.
    expect((await admin('upgrade-definitions')).out).not.toContain('form ');
    const tricked = join(POLICY, 'hostile-forms/a-faith.yaml');
    const refused = await admin('publish', tricked);
    expect([refused.code, refused.err.split(' ')[0]]).toEqual([2, 'form.person']);
  });

  it('is a programme or terms like any other: each under its own name, in force beside the others, and again only with a higher version', async () => {
    const shipped = (id: string): string => join(POLICY, 'programmes', id, 'programme.yaml');
    const checked = await admin('publish', shipped('canteen'), '--check');
    expect([checked.code, checked.out.trim()]).toEqual([0, 'canteen version 1 (11 rules), no problem found']);
    for (const id of ['canteen', 'special-equipment']) {
      const published = await admin('publish', shipped(id), '--emergency', '--json');
      expect([published.code, published.err]).toEqual([0, '']);
      expect(JSON.parse(published.out)).toMatchObject({ done: true, kind: 'programme', programme: id, version: 1 });
    }
    expect((await admin('publish', join(POLICY, 'terms/example-county.yaml'), '--emergency')).code).toBe(0);
    const listed = JSON.parse((await admin('list', '--json')).out) as { definitions: { kind: string; id: string }[] };
    expect(listed.definitions.filter((it) => it.kind === 'programme' || it.kind === 'terms').map(({ kind, id }) => [kind, id])).toEqual([
      ['programme', 'canteen'],
      ['programme', 'special-equipment'],
      ['terms', 'example-county'],
    ]);
    const again = await admin('publish', shipped('canteen'));
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'programme.version.not_newer']);
    const terms = await admin('publish', join(POLICY, 'terms/example-county.yaml'));
    expect([terms.code, terms.err.split(':')[0]]).toEqual([2, 'terms.version.not_newer']);
    const changed = join(folder, 'canteen.yaml');
    writeFileSync(changed, read('programmes', 'canteen', 'programme.yaml').replace('version: 1', 'version: 2'));
    expect((await admin('publish', changed, '--emergency')).code).toBe(0);
    // What comes with the program is older: nothing is put back.
    expect((await admin('upgrade-definitions')).out).not.toContain('programme ');
    // A newer version that asks for a form comes with that form; a programme that is new is named, and the place publishes it if it likes.
    const old = join(folder, 'school-safety.yaml');
    writeFileSync(
      old,
      read('programmes', 'school-safety', 'programme.yaml').replace('version: 2', 'version: 1').replace('    form: safety-lesson\n', ''),
    );
    expect((await admin('publish', old, '--emergency')).code).toBe(0);
    const offered = (await admin('upgrade-definitions')).out;
    for (const line of [
      'programme school-safety: version 1 -> 2',
      'form safety-lesson: new, asked for by the programme school-safety',
      'programme school-lessons: there is one',
    ])
      expect(offered).toContain(line);
    expect((await admin('upgrade-definitions', '--publish', '--emergency')).code).toBe(0);
    const taken = (await admin('upgrade-definitions')).out;
    expect([
      taken.includes('school-safety: version'),
      taken.includes('safety-lesson'),
      taken.includes('programme school-lessons: there is one'),
    ]).toEqual([false, false, true]);
    // Rules of another country, whose calendar this place does not count with; a trick; two kinds at once.
    const foreign = await admin('publish', shipped('uk-fire'));
    expect([foreign.code, foreign.err.split(':')[0]]).toEqual([2, 'calendar_unknown']);
    const tricked = await admin('publish', join(POLICY, 'hostile-programmes/an-interval-of-nothing.yaml'));
    expect([tricked.code, tricked.err.trim()]).toEqual([
      2,
      'programme.every.nothing /rules/0/every: an interval, a number or a lead time of nothing asks for nothing.',
    ]);
  });

  it('is refused with what is wrong, and nothing is published', async () => {
    const refused = async (text: string, ...more: readonly string[]): Promise<readonly string[]> => {
      const file = join(folder, 'wrong.yaml');
      writeFileSync(file, text);
      const { code, err } = await admin('publish', file, ...more);
      expect(code).toBe(2);
      return err
        .trim()
        .split('\n')
        .map((line) => line.split(/[: ]/)[0] ?? '');
    };
    expect(await refused('id: nothing that is known\n')).toEqual(['definition_unclear']);
    expect(await refused('rules:\n  - { id: a, effect: allow, roles: [nobody], clause: { zh-CN: 条, en: art. } }\n')).toEqual([
      'access.rule.invalid',
    ]);
    const twice = '  - { id: a, effect: allow, clause: { zh-CN: 条, en: art. } }\n';
    expect(await refused(`rules:\n${twice}${twice}`)).toEqual(['access.id.twice']);
    const of = (kinds: string): string => `rules:\n  - { id: a, effect: allow, of: ${kinds}, clause: { zh-CN: 条, en: art. } }\n`;
    expect(await refused(of('[hazard, person]'))).toEqual(['access.kind.unknown']);
    expect(await refused(of('hazard'))).toEqual(['access.rule.invalid']);
    expect(await refused('id: p\nversion: 1\noffices: {}\nkinds: {}\nnothing: 1\n')).not.toEqual([]);
  });
});
