import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../engine/forms/read-xml.ts';
import type { XmlElement } from '../../kernel/canonical/xml-element.ts';
import { xformOf } from '../../kernel/form/xform.ts';
import type { Form } from '../../kernel/form/form.ts';
import { formIds, getForm } from '../../policy/form.ts';
import { hashed } from '../../server/commands/form/form-file.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const all = (element: XmlElement): readonly XmlElement[] => [element, ...element.inner.flatMap(all)];
const read = (xml: string): XmlElement => {
  const root = readXml(bytes(xml));
  if ('fault' in root) throw new Error(root.fault);
  return root;
};

describe('the XForm of a form', () => {
  it('is, byte for byte, the one in stairwell.golden.xml (huiyin form xform stairwell --out writes it)', () => {
    const { form, hash } = hashed(getForm('stairwell'));
    expect(xformOf(form, hash)).toBe(readFileSync(join(import.meta.dirname, 'stairwell.golden.xml'), 'utf8'));
  });

  it('is well-formed for every form, has each text in both languages, and binds only what its instance has', () => {
    for (const id of formIds()) {
      const root = read(xformOf(getForm(id), 'v'));
      const elements = all(root);
      const translations = elements.filter((it) => it.name === 'translation').map((it) => it.inner.map((text) => text.attributes['id']));
      expect(translations.length).toBe(2);
      expect(translations[0]).toEqual(translations[1]);
      expect(new Set(translations[0]).size).toBe(translations[0]?.length);
      const used = elements.flatMap((it) =>
        (it.name === 'label' || it.name === 'hint') && it.attributes['ref'] !== undefined
          ? [/^jr:itext\('(.*)'\)$/.exec(it.attributes['ref'])?.[1]]
          : [],
      );
      expect(used.filter((it) => !translations[0]?.includes(it))).toEqual([]);
      const data = elements.find((it) => it.name === 'data');
      const paths = (element: XmlElement, above: string): readonly string[] => [
        above,
        ...element.inner.flatMap((it) => paths(it, `${above}/${it.name}`)),
      ];
      const there = new Set(data ? paths(data, '/data') : []);
      const bound = elements.flatMap((it) => (it.name === 'bind' ? [it.attributes['nodeset'] ?? ''] : []));
      expect([id, bound.filter((path) => !there.has(path))]).toEqual([id, []]);
      expect(new Set(bound).size).toBe(bound.length);
      // Each path in a condition is one of the instance.
      for (const it of elements.filter((one) => one.attributes['relevant'] !== undefined))
        for (const path of it.attributes['relevant']?.match(/\/data\/[a-z0-9_/]+/g) ?? [])
          expect([id, path, there.has(path)]).toEqual([id, path, true]);
    }
  });

  it('says when something is asked as the form does: all, any, of one choice and of several', () => {
    const say = (text: string) => ({ 'zh-CN': text, en: text });
    const options = [
      { id: 'x', label: say('X') },
      { id: 'y', label: say('Y'), fail: true as const },
    ];
    const conditions = [
      { question: 'a', is: ['fail', 'na'] },
      { question: 'b', is: ['y'] },
    ];
    const form: Form = {
      id: 'tried',
      version: 1,
      title: say('T'),
      classes: [],
      clauses: {},
      groups: [
        {
          id: 'g',
          label: say('G'),
          items: [
            { id: 'a', kind: 'check', label: say('A') },
            { id: 'b', kind: 'some_of', label: say('B'), options },
            { id: 'c', kind: 'date', label: say('C'), when: { all: conditions } },
            { id: 'd', kind: 'check', label: say('D'), when: { any: conditions } },
          ],
        },
      ],
    };
    const binds = new Map(
      all(read(xformOf(form, 'v'))).flatMap((it) =>
        it.name === 'bind' ? [[it.attributes['nodeset'], it.attributes['relevant']] as const] : [],
      ),
    );
    const parts = ["(/data/g/a = 'fail' or /data/g/a = 'na')", "(selected(/data/g/b, 'y'))"];
    expect(binds.get('/data/g/c')).toBe(`(${parts.join(' and ')})`);
    expect(binds.get('/data/g/d')).toBe(`(${parts.join(' or ')})`);
    expect(binds.get('/data/g/d__words')).toBe(`(/data/g/d = 'fail') and (${parts.join(' or ')})`);
    expect(binds.get('/data/g/b__words')).toBe("(selected(/data/g/b, 'y'))");
  });

  it('holds no markup that comes from a label, whatever stands in it', () => {
    const trick = `]]></value><script>alert("x")</script>&lt;' "\u0007`;
    const form: Form = {
      id: 'tried',
      version: 1,
      title: { 'zh-CN': trick, en: trick },
      classes: [],
      clauses: { c: { 'zh-CN': trick, en: trick, basis: 'own' } },
      groups: [
        {
          id: 'one',
          label: { 'zh-CN': trick, en: trick },
          lead: { 'zh-CN': trick, en: trick },
          points: [{ id: 'p', label: { 'zh-CN': trick, en: trick } }],
          items: [
            {
              id: 'a',
              kind: 'one_of',
              label: { 'zh-CN': trick, en: trick },
              hint: { 'zh-CN': trick, en: trick },
              clause: 'c',
              options: [
                { id: 'x', label: { 'zh-CN': trick, en: trick } },
                { id: 'y', label: { 'zh-CN': trick, en: trick }, fail: true },
              ],
            },
          ],
        },
      ],
    };
    const elements = all(read(xformOf(form, '"><x>')));
    expect(elements.filter((it) => it.name === 'script' || it.name === 'x')).toEqual([]);
    const said = elements.filter((it) => it.name === 'value' && it.text.includes('alert'));
    expect(said.length).toBe(12); // six texts in two languages
    for (const it of said) expect(it.text).toContain(trick.replace('\u0007', '\uFFFD'));
    expect(elements.find((it) => it.name === 'data')?.attributes['version']).toBe('"><x>');
  });
});
