import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** The one style sheet; read once, told apart by its hash. */
export const registerAssets = (app: FastifyInstance): void => {
  const css = readFileSync(join(import.meta.dirname, '../../portal/huiyin.css'), 'utf8');
  const etag = `"${createHash('sha256').update(css).digest('base64url').slice(0, 16)}"`;
  app.get('/huiyin.css', { schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-cache').header('etag', etag);
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type('text/css; charset=utf-8').send(css);
  });
};
