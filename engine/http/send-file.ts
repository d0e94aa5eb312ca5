import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { StoredFile } from '../files/stored-file.ts';

/** RFC 9110, 14.1.2: one range of bytes. Several at once are answered with the whole, which it allows. */
const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

type Part = { readonly from: number; readonly to: number };

/** The part asked for; `whole` where none is, `none` where it lies outside. */
const partOf = (range: string | undefined, size: number): Part | 'whole' | 'none' => {
  const [, first = '', last = ''] = RANGE.exec(range ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') return Number(last) === 0 ? 'none' : { from: Math.max(0, size - Number(last)), to: size };
  const from = Number(first);
  const to = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < from) return 'whole'; // not a valid range: as if it were not there
  return from < size ? { from, to } : 'none';
};

/**
 * Sends a photo or paper, or the part of it that was asked for. Whatever is in it, it runs nothing: a sandbox, no scripts, no guessing of
 * types, and a paper is only ever saved.
 */
export const sendFile = (reply: FastifyReply, file: StoredFile): FastifyReply => {
  const { range, 'if-range': ifRange } = reply.request.headers;
  const part = partOf(ifRange === undefined || ifRange === file.etag ? range : undefined, file.size);
  reply.headers({
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    etag: file.etag,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `${file.type === 'application/pdf' ? 'attachment' : 'inline'}; filename="${file.name}"`,
  });
  if (part === 'none') return reply.code(416).header('content-range', `bytes */${file.size}`).type(file.type).send('');
  const { from, to } = part === 'whole' ? { from: 0, to: file.size } : part;
  if (part !== 'whole') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${file.size}`);
  reply.header('content-length', to - from).type(file.type);
  // A HEAD runs what its GET runs, and would read all of it only to throw it away.
  return reply.send(Readable.from(reply.request.method === 'HEAD' ? [] : file.bytes(from, to), { objectMode: false }));
};
