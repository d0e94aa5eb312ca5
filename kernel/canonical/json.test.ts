import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasVectors, vectorText } from '../../verifier/testing/vectors.ts';
import type { Json } from '../stream/event.ts';
import { canonicalJson } from './json.ts';
import { wants } from '../../test/support/wants.ts';

describe('canonical JSON', () => {
  it.runIf(hasVectors).each(['arrays', 'french', 'structures', 'unicode', 'values', 'weird'])(
    'writes the published file %s byte for byte',
    wants('vectors'),
    (name) => {
      expect(canonicalJson(JSON.parse(vectorText(`jcs/input/${name}.json`)) as Json)).toBe(vectorText(`jcs/output/${name}.json`));
    },
  );

  it('is the same whatever the order in which members were added', () => {
    expect(canonicalJson({ b: 1, a: [true, null], '\u20ac': 'x', '\r': 2 })).toBe('{"\\r":2,"a":[true,null],"b":1,"€":"x"}');
  });

  it('writes minus zero as zero', () => {
    expect(canonicalJson([-0, 1e21, 1e-7, 0.1])).toBe('[0,1e+21,1e-7,0.1]');
  });

  it.each([
    ['a lone surrogate in a text', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['infinity', Infinity],
    ['not a number', NaN],
  ])(
    'refuses %s',
    (_, value) => expect(() => canonicalJson(value as Json)).toThrow(), // a union of cases wider than Json
  );

  it('refuses a document nested so deep that it could exhaust a stack', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as Json; // lists of lists are JSON
    expect(() => canonicalJson(deep)).toThrow('nested');
  });

  it('keeps the meaning of every value, and writing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value as Json); // fast-check makes exactly JSON values
        const again: unknown = JSON.parse(text);
        expect(canonicalJson(again as Json)).toBe(text);
        expect(again).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
