import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, dirname } from 'node:path';
import type * as openid from 'openid-client';
import { z } from 'zod';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { unwrap, wrapUnderWrappingKey } from '../keys/wrap.ts';
import { useOnce } from './challenge.ts';

const File = z
  .strictObject({
    issuer: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    clientSecretFile: z.string().min(1).optional(),
    /** The claim of the ID token that holds the name of an account here. */
    claim: z.string().min(1),
    scope: z.string().default('openid'),
    label: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  })
  .refine((it) => (it.clientSecret === undefined) !== (it.clientSecretFile === undefined), 'either clientSecret or clientSecretFile');

/** The organisation's own sign-in. */
export interface Provider {
  readonly issuer: URL;
  readonly clientId: string;
  readonly secret: string;
  readonly claim: string;
  readonly scope: string;
  readonly label: { readonly 'zh-CN': string; readonly en: string };
}

/** A file as editors of Windows save it begins with a mark that is no part of the text. */
const readText = (path: string): string => readFileSync(path, 'utf8').replace(/^\uFEFF/, '');

const readProvider = (path: string): Provider => {
  const it = File.parse(JSON.parse(readText(path)));
  const secretPath = it.clientSecretFile;
  const secret =
    secretPath === undefined ? it.clientSecret : readText(isAbsolute(secretPath) ? secretPath : join(dirname(path), secretPath)).trim();
  return {
    issuer: new URL(it.issuer),
    clientId: it.clientId,
    secret: secret ?? '',
    claim: it.claim,
    scope: it.scope,
    label: { 'zh-CN': it.label.zh, en: it.label.en },
  };
};

const providers = new Map<string, Provider>();

/** What `HUIYIN_OIDC` names, read once; undefined where nothing is configured. Throws when the file has a fault. */
export const findProvider = (): Provider | undefined => {
  const path = process.env['HUIYIN_OIDC'];
  if (!path) return undefined;
  if (!existsSync(path)) throw new Error(`HUIYIN_OIDC names ${path}, and there is no such file`);
  const known = providers.get(path) ?? readProvider(path);
  providers.set(path, known);
  return known;
};

type Client = typeof openid;
/** Loaded when somebody first signs in there. */
const library = (): Promise<Client> => import('openid-client');

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TIMEOUT_S = 10;
const found = new Map<Provider, Promise<openid.Configuration>>();

/** Asked for when somebody first signs in: a provider that is down must not keep the server from starting, and is asked again. */
const discover = (it: Provider, client: Client): Promise<openid.Configuration> => {
  const known = found.get(it);
  if (known) return known;
  const isLocal = it.issuer.protocol === 'http:' && LOOPBACK.includes(it.issuer.hostname);
  const asked = client.discovery(it.issuer, it.clientId, undefined, client.ClientSecretBasic(it.secret), {
    timeout: TIMEOUT_S,
    // Plain HTTP only to the machine itself; the library refuses it otherwise.
    execute: isLocal ? [client.allowInsecureRequests] : [],
  });
  asked.catch(() => found.delete(it));
  found.set(it, asked);
  return asked;
};

const Trip = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), home: z.string(), until: z.number() });
const LABEL = 'huiyin/oidc/v1';
const LIFE_MS = 600_000;

/** Where the provider sends the browser back to: one address, whatever the language. */
const returnTo = (origin: string): string => `${new URL(origin).origin}/desk/oidc/callback`;

/** Only an address that the operator has named, or this machine's own, is ever given to a provider: the Host header decides nothing. */
const isOwnOrigin = (origin: string): boolean => process.env['HUIYIN_URL'] === origin || LOOPBACK.includes(new URL(origin).hostname);

interface Leaving {
  readonly to: string;
  readonly cookie: string;
}

/** Sends somebody off to sign in there; what has to match on the way back lies sealed in a cookie. */
export const leave = async (wrappingKey: Uint8Array, origin: string, home: string, now: Instant): Promise<Leaving | Refusal> => {
  const provider = findProvider();
  if (!provider || !isOwnOrigin(origin)) return refuse('not_found', { what: 'page' });
  try {
    const client = await library();
    const config = await discover(provider, client);
    const verifier = client.randomPKCECodeVerifier();
    const trip = { state: client.randomState(), nonce: client.randomNonce(), verifier, home, until: now + LIFE_MS };
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: returnTo(origin),
      scope: provider.scope,
      state: trip.state,
      nonce: trip.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { to: to.href, cookie: wrapUnderWrappingKey(wrappingKey, LABEL, Buffer.from(JSON.stringify(trip))).toString('base64url') };
  } catch {
    return refuse('oidc_failed');
  }
};

const unseal = (wrappingKey: Uint8Array, cookie: string | undefined): z.infer<typeof Trip> | undefined => {
  try {
    return Trip.parse(JSON.parse(unwrap(wrappingKey, LABEL, Buffer.from(cookie ?? '', 'base64url')).toString('utf8')));
  } catch {
    return undefined; // none, or not ours
  }
};

interface Back {
  readonly origin: string;
  readonly query: { readonly [name: string]: string };
  readonly cookie: string | undefined;
}

/** The account that the provider vouches for. One cookie is good for one try. */
export const comeBack = async (
  wrappingKey: Uint8Array,
  back: Back,
  now: Instant,
): Promise<{ readonly staff: string; readonly home: string } | Refusal> => {
  const provider = findProvider();
  if (!provider || !isOwnOrigin(back.origin)) return refuse('not_found', { what: 'page' });
  const trip = unseal(wrappingKey, back.cookie);
  if (!trip || trip.until <= now || !useOnce(trip.state, trip.until, now)) return refuse('oidc_failed');
  try {
    const client = await library();
    const url = new URL(`${returnTo(back.origin)}?${new URLSearchParams(back.query).toString()}`);
    const tokens = await client.authorizationCodeGrant(await discover(provider, client), url, {
      expectedState: trip.state,
      expectedNonce: trip.nonce,
      pkceCodeVerifier: trip.verifier,
      idTokenExpected: true,
    });
    const name = tokens.claims()?.[provider.claim];
    return typeof name === 'string' ? { staff: name, home: trip.home } : refuse('oidc_failed');
  } catch {
    return refuse('oidc_failed');
  }
};
