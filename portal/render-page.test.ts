import { h } from 'preact';
import { describe, expect, it } from 'vitest';
import { SHEETS, styleSheet } from '../engine/http/assets.ts';
import { renderPage } from './render-page.ts';

const linked = (...classes: string[]): readonly string[] => {
  const children = classes.map((name) => h('p', { class: name }, 'x'));
  const html = renderPage({ lang: 'en', title: 'x', place: 'x', other: null, clockSuspect: false, children });
  return [...html.matchAll(/href="\/(\w+)\.css"/g)].map(([, name = '']) => name);
};

describe('a page', () => {
  it('links the sheet of every page, and another where it has a class that only that one knows', () => {
    expect(linked('note', 'small')).toEqual(['huiyin']);
    expect(linked('note', 'row counts')).toEqual(['huiyin', 'desk']);
    expect(linked('work')).toEqual(['huiyin', 'work']);
    expect(linked('two matter', 'work', 'figures')).toEqual(['huiyin', 'desk', 'work', 'figures']);
  });

  it('finds every rule of another sheet by such a class', () => {
    const ofAll = styleSheet('huiyin');
    const isOwn = (name: string): boolean => !new RegExp(`\\.${name}(?![\\w-])`).test(ofAll.replace(/\{[^{}]*\}/g, '{}'));
    for (const sheet of SHEETS.slice(1)) {
      const rules = styleSheet(sheet).matchAll(/(?:^|[{}])([^{}@]+)\{/g);
      for (const [, selectors = ''] of rules)
        for (const one of selectors.split(/,(?![^(]*\))/)) {
          const names = [...one.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name);
          expect(names.some(isOwn), `${sheet}.css: ${one}`).toBe(true);
        }
    }
  });
});
