import type { FastifyInstance } from 'fastify';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Service } from '../../../engine/service.ts';
import { figuresCsv } from '../domain/csv.ts';
import { readFigures } from './figures.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** Figures as open data: `/figures.json`, whose documents are the exact bytes that the public record names, and `/figures.csv`. */
export const registerFiguresFiles = (app: FastifyInstance, service: Service): void => {
  app.get('/figures.json', { schema: { hide: true } }, async (_request, reply) => {
    const rows = await service.read(readFigures);
    return reply.header('cache-control', 'no-cache').send({
      format: 'huiyin/figures-list/v1',
      jurisdiction: service.id,
      months: rows.map((row) => ({
        month: row.month,
        sha256: toHex(hashing.sha256(row.document)),
        document: row.document.toString('utf8'),
      })),
    });
  });
  app.get('/figures.csv', { schema: { hide: true } }, async (_request, reply) => {
    const rows = await service.read(readFigures);
    const hashes = new Map(rows.map((row) => [row.figures, toHex(hashing.sha256(row.document))] as const));
    return (
      reply
        .header('cache-control', 'no-cache')
        .type('text/csv; charset=utf-8')
        // The mark tells Excel that it is UTF-8; without it, Chinese names come out garbled there.
        .send(
          BYTE_ORDER_MARK +
            figuresCsv(
              rows.map((row) => row.figures),
              (it) => hashes.get(it) ?? '',
            ),
        )
    );
  });
};
