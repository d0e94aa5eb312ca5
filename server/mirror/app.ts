import { allLangs, FIRST, href } from '../../kernel/language/languages.ts';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import formbody from '@fastify/formbody';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { parseLeafName, parseLogKey, type LeafNameRange } from '../../kernel/canonical/names.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { textOfFile } from '../../verifier/check/text-file.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { judgeCheckpoint } from '../../kernel/log/judge.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import { parseTilePath } from '../../kernel/log/tiles.ts';
import { inclusionProof } from '../../kernel/log/tree.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { SHEETS, styleSheet, verifierPage } from '../../engine/http/assets.ts';
import { CSP } from '../../engine/http/csp.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { leafProof } from '../../engine/log/leaf-proof.ts';
import { newestCheckpoint } from '../../engine/log/prove.ts';
import { diskReader } from '../../engine/log/publish.ts';
import type { Copied, Mirror } from './copy.ts';
import { findMatter } from './find-matter.ts';
import { indexLeaves, type LeafIndex } from './leaves.ts';
import { findPage, homePage, leafPage, verifyPage, type ShownLeaf, type Standing } from './pages.tsx';

const BUNDLE_BYTES_MAX = 8 * 1_048_576;

/** A copy as it is served: the pages read it, the loop grows it. */
export interface Served {
  readonly mirror: Mirror;
  readonly policy: LogPolicy;
  readonly policyText: string;
  readonly clock: () => Instant;
  /** How the newest look ended. */
  last: () => Copied | undefined;
}

/** A leaf with its proof in the newest head, and the heads of this mirror's own clock around it. */
export const shownLeaf = ({ mirror }: Pick<Served, 'mirror'>, index: LeafIndex, range: LeafNameRange): ShownLeaf | undefined => {
  const newest = mirror.seen.at(-1);
  const leaf = index.byName(range);
  if (!newest || !leaf || leaf.index >= newest.size) return undefined;
  const first = mirror.seen.find((seen) => seen.size > leaf.index) ?? newest;
  const before = mirror.seen.findLast((seen) => seen.size <= leaf.index);
  const proof = inclusionProof(hashing, diskReader(mirror.store, newest.size), leaf.index, newest.size);
  return { ...leaf, size: newest.size, proof, since: before?.at ?? null, until: first.at };
};

const standingOf = ({ mirror, policy, last }: Served): Standing => {
  const newest = mirror.seen.at(-1);
  const note = parseUtf8(mirror.store.read('checkpoint') ?? new Uint8Array()) ?? '';
  const judged = judgeCheckpoint(note, policy, strictVerifying(nodeVerifying));
  return {
    origin: policy.logs[0]?.key.name ?? '',
    size: newest?.size ?? 0,
    root: newest ? toBase64(fromHex(newest.root)) : '',
    seenAt: newest?.at ?? null,
    witnesses: { by: judged.ok ? judged.judged.witnessedBy.length : 0, of: policy.witnesses.length },
    last: last(),
  };
};

const page = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', CSP)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(text);

const registerFiles = (app: FastifyInstance, it: Served): void => {
  const bytesAt = (path: string): Buffer | undefined => {
    const bytes = path === 'checkpoint' || parseTilePath(path) ? it.mirror.store.read(path) : undefined;
    return bytes && Buffer.from(bytes);
  };
  // As the log itself serves them, at the address itself and below `log/`, so that every tool finds a mirror as it finds the log.
  for (const prefix of ['', '/log']) {
    app.get(`${prefix}/checkpoint`, async (_request, reply) => {
      const bytes = bytesAt('checkpoint');
      return bytes ? reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(bytes) : reply.callNotFound();
    });
    app.get(`${prefix}/tile/*`, async (request, reply) => {
      const bytes = bytesAt(`tile/${(request.params as { '*': string })['*']}`); // the wildcard of this route
      return bytes
        ? reply.type('application/octet-stream').header('cache-control', 'public, max-age=31536000').send(bytes)
        : reply.callNotFound();
    });
    app.get(`${prefix}/policy`, async (_request, reply) => reply.type('text/plain; charset=utf-8').send(it.policyText));
  }
  for (const name of SHEETS)
    app.get(`/${name}.css`, async (_request, reply) => reply.type('text/css; charset=utf-8').send(styleSheet(name)));
  const alone = verifierPage();
  app.get('/verify.html', async (_request, reply) => reply.type('text/html; charset=utf-8').send(alone));
};

