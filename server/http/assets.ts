import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FastifyInstance } from 'fastify';

const ROOT = join(import.meta.dirname, '../..');

let script: string | undefined;
/** The one script of this site, for passkeys: bundled in memory, once, from our own origin. */
const passkeyScript = (): string => {
  script ??= buildSync({
    entryPoints: [join(ROOT, 'desk/passkey-client.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
  }).outputFiles.map((file) => file.text)[0];
  return script ?? '';
};

/** The one style sheet and the one script; read once, told apart by their hash. */
export const registerAssets = (app: FastifyInstance): void => {
  const assets = [
    { url: '/huiyin.css', type: 'text/css; charset=utf-8', text: readFileSync(join(ROOT, 'portal/huiyin.css'), 'utf8') },
    { url: '/passkey.js', type: 'text/javascript; charset=utf-8', text: passkeyScript() },
  ];
  for (const { url, type, text } of assets) {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      reply.header('cache-control', 'no-cache').header('etag', etag);
      return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(type).send(text);
    });
  }
};
