import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { Qr } from './qr.tsx';

/** Draws the path back onto a grid, as a browser would. */
const drawn = (path: string, size: number): readonly (readonly boolean[])[] => {
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  let [x, y] = [0, 0];
  for (const [, command, first, second] of path.matchAll(/([Mmh])(-?\d+)(?: (-?\d+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second)];
    else if (command === 'm') x += Number(first);
    else for (let i = 0; i < Number(first); i += 1, x += 1) (grid[y] ?? [])[x] = true;
  }
  return grid;
};

describe('a QR code', () => {
  it('draws exactly the dark modules, and tells who cannot see it what it is', () => {
    const html = renderToString(h(Qr, { text: 'http://qingchuan.example/c/0123456789ABCDEFGHJKMNPQRS', label: '扫一扫' }));
    const { data, size } = encode('http://qingchuan.example/c/0123456789ABCDEFGHJKMNPQRS', { ecc: 'M', border: 2 });
    expect(drawn(/ d="([^"]+)"/.exec(html)?.[1] ?? '', size)).toEqual(data);
    expect(html).toContain('aria-label="扫一扫"');
    expect(html).not.toContain('style=');
  });
});
