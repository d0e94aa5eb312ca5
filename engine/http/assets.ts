import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { builtFile } from '../built.ts';
import { OWN_HEADER } from './own-header.ts';
import { pageFile } from '../../verifier/page/frame.ts';

const ROOT = join(import.meta.dirname, '../..');

// A release has no esbuild: it brings what is made here, and this is asked for in a checkout only.
const esbuild = (): typeof import('esbuild') => createRequire(import.meta.url)('esbuild') as typeof import('esbuild');

/** Scripts whose fingerprint a page shows, so that two servers can be compared. */
const SCRIPTS = { door: 'portal/door/client.ts' } as const;

/** What browsers of 2018 read: telephones as old as that fill checks in. */
const OLD_PHONE = ['chrome70', 'safari14.1'];
/** A worker and a page for them; the page's parts come when they are wanted. */
const FIELD = { app: 'features/checks/field/app.tsx', worker: 'features/checks/field/sw.ts' } as const;

const bundled = new Map<string, string>();
/** A script of our own for a browser: bundled in memory, once a process. */
export const bundle = (entry: string): string => {
  const known = bundled.get(entry) ?? builtFile(`${entry}.js`);
  if (known !== undefined) return known;
  const made = esbuild().buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: entry === FIELD.worker ? OLD_PHONE : 'es2020',
    legalComments: 'none',
    charset: 'utf8',
  });
  const text = made.outputFiles[0]?.text ?? '';
  bundled.set(entry, text);
  return text;
};

let parts: ReadonlyMap<string, string> | undefined;
/** The script of the page for phones in parts, by their names; `app.js` loads the others. */
export const fieldParts = (): ReadonlyMap<string, string> => {
  const known = builtFile(FIELD_PARTS);
  parts ??= known === undefined ? splitField() : new Map(Object.entries(JSON.parse(known) as { readonly [name: string]: string })); // written below
  return parts;
};
const FIELD_PARTS = 'features/checks/field/parts.json';

const splitField = (): ReadonlyMap<string, string> => {
  const made = esbuild().buildSync({
    entryPoints: [join(ROOT, FIELD.app)],
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    outdir: '/field',
    format: 'esm',
    target: OLD_PHONE,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
  });
  return new Map(made.outputFiles.map(({ path, text }) => [basename(path), text] as const));
};

/** A style sheet without the spaces and comments that only its authors read. */
export const minified = (path: string): string =>
  builtFile(path) ??
  esbuild().transformSync(readFileSync(join(ROOT, path), 'utf8'), { loader: 'css', minify: true, legalComments: 'none' }).code;

/** The style sheet of every page, and those that pages link beside it which have their classes. */
export const SHEETS = ['huiyin', 'desk', 'work', 'figures'] as const;
export type Sheet = (typeof SHEETS)[number];

const sheetFile = (name: Sheet): string => `portal/${name}.css`;

/** A style sheet as it is sent. */
export const styleSheet = (name: Sheet = 'huiyin'): string => minified(sheetFile(name));

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const verifierParts = () => {
  const script = bundle('verifier/page/page.ts').trimEnd();
  const style = minified('verifier/page/page.css').trimEnd();
  return { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
};

/**
 * The verifier as one file that works from a USB stick: its script and styles stand in it, and its policy lets it load nothing.
 * The same bytes on every machine that has the same sources.
 */
export const verifierPage = (): string => pageFile(verifierParts());

/** What that page may do when a server of ours sends it: its own script and styles, and nothing else. */
const verifierCsp = (): string => {
  const { scriptHash, styleHash } = verifierParts();
  return `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
};

/** SHA-256 (hex) of a script exactly as it is served. */
export const scriptHash = (name: keyof typeof SCRIPTS): string => createHash('sha256').update(bundle(SCRIPTS[name])).digest('hex');

const ASSETS: readonly { readonly url: string; readonly type: string; readonly text: () => string; readonly csp?: () => string }[] = [
  ...SHEETS.map((name) => ({ url: `/${name}.css`, type: 'text/css; charset=utf-8', text: () => styleSheet(name) })),
  { url: '/custodian.js', type: 'text/javascript; charset=utf-8', text: () => bundle('portal/custodian/client.ts') },
  { url: '/door.js', type: 'text/javascript; charset=utf-8', text: () => bundle(SCRIPTS.door) },
  { url: '/verify.html', type: 'text/html; charset=utf-8', text: () => verifierPage(), csp: verifierCsp },
  { url: '/passkey.js', type: 'text/javascript; charset=utf-8', text: () => bundle('desk/passkey-client.ts') },
  { url: '/push.js', type: 'text/javascript; charset=utf-8', text: () => bundle('desk/push-client.ts') },
  // Its folder is all that it may be in charge of: no page of ours lies there.
  {
    url: '/push/worker.js',
    type: 'text/javascript; charset=utf-8',
    text: () => bundle('desk/push-worker.ts'),
    csp: () => "default-src 'none'",
  },
  { url: '/incident.js', type: 'text/javascript; charset=utf-8', text: () => bundle('features/incidents/desk/client.ts') },
];

/** The style sheets, and the scripts of the pages that need one; each told apart by its hash. */
export const registerAssets = (app: FastifyInstance): void => {
  for (const { url, type, text, csp } of ASSETS) {
    let made: { readonly text: string; readonly etag: string; readonly csp?: string } | undefined;
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      if (!made) {
        const body = text();
        const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
        made = { text: body, etag, ...(csp ? { csp: csp() } : {}) };
      }
      reply.header('cache-control', 'no-cache').header('etag', made.etag).header(OWN_HEADER, '1');
      if (made.csp !== undefined) reply.header('content-security-policy', made.csp);
      return request.headers['if-none-match'] === made.etag ? reply.code(304).send() : reply.type(type).send(made.text);
    });
  }
};

/** What a release brings ready made: by the names under which `builtFile` is asked for them. */
export const builtAssets = (): ReadonlyMap<string, string> =>
  new Map([
    ...[...SHEETS.map(sheetFile), 'features/checks/field/field.css', 'verifier/page/page.css'].map(
      (path) => [path, minified(path)] as const,
    ),
    ...[
      'portal/custodian/client.ts',
      'portal/door/client.ts',
      'desk/passkey-client.ts',
      'desk/push-client.ts',
      'desk/push-worker.ts',
      'features/incidents/desk/client.ts',
      'verifier/page/page.ts',
      FIELD.worker,
    ].map((entry) => [`${entry}.js`, bundle(entry)] as const),
    [FIELD_PARTS, JSON.stringify(Object.fromEntries(fieldParts()))] as const,
  ]);
