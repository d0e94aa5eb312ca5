import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { leafName, logKeyText } from '../../kernel/canonical/names.ts';
import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import { parsePolicy, type LogPolicy } from '../../kernel/log/policy.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { bundle, log, MUTATIONS, whole } from '../../verifier/testing/mutations.ts';
import { POLICY, POLICY_ALONE } from '../../verifier/testing/tiny-log.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { buildMirror, type Served } from './app.ts';
import { copyOnce, openMirror } from './copy.ts';
import { indexLeaves } from './leaves.ts';
import { verifyPage } from './pages.tsx';
import { writePages } from './static-pages.ts';
import { testFolder } from '../../test/support/folder.ts';

const NOW = instant(Date.UTC(2026, 8, 29));
let folder: string;
let app: FastifyInstance;
let served: Served;

beforeAll(async () => {
  folder = testFolder('mirror-app');
  const parsed = parsePolicy(hashing, POLICY);
  if (!parsed.ok) throw new Error(parsed.fault);
  const policy: LogPolicy = parsed.policy;
  const mirror = openMirror(folder);
  const last = await copyOnce(mirror, (path) => Promise.resolve(log.files.get(path) ?? null), policy, NOW);
  served = { mirror, policy, policyText: POLICY, clock: () => NOW, last: () => last };
  app = await buildMirror(served);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const BOUNDARY = 'huiyin-test-boundary';
const form = (parts: { readonly [name: string]: string }): string =>
  `${Object.entries(parts)
    .map(
      ([name, text]) =>
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n${text}\r\n`,
    )
    .join('')}--${BOUNDARY}--\r\n`;
const handIn = (parts: { readonly [name: string]: string }, path = '/en/verify') =>
  app.inject({ method: 'POST', url: path, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, payload: form(parts) });

describe('a mirror’s pages, without JavaScript', () => {
  it(`give the verdict of the command on a true bundle and on ${MUTATIONS.length} changed ones, word for word`, async () => {
    const texts = [whole, ...MUTATIONS.map(([, changed]) => bundleText(changed))];
    let alike = 0;
    for (const text of texts) {
      const verdict = verifyBundle({
        bundleText: text,
        policyText: POLICY,
        ports: { hashing: nodeHashing, verifying: nodeVerifying },
        now: NOW,
      });
      const answer = await handIn({ bundle: text });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe(verifyPage('en', { verdict }));
      alike += 1;
    }
    process.stdout.write(`  ${alike} bundles handed in at a mirror: the command says the same of each\n`);
    expect((await handIn({ bundle: whole }, '/verify')).body).toContain('属实');
    expect((await handIn({ bundle: whole })).body).toContain('TRUE');
    expect((await handIn({ bundle: whole, policy: POLICY_ALONE })).body).toContain('TRUE');
    expect((await handIn({ bundle: whole, policy: 'nonsense' })).body).toContain('CANNOT TELL');
  });

  it('say what is missing or too large, and take no other form', async () => {
    expect((await handIn({})).statusCode).toBe(422);
    expect((await app.inject({ method: 'POST', url: '/verify', payload: {} })).statusCode).toBe(422);
    expect((await handIn({ bundle: 'x'.repeat(9_000_000) })).statusCode).toBe(413);
  });

  it('find every entry of one matter by its log key, and of no other', async () => {
    const ask = (key: string) =>
      app.inject({
        method: 'POST',
        url: '/en/find',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `key=${key}`,
      });
    const found = (await ask(logKeyText(bundle.logKey))).body;
    for (const event of bundle.events) expect(found).toContain(leafName(hashLeaf(hashing, event.leaf)));
    expect(found.match(/\/en\/c\//g)?.length).toBe(bundle.events.length);
    expect((await ask(logKeyText(bundle.logKey.map((byte) => byte ^ 1)))).body).toContain('Nothing was found');
    expect((await ask('no-key')).statusCode).toBe(422);
    expect((await ask(encodeURIComponent('<script>'))).body).not.toContain('<script>');
  });

  it('show each entry with its proof and this mirror’s own times, and files as every tool expects them', async () => {
    const [event] = bundle.events;
    if (!event) throw new Error('the tiny bundle has events');
    const name = leafName(hashLeaf(hashing, event.leaf));
    const leaf = await app.inject(`/en/c/${name}`);
    expect([leaf.statusCode, leaf.body.includes('saw it at 2026-09-29')]).toEqual([200, true]);
    expect((await app.inject(`/en/c/${'0'.repeat(26)}`)).statusCode).toBe(404);
    expect((await app.inject(`/c/${'0'.repeat(26)}/proof`)).statusCode).toBe(404);
    const proof = (await app.inject(`/c/${name}/proof`)).body;
    const judged = (text: string) =>
      verifyBundle({ bundleText: text, policyText: POLICY, ports: { hashing: nodeHashing, verifying: nodeVerifying } });
    expect(judged(proof)).toMatchObject({ verdict: 'true', proved: [{ code: 'leaf_included', params: { name } }, { code: 'witnessed' }] });
    for (let at = 0; at < proof.length; at += 11) {
      const changed = proof.slice(0, at) + String.fromCharCode(proof.charCodeAt(at) ^ 1) + proof.slice(at + 1);
      expect(judged(changed).verdict, `character ${at}`).not.toBe('true');
    }
    for (const prefix of ['', '/log']) {
      expect((await app.inject(`${prefix}/checkpoint`)).body).toBe(log.checkpoint);
      expect((await app.inject(`${prefix}/tile/0/000`)).rawPayload).toEqual(Buffer.from(log.files.get('tile/0/000') ?? []));
      expect((await app.inject(`${prefix}/tile/../seen.jsonl`)).statusCode).toBe(404);
    }
    expect((await app.inject('/seen.jsonl')).statusCode).toBe(404);
    expect((await app.inject('/verify.html')).body).toContain("default-src 'none'");
    expect((await app.inject('/en')).body).toContain('cosigned by 2 of 3 witnesses');
  });

  it('can be written out for a host that serves files only, each page once', async () => {
    const index = indexLeaves(served.mirror.store);
    expect(await writePages(served, index)).toBe(log.size);
    expect(await writePages(served, index)).toBe(0);
    const name = leafName(index.at(0) ?? new Uint8Array(32));
    expect(readFileSync(join(folder, 'c', name, 'index.html'), 'utf8')).toContain('第1条');
    expect(existsSync(join(folder, 'en/c', name, 'index.html'))).toBe(true);
  });
});
