import type { FastifyInstance } from 'fastify';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import { publicViewKey } from '../../kernel/jurisdiction/public-event.ts';
import { statement } from '../store/transaction.ts';
import { firstOrigin, readPublicStream } from '../place/public-stream.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';

const FIND = statement<{ body: Buffer }>('published_definition', 'select body from definition where jurisdiction = $1 and hash = $2');

/** The public record as files: `/record.json`, with all that is needed to recompute its leaves, and `/definition/HASH`. */
export const registerRecordFiles = (app: FastifyInstance, service: Service): void => {
  app.get('/record.json', { schema: { hide: true } }, async (_request, reply) => {
    const { events, rows, windows } = await service.read(readPublicStream);
    const { origin } = await service.jurisdiction();
    return reply.header('cache-control', 'no-cache').send({
      format: 'huiyin/record/v1',
      jurisdiction: service.id,
      viewKey: toHex(publicViewKey(hashing, firstOrigin(events, origin))),
      events: rows.map((row) => ({ payload: row.payload.toString('utf8'), leaf: row.leaf.toString('base64') })),
      definitions: windows,
    });
  });
  app.get('/definition/:hash', { schema: { hide: true } }, async (request, reply) => {
    const { hash } = request.params as { hash: string }; // of this route
    const body = await service.read(async (tx) => {
      // What was only slipped into the table was never published.
      const published = (await readPublicStream(tx)).windows.some((window) => window.hash === hash);
      return published ? (await tx.run(FIND, [tx.jurisdiction, fromHex(hash)]))[0]?.body : undefined;
    });
    // The hash is of exactly these bytes.
    return body ? reply.type('application/json; charset=utf-8').send(body) : reply.callNotFound();
  });
};
