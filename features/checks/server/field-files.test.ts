import { gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { fieldParts } from '../../../engine/http/assets.ts';
import { fieldWorker, firstLoad } from './field-files.ts';

const packed = (text: string): number => gzipSync(text, { level: 9 }).length;
const scripts = () => [...fieldParts().values(), fieldWorker()];
/** Methods that came to browsers after Chrome 70; three more are brought along (field/old.ts). */
const NEWER = [
  '.replaceAll(',
  '.at(',
  '.matchAll(',
  '.hasOwn(',
  '.toSorted(',
  '.groupBy(',
  '.allSettled(',
  '.isWellFormed(',
  'structuredClone',
  'randomUUID',
  '.findLast(',
  '.arrayBuffer=',
  'navigator.locks',
  '.flat(',
];

describe('what a phone loads', () => {
  it('is at most 20 kB, packed, before it shows anything', () => {
    const sizes = firstLoad().map(({ path, text }) => [path, packed(text)] as const);
    const all = sizes.reduce((sum, [, size]) => sum + size, 0);
    process.stdout.write(`${JSON.stringify(Object.fromEntries(sizes))} ${all}, worker ${packed(fieldWorker())}\n`);
    expect(all).toBeLessThanOrEqual(20_000);
    // The script, what it stands on and a language; the form comes with its own part.
    const names = sizes.map(([path]) => path.replace(/-[\dA-Z]{8}\.js$/, '')).filter((path) => path.startsWith('/field/'));
    expect(new Set(names)).toEqual(new Set(['/field/field.css', '/field/app.js', '/field/chunk', '/field/words.zh']));
  });

  it('is read by browsers of 2018: nothing is left that they do not know', () => {
    const plain = { charset: 'utf8', legalComments: 'none' } as const;
    for (const script of scripts()) {
      // What they do not know would be written down to what they do.
      expect(transformSync(script, { ...plain, target: ['chrome70', 'safari14.1'] }).code).toBe(transformSync(script, plain).code);
      for (const word of NEWER) expect([word, script.includes(word)]).toEqual([word, false]);
    }
  });

  it('asks for no position, no camera stream and no push', () => {
    for (const script of scripts())
      for (const word of ['geolocation', 'getUserMedia', 'watchPosition', 'pushManager', 'sendBeacon', 'BarcodeDetector'])
        expect([word, script.includes(word)]).toEqual([word, false]);
  });

  it('has nothing of the server in it', () => {
    const { metafile } = buildSync({
      entryPoints: ['features/checks/field/app.tsx'],
      bundle: true,
      write: false,
      metafile: true,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
    const strangers = Object.keys(metafile.inputs).filter(
      (file) => !/^(kernel|features\/checks\/(field|desk|domain)|node_modules\/(preact|idb))\//.test(file),
    );
    expect(strangers).toEqual([]);
  });
});
