import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFile } from '../engine/built.ts';

const ROOT = join(import.meta.dirname, '..');

let registered = false;

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

/** Lets Node load `.tsx`: it strips types itself but not JSX. Each file is transformed once, in memory; a release brings them transformed. */
export const registerTsx = (): void => {
  if (registered) return;
  registered = true;
  registerHooks({
    load: (url, context, nextLoad) => {
      if (!url.endsWith('.tsx')) return nextLoad(url, context);
      const path = fileURLToPath(url);
      const source = builtFile(`${relative(ROOT, path)}.js`) ?? transformTsx(path, 'inline');
      return { format: 'module', source, shortCircuit: true };
    },
  });
};
