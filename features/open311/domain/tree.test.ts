import { expect, it } from 'vitest';
import { escapeXml } from '../../../kernel/canonical/xml-text.ts';
import { toJson, toXml, type Answer } from './tree.ts';

const answer: Answer = {
  root: 'services',
  tree: {
    each: 'service',
    items: [
      { service_code: 'a.b', metadata: false, group: null, order: 1 },
      { service_code: '<&>"\'', metadata: true, group: '', order: 2 },
    ],
  },
};

it('a list names its elements in XML and is an array in JSON; what is empty is an empty element', () => {
  expect(toXml(answer)).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<services><service><service_code>a.b</service_code><metadata>false</metadata><group/><order>1</order></service>' +
      '<service><service_code>&lt;&amp;&gt;&quot;&apos;</service_code><metadata>true</metadata><group/><order>2</order></service></services>\n',
  );
  expect(JSON.parse(toJson(answer))).toEqual([
    { service_code: 'a.b', metadata: false, group: null, order: 1 },
    { service_code: '<&>"\'', metadata: true, group: '', order: 2 },
  ]);
  expect(toXml({ root: 'errors', tree: { each: 'error', items: [] } })).toContain('<errors/>');
});

it('no text can be read as markup, and no character is left that XML cannot hold', () => {
  expect(escapeXml(']]><script>&#0;')).toBe(']]&gt;&lt;script&gt;&amp;#0;');
  expect(escapeXml('a\u0000b\u001Fc\uFFFEd\u000Be')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe');
  expect(escapeXml('\uD800x 灯 🔦\ttab\nline\rreturn')).toBe('\uFFFDx 灯 🔦\ttab\nline&#13;return');
});