/** The two files of the form, null for one in UTF-16; a text field of the same name counts as a file, so that a form can be pasted into. */
const readParts = async (request: FastifyRequest): Promise<ReadonlyMap<string, string | null> | 'too_large'> => {
  const parts = new Map<string, string | null>();
  try {
    for await (const part of request.parts({ limits: { fileSize: BUNDLE_BYTES_MAX, files: 2, fields: 4, fieldSize: BUNDLE_BYTES_MAX } })) {
      const bytes = part.type === 'file' ? await part.toBuffer() : Buffer.from(String(part.value));
      const read = textOfFile(bytes);
      if (bytes.length > 0) parts.set(part.fieldname, read === 'utf16' ? null : read.text);
    }
  } catch {
    return 'too_large';
  }
  return parts;
};

/** The server of a mirror: pages without JavaScript, and the files of the log. It keeps no log of who came, and no secret. */
export const buildMirror = async (it: Served): Promise<FastifyInstance> => {
  const app = fastify({ logger: false, bodyLimit: 2 * BUNDLE_BYTES_MAX });
  await app.register(formbody);
  await app.register(multipart);
  const index = indexLeaves(it.mirror.store);
  const grown = (): LeafIndex => {
    index.grow(it.mirror.seen.at(-1)?.size ?? 0);
    return index;
  };
  registerFiles(app, it);
  for (const lang of allLangs()) {
    const below = lang === FIRST ? '' : `/${lang}`;
    app.get(href(lang, '/'), async (_request, reply) => page(reply, homePage(lang, standingOf(it))));
    app.get(`${below}/c/:name`, async (request, reply) => {
      const { name } = request.params as { name: string }; // the parameter of this route
      const range = parseLeafName(name);
      const leaf = range && shownLeaf(it, grown(), range);
      return page(reply, leafPage(lang, `/c/${name}`, leaf), leaf ? 200 : 404);
    });
    app.get(`${below}/c/:name/proof`, async (request, reply) => {
      const range = parseLeafName((request.params as { name: string }).name); // the parameter of this route
      const leaf = range && grown().byName(range);
      const newest = newestCheckpoint(it.mirror.store);
      const text = leaf && newest && leafProof(it.mirror.store, newest, leaf.index);
      return text === undefined
        ? reply.callNotFound()
        : reply.type('text/plain; charset=utf-8').header('content-disposition', 'attachment; filename="entry.tlog-proof"').send(text);
    });
    app.get(`${below}/find`, async (_request, reply) => page(reply, findPage(lang)));
    app.post(`${below}/find`, async (request, reply) => {
      const { key } = (request.body ?? {}) as { key?: unknown }; // looked at next
      const logKey = typeof key === 'string' ? parseLogKey(key) : undefined;
      return logKey ? page(reply, findPage(lang, { leaves: findMatter(grown(), logKey) })) : page(reply, findPage(lang, 'bad'), 422);
    });
    app.get(`${below}/verify`, async (_request, reply) => page(reply, verifyPage(lang)));
    app.post(`${below}/verify`, async (request, reply) => {
      const parts = request.isMultipart() ? await readParts(request) : new Map<string, string>();
      if (parts === 'too_large') return page(reply, verifyPage(lang, 'too_large'), 413);
      const bundleText = parts.get('bundle');
      if (bundleText === undefined) return page(reply, verifyPage(lang, 'missing'), 422);
      const ports = { hashing: nodeHashing, verifying: nodeVerifying };
      const policyText = parts.get('policy');
      const verdict = verifyBundle({
        bundleText: policyText === null ? null : bundleText,
        policyText: policyText ?? it.policyText,
        ports,
        now: it.clock(),
      });
      return page(reply, verifyPage(lang, { verdict }));
    });
  }
  return app;
};
