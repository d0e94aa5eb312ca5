import type { FastifyRequest } from 'fastify';

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i;

/** Where the reader's browser found this server; `HUIYIN_URL` says so where a proxy stands before it. */
export const originOf = (request: FastifyRequest): string => {
  const { host } = request.headers;
  return process.env['HUIYIN_URL'] ?? `http://${host !== undefined && HOST.test(host) ? host : 'localhost'}`;
};
