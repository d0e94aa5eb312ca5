import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { questionsOf } from '../../../kernel/form/form.ts';
import { xformOf } from '../../../kernel/form/xform.ts';
import { formIds, getForm, readForm } from '../../../policy/form.ts';
import { testFolder } from '../../../test/support/folder.ts';
import { formSheet } from '../../forms/print-form.ts';
import { formImport } from './form-import.ts';
import { hashed } from './form-file.ts';
import { formCheck, formPrint, formXform } from './form.ts';

const folder = testFolder('form');

/** Runs a command, and what it said. */
const said = async (command: (io: { out: (line: string) => void; err: (line: string) => void }) => number | Promise<number>) => {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await command({ out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

describe('huiyin form check', () => {
  it('says what a form is and under which hash it is published, of a file and of what comes with the program', async () => {
    const { hash } = hashed(getForm('bus-trip'));
    const shipped = await said((io) => formCheck('bus-trip', io));
    expect(shipped).toEqual({ code: 0, err: '', out: `bus-trip: bus-trip version 1, 7 questions, no problem found; ${hash}` });
    const file = join(import.meta.dirname, '../../../policy/forms/bus-trip.yaml');
    expect((await said((io) => formCheck(file, io))).out).toContain(hash);
  });

  it('says everything that is wrong, a line each, and that there is no such file', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, readFileSync(join(import.meta.dirname, '../../../policy/hostile-forms/a-telephone.yaml'), 'utf8'));
    const wrong = await said((io) => formCheck(file, io));
    expect(wrong.code).toBe(1);
    expect(wrong.err.split('\n')).toEqual([
      `form.person /groups/0/items/1/label/zh-CN reason="phone"`,
      `form.person /groups/0/items/1/label/en reason="phone"`,
    ]);
    expect(await said((io) => formCheck(join(folder, 'ghost.yaml'), io))).toMatchObject({ code: 2 });
  });
});

describe('huiyin form xform', () => {
  it('prints or writes the XForm whose version is the hash of the form', async () => {
    const { form, hash } = hashed(getForm('first-aid-kit'));
    const out = join(folder, 'kit.xml');
    expect((await said((io) => formXform('first-aid-kit', { out }, io))).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(xformOf(form, hash));
    expect((await said((io) => formXform('first-aid-kit', {}, io))).out).toBe(xformOf(form, hash).trimEnd());
    expect((await said((io) => formXform('ghost', {}, io))).code).toBe(2);
  });
});

describe('huiyin form print', () => {
  it('makes a PDF of one or more pages in each language', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const out = join(folder, `${lang}.pdf`);
      expect(await said((io) => formPrint('canteen-sample', { out, lang }, io))).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(out).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    }
    expect(await said((io) => formPrint('canteen-sample', { lang: 'xx' }, io))).toMatchObject({ code: 2, err: 'lang_unknown: xx' });
  });

  it('has every question once, with boxes, its clause or that it is our own, and id, version and hash on every page', () => {
    for (const id of formIds())
      for (const lang of ['zh-CN', 'en'] as const) {
        const { form, hash } = hashed(getForm(id));
        const { papers, words } = formSheet(form, hash, lang, instant(0));
        const rows = (papers[0]?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? block.rows : []));
        expect([id, rows.map(([n]) => n)]).toEqual([id, questionsOf(form).map((_, i) => String(i + 1))]);
        questionsOf(form).forEach(({ item }, i) => {
          const [, label = '', result = ''] = rows[i] ?? [];
          expect(label.startsWith(item.label[lang])).toBe(true);
          if (item.kind === 'check') expect(result.split('□').length - 1).toBe((item.always ? 2 : 3) + Number(item.photo !== undefined));
          if (item.clause === undefined) expect(label).toContain(lang === 'en' ? 'a rule of our own' : '本表自定');
        });
        expect(words.page).toContain(id);
        expect(words.page).toContain(hash.slice(0, 16));
        expect(papers[0]?.foot.join(' ')).toContain(hash);
        // Nothing undefined, and no word of a third party: what is printed stands in the form or in our tables.
        expect(JSON.stringify(papers)).not.toMatch(/undefined|null|\[object/);
      }
  });

  it('says when an item is only filled, by the number of what it hangs on', () => {
    const { papers } = formSheet(getForm('first-aid-kit'), '0'.repeat(64), 'en', instant(0));
    const rows = (papers[0]?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? block.rows : []));
    expect(rows[2]?.[1]).toContain('only if item 2 is “Not in order”');
  });
});

describe('huiyin form import', () => {
  const bookOf = (name: string, survey: readonly (readonly string[])[]): string => {
    const book = utils.book_new();
    const choices = [
      ['list_name', 'name', 'label::English', 'label::中文'],
      ['s', 'pass', 'Yes', '是'],
      ['s', 'fail', 'No', '否'],
    ];
    for (const [title, rows] of [
      ['survey', survey],
      ['choices', choices],
    ] as const)
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), title);
    const path = join(folder, name);
    writeFileSync(path, Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array));
    return path;
  };
  const HEAD = ['type', 'name', 'label::English', 'label::中文'];

  it('writes a form that can be published, and says of each row what became of it', async () => {
    const path = bookOf('good.xlsx', [
      HEAD,
      ['deviceid', 'd', '', ''],
      ['select_one s', 'exits', 'Exits are free', '出口畅通'],
      ['text', 'reporter_name', 'Your name', '姓名'],
    ]);
    const out = join(folder, 'good.yaml');
    const done = await said((io) => formImport(path, { out }, io));
    expect(done.code).toBe(0);
    expect(done.out.split('\n').slice(0, 5)).toEqual([
      'row 2  deviceid d: dropped, xlsform.person.account (reads a device or an account)',
      'row 3  select_one s exits: taken as check',
      'row 4  text reporter_name: dropped, xlsform.person.name (asks who somebody is)',
      '3 rows: 1 taken, 2 dropped, 0 refused, 0 that begin or end a group',
      'dropped because they ask for persons, devices or positions: d, reporter_name',
    ]);
    expect(readForm(readFileSync(out, 'utf8'))).toMatchObject({
      form: { id: 'good', groups: [{ items: [{ id: 'exits', kind: 'check' }] }] },
    });
    // What somebody has worked on since is not written over.
    expect(await said((io) => formImport(path, { out }, io))).toMatchObject({ code: 2 });
  });

  it('ends with 1 where rows were refused or something is still to be done, and with 2 where the file is no XLSForm', async () => {
    const path = bookOf('partly.xlsx', [HEAD, ['select_one s', 'exits', 'Exits are free', '出口畅通'], ['calculate', 'c', '', '']]);
    const done = await said((io) => formImport(path, {}, io));
    expect([done.code, done.out]).toEqual([1, expect.stringContaining('row 3  calculate c: refused, xlsform.refused.type')]);
    expect(await said((io) => formImport(join(folder, 'ghost.xlsx'), {}, io))).toMatchObject({ code: 2 });
    const text = join(folder, 'text.xlsx');
    writeFileSync(text, 'no sheet');
    expect((await said((io) => formImport(text, {}, io))).err).toMatch(/^xlsform\.file\.not_xlsx: /);
  });
});
