import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFile } from '../engine/built.ts';
import { madeOnce } from './compiled.ts';

const ROOT = join(import.meta.dirname, '..');

let registered = false;

/** What makes JavaScript of a source: this file and the version of esbuild. */
const readMaker = (): string =>
  readFileSync(import.meta.filename, 'utf8') + readFileSync(join(ROOT, 'node_modules/esbuild/package.json'), 'utf8');
let maker: string | undefined;

/** Plain JavaScript of a `.tsx` file. `map`: whether faults name lines of the source; without one the same source gives the same bytes everywhere. */
export const transformTsx = (path: string, map: 'inline' | 'none'): string => {
  // A release has no esbuild: it is asked for only here.
  const { transformSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  return transformSync(readFileSync(path, 'utf8'), {
    loader: 'tsx',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    format: 'esm',
    target: 'node24',
    ...(map === 'inline' ? { sourcefile: path, sourcemap: 'inline' as const } : {}),
  }).code;
};

/** Lets Node load `.tsx`: it strips types itself but not JSX. Each file is transformed once on a machine; a release brings them transformed. */
export const registerTsx = (): void => {
  if (registered) return;
  registered = true;
  registerHooks({
    load: (url, context, nextLoad) => {
      if (!url.endsWith('.tsx')) return nextLoad(url, context);
      const path = fileURLToPath(url);
      // Its map names the file and holds its source, so the path is part of what it was made from.
      const source =
        builtFile(`${relative(ROOT, path)}.js`) ??
        madeOnce(readFileSync(path, 'utf8'), `${path}\0${(maker ??= readMaker())}`, () => transformTsx(path, 'inline'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
};
