import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import type { FastifyInstance } from 'fastify';
import { pageFile } from '../../verifier/page/frame.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Scripts whose fingerprint a page shows, so that two servers can be compared. */
const SCRIPTS = { door: 'portal/door/client.ts' } as const;

const bundled = new Map<string, string>();
/** A script of our own for a browser: bundled in memory, once a process. */
const bundle = (entry: string): string => {
  const known = bundled.get(entry);
  if (known !== undefined) return known;
  const made = buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    charset: 'utf8',
  });
  const text = made.outputFiles[0]?.text ?? '';
  bundled.set(entry, text);
  return text;
};

/** The one style sheet as it is sent: without the spaces and comments that only its authors read. */
export const styleSheet = (): string =>
  transformSync(readFileSync(join(ROOT, 'portal/huiyin.css'), 'utf8'), { loader: 'css', minify: true, legalComments: 'none' }).code;

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/**
 * The verifier as one file that works from a USB stick: its script and styles stand in it, and its policy lets it load nothing.
 * The same bytes on every machine that has the same sources.
 */
export const verifierPage = (): string => {
  const script = bundle('verifier/page/page.ts').trimEnd();
  const css = readFileSync(join(ROOT, 'verifier/page/page.css'), 'utf8');
  const style = transformSync(css, { loader: 'css', minify: true, legalComments: 'none' }).code.trimEnd();
  return pageFile({ script, scriptHash: hashOf(script), style, styleHash: hashOf(style) });
};

/** SHA-256 (hex) of a script exactly as it is served. */
export const scriptHash = (name: keyof typeof SCRIPTS): string => createHash('sha256').update(bundle(SCRIPTS[name])).digest('hex');

const ASSETS: readonly { readonly url: string; readonly type: string; readonly text: () => string }[] = [
  { url: '/huiyin.css', type: 'text/css; charset=utf-8', text: () => styleSheet() },
  { url: '/custodian.js', type: 'text/javascript; charset=utf-8', text: () => bundle('portal/custodian/client.ts') },
  { url: '/door.js', type: 'text/javascript; charset=utf-8', text: () => bundle(SCRIPTS.door) },
  { url: '/verify.html', type: 'text/html; charset=utf-8', text: () => verifierPage() },
  { url: '/passkey.js', type: 'text/javascript; charset=utf-8', text: () => bundle('desk/passkey-client.ts') },
];

/** The one style sheet, and the scripts of the pages that need one; each told apart by its hash. */
export const registerAssets = (app: FastifyInstance): void => {
  for (const { url, type, text } of ASSETS) {
    let made: { readonly text: string; readonly etag: string } | undefined;
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      if (!made) {
        const body = text();
        made = { text: body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` };
      }
      reply.header('cache-control', 'no-cache').header('etag', made.etag);
      return request.headers['if-none-match'] === made.etag ? reply.code(304).send() : reply.type(type).send(made.text);
    });
  }
};
