import type { FastifyRequest } from 'fastify';

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i;

/**
 * Where the operator says that this server is; without that, this machine and the port that really listens. Nothing of it is what a reader
 * sent: for what is made once for everybody.
 */
export const addressOf = (request: FastifyRequest): string => {
  const port = request.socket.localPort;
  return process.env['HUIYIN_URL'] ?? `http://localhost${port === undefined ? '' : `:${port}`}`;
};

/** Where the reader's browser found this server; `HUIYIN_URL` says so where a proxy stands before it. */
export const originOf = (request: FastifyRequest): string => {
  const { host } = request.headers;
  return process.env['HUIYIN_URL'] ?? `http://${host !== undefined && HOST.test(host) ? host : 'localhost'}`;
};
