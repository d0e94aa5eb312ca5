import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { logStateOf } from '../../server/commands/log/log.ts';
import { rotateKeyOf } from '../../server/commands/log/log-keys.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { openSigner } from '../../engine/log/open-signer.ts';
import { makeNextKey } from '../../engine/log/signer.ts';
import { tick } from '../../engine/log/tick.ts';
import { SignerAway } from '../../engine/log/trouble.ts';
import { openKeyDirectory } from '../../engine/keys/key-directory.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../../engine/service.ts';
import { buildSigner, openSignerFolder } from '../../server/signer/serve.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { factsOf, fileIn } from '../support/log-towns.ts';
import { verifyBundle } from '../support/verify-bundle.ts';
import { testFolder } from '../support/folder.ts';

/** A town whose key was moved to a signer, as docs/how-to/signer.md says. */
let town: TestTown;
let service: Service;
let signer: FastifyInstance;
const folder = testFolder('signer-town');
const socket = join(folder, 'sign.sock');
const own = join(folder, 'own');
let origin = '';

const startSigner = async (): Promise<FastifyInstance> => {
  rmSync(socket, { force: true });
  const config = { origin, socket, folder: own, jurisdiction: 1 };
  const app = buildSigner(config, openSignerFolder(config, false));
  await app.listen({ path: socket });
  return app;
};

beforeAll(async () => {
  town = await openTown();
  await town.tick();
  ({ origin } = await town.service.jurisdiction());
  mkdirSync(own);
  const keys = town.installation.keys;
  for (const name of ['log-1.key', 'heads-1.json']) {
    copyFileSync(join(keys.path, name), join(own, name));
    rmSync(join(keys.path, name));
  }
  signer = await startSigner();
  const { pools, dataDirectory } = town.installation;
  expect(() => openSigner(keys, 1, '')).toThrow('HUIYIN_SIGNER');
  service = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000, signer: openSigner(keys, 1, socket) });
});
afterAll(async () => {
  await signer.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the log goes on under the same name and key, and no file that signs lies at the server', async () => {
  const { number } = await fileIn(service);
  await tick(service);
  expect(await verifyBundle((await readBundle(service, number)) ?? {}, await policyText(service))).toBe(0);
  expect(existsSync(join(town.installation.keys.path, 'heads-1.json'))).toBe(false);
  expect(await factsOf((io) => logStateOf(service, io))).toMatchObject({ code: 0, state: 'OK' });
  expect((await reconcile(service)).findings).toEqual([]);
});

it('while it is away filing goes on, nothing is signed, and nothing is called a fork', async () => {
  await signer.close();
  const { number } = await fileIn(service);
  await expect(tick(service)).rejects.toThrow(SignerAway);
  expect(await factsOf((io) => logStateOf(service, io))).toMatchObject({ code: 3, problems: [{ code: 'log.signer_away' }] });
  const app = await buildApp(service);
  expect((await app.inject('/en')).body).not.toContain('contradicts what was signed');
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  await app.close();
  signer = await startSigner();
  await tick(service);
  expect(await verifyBundle((await readBundle(service, number)) ?? {}, await policyText(service))).toBe(0);
});

it('its key is replaced by the one that it has made itself', async () => {
  const rotate = (options: object) => factsOf((io) => rotateKeyOf(service, options, io));
  expect(await rotate({})).toMatchObject({ code: 1, problems: [{ code: 'log.no_new_key' }] });
  const made = makeNextKey(openKeyDirectory(own), 1, origin, 'checkpoint');
  expect(await rotate({})).toMatchObject({ code: 0, log: made });
  await tick(service);
  expect(await rotate({ finish: true })).toMatchObject({ code: 0, elsewhere: [expect.stringContaining(origin)] });
  await tick(service);
  expect((await reconcile(service)).findings).toEqual([]);
});

it('an archive tells the head that the signer remembers', async () => {
  const recovery = await identityToRecipient(await generateIdentity());
  const { pools, keys, dataDirectory, reach } = town.installation;
  process.env['HUIYIN_SIGNER'] = socket;
  try {
    const made = await writeArchive(
      {
        installation: {
          pools,
          keys,
          dataDirectory,
          reach,
          jurisdictions: async () => [1],
          keepDatabase: () => undefined,
          close: async () => undefined,
        },
        jurisdictions: [1],
        listErased: async () => [],
      },
      { directory: join(folder, 'kept'), recovery },
      town.now(),
    );
    expect(existsSync(made.keys)).toBe(true);
  } finally {
    delete process.env['HUIYIN_SIGNER'];
  }
});
