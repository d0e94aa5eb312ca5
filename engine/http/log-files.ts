import type { FastifyInstance } from 'fastify';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { peerCardJson } from '../../kernel/log/peer-card.ts';
import { parseTilePath } from '../../kernel/log/tiles.ts';
import { WITNESS_GROUP, witnessesOf, type NamedWitness } from '../../kernel/jurisdiction/peers.ts';
import { fromBase64 } from '../../kernel/canonical/base64.ts';
import { parseLeafName, type LeafNameRange } from '../../kernel/canonical/names.ts';
import { findLeaf } from '../log/find-leaf.ts';
import { leafProof } from '../log/leaf-proof.ts';
import { signingKeys } from '../log/standing.ts';
import { placeWitnessed } from '../log/witnessed-checkpoint.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { WITNESS_PATH } from '../witness/own-witness.ts';

const CLOSED = statement<{ vkey: string; promise_vkey: string }>(
  'closed_log_keys',
  'select vkey, promise_vkey from closed_log where jurisdiction = $1 order by epoch desc',
);

/** The witnesses and how many of them must have signed; what comes first says it to people. */
const witnessLines = (witnesses: readonly NamedWitness[], quorum: number): { readonly first: string; readonly rest: readonly string[] } => {
  if (witnesses.length === 0) return { first: '# Signed by this office only: no witness cosigns this log yet.', rest: ['quorum none'] };
  return {
    first: `# Signed by this office, and cosigned by witnesses: ${quorum} of ${witnesses.length} must have.`,
    rest: [
      ...witnesses.map(({ name, key, url }) => `witness ${name} ${key} ${url}`),
      ...(quorum === 0
        ? ['quorum none']
        : [`group ${WITNESS_GROUP} ${quorum} ${witnesses.map(({ name }) => name).join(' ')}`, `quorum ${WITNESS_GROUP}`]),
    ],
  };
};

/** The policy a verifier trusts this log by (c2sp.org/tlog-policy). What closed logs signed stays true. */
export const policyText = async (service: Service): Promise<string> => {
  const { peers, quorum, logKeys } = await service.jurisdiction();
  const { ended } = logKeys;
  const promise = logKeys.promise.length > 0 ? logKeys.promise : [formatVkey(service.logKeys.promise.key)];
  const closed = await service.read((tx) => tx.run(CLOSED, [tx.jurisdiction]));
  const { first, rest } = witnessLines(witnessesOf(peers), quorum);
  return [
    first,
    ...signingKeys(service, logKeys)
      .toReversed()
      .map((key) => `log ${key}`),
    ...promise.toReversed().map((key) => `# huiyin-promise ${key}`),
    ...(ended.log.length + ended.promise.length === 0 ? [] : ['# Keys of the same log that sign no more; what they signed stays true.']),
    ...ended.log.map((key) => `log ${key}`),
    ...ended.promise.map((key) => `# huiyin-promise ${key}`),
    ...closed.flatMap((log) => [
      '# A log that is closed; the one above begins by committing to its last head.',
      ...log.vkey.split(' ').map((vkey) => `log ${vkey}`),
      ...log.promise_vkey.split(' ').map((vkey) => `# huiyin-promise ${vkey}`),
    ]),
    ...rest,
    '',
  ].join('\n');
};

const proofOf = async (tx: Transaction, service: Service, range: LeafNameRange): Promise<string | undefined> => {
  const found = await findLeaf(tx, service.store, range);
  const placed = found.kind === 'logged' ? await placeWitnessed(tx, service, [fromBase64(found.hash)]) : undefined;
  return found.kind === 'logged' && placed ? leafProof(service.store, placed.newest, found.index) : undefined;
};

/** The log as a static host would serve it: `/log/checkpoint`, `/log/tile/…` (c2sp.org/tlog-tiles), the policy, and what a peer needs. */
export const registerLogFiles = (app: FastifyInstance, service: Service): void => {
  app.get('/log/policy', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await policyText(service)),
  );
  app.get('/log/checkpoint', { schema: { hide: true } }, async (_request, reply) => {
    const bytes = service.store.read('checkpoint');
    return bytes
      ? reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(Buffer.from(bytes))
      : reply.callNotFound();
  });
  app.get('/log/peer.json', { schema: { hide: true } }, async (_request, reply) => {
    const { names } = await service.jurisdiction();
    const witness = { key: formatVkey(service.witness.key), path: WITNESS_PATH };
    return reply
      .header('cache-control', 'no-cache')
      .send(peerCardJson({ names, log: formatVkey(service.logKeys.checkpoint.key), witness }));
  });
  app.get('/c/:name/proof', { schema: { hide: true } }, async (request, reply) => {
    const range = parseLeafName((request.params as { name: string }).name); // the parameter of this route
    const text = range && (await service.read((tx) => proofOf(tx, service, range)));
    return text === undefined
      ? reply.callNotFound()
      : reply
          .type('text/plain; charset=utf-8')
          .header('cache-control', 'no-cache')
          .header('content-disposition', 'attachment; filename="entry.tlog-proof"')
          .send(text);
  });
  app.get('/log/tile/*', { schema: { hide: true } }, async (request, reply) => {
    const path = `tile/${(request.params as { '*': string })['*']}`; // the wildcard of this route
    const bytes = parseTilePath(path) ? service.store.read(path) : undefined;
    return bytes
      ? reply.type('application/octet-stream').header('cache-control', 'public, max-age=31536000, immutable').send(Buffer.from(bytes))
      : reply.callNotFound();
  });
};
