import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
let isSaid = false;

/**
 * Somebody came through a proxy of this machine that nobody has named: then all who come through it are counted as one. Said once a
 * process; the address itself is not written down (G10).
 */
export const warnOfProxy = (request: FastifyRequest, said = (line: string): void => void process.stderr.write(`${line}\n`)): void => {
  if (isSaid || process.env['HUIYIN_PROXY'] || request.headers['x-forwarded-for'] === undefined) return;
  if (!LOOPBACK.test(request.socket.remoteAddress ?? '')) return;
  isSaid = true;
  said(
    'warning: proxy_unnamed: requests come through a proxy on this machine, and HUIYIN_PROXY does not name it (HUIYIN_PROXY=127.0.0.1): all who come through it are counted as one (docs/how-to/set-up.md)',
  );
};
