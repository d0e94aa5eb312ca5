import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { newChallenge, takeChallenge } from './challenge.ts';
import type { StaffMember } from '../place/read.ts';

/** With what certificates are made of, it is a third of all packages: loaded for whoever has a passkey. */
const library = () => import('@simplewebauthn/server');

interface Found extends StaffMember {
  readonly passkey: Buffer;
  readonly public_key: Buffer;
  readonly counter: number;
}

const FIND = statement<Found>(
  'find_passkey',
  'select s.staff, s.post, p.office, p.role, k.passkey, k.public_key, k.counter from passkey k join staff s on s.jurisdiction = k.jurisdiction and s.staff = k.staff join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where k.jurisdiction = $1 and k.passkey = $2 and s.ended_on is null',
);
// Two answers with one counter cannot both come in: the second finds the counter moved.
const COUNT = statement<{ passkey: Buffer }>(
  'count_passkey',
  'update passkey set counter = $3 where jurisdiction = $1 and passkey = $2 and counter = $4 returning passkey',
);
const LIST = statement<{ passkey: Buffer; added_on: string }>(
  'passkeys_of',
  'select passkey, added_on from passkey where jurisdiction = $1 and staff = $2 order by added_on, passkey',
);
const REMOVE = statement<{ passkey: Buffer }>(
  'remove_passkey',
  'delete from passkey where jurisdiction = $1 and staff = $2 and passkey = $3 returning passkey',
);

/** A browser keeps passkeys for a host with a name only. */
export const canHavePasskeys = (origin: string): boolean => isIP(new URL(origin).hostname.replaceAll(/[[\]]/g, '')) === 0;

const hostOf = (origin: string): string => new URL(origin).hostname;

// Tells the authenticator which account it is, and nobody else anything.
const handleOf = (wrappingKey: Uint8Array, jurisdiction: number, staff: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHmac('sha256', wrappingKey).update(`huiyin/passkey/v1/${jurisdiction}/${staff}`).digest());

interface Making {
  readonly wrappingKey: Uint8Array;
  readonly jurisdiction: number;
  readonly staff: string;
  readonly origin: string;
  /** What the challenge is good for; another page's is not. */
  readonly purpose: string;
  readonly now: Instant;
  readonly known?: readonly Buffer[];
}

/** What the page's script hands to the browser to make a passkey, as JSON. */
export const passkeyToMake = async (it: Making): Promise<string> => {
  const { generateRegistrationOptions } = await library();
  return JSON.stringify(
    await generateRegistrationOptions({
      rpName: 'Huiyin',
      rpID: hostOf(it.origin),
      userName: it.staff,
      userID: handleOf(it.wrappingKey, it.jurisdiction, it.staff),
      challenge: newChallenge(it.purpose, it.now),
      attestationType: 'none',
      excludeCredentials: (it.known ?? []).map((id) => ({ id: id.toString('base64url') })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    }),
  );
};

/** The same to sign in with one, whichever account it is of. */
export const passkeyToShow = async (origin: string, now: Instant): Promise<string> => {
  const { generateAuthenticationOptions } = await library();
  return JSON.stringify(
    await generateAuthenticationOptions({ rpID: hostOf(origin), challenge: newChallenge('sign-in', now), userVerification: 'required' }),
  );
};

const Envelope = z.object({
  id: z.string().regex(/^[\w-]{1,1400}$/),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
});

const parsed = (text: string): z.infer<typeof Envelope> | undefined => {
  try {
    return Envelope.parse(JSON.parse(text));
  } catch {
    return undefined; // not what our script sends
  }
};

interface NewPasskey {
  readonly id: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Checks a passkey just made; undefined without saying what was wrong. */
export const checkNewPasskey = async (text: string, origin: string, purpose: string, now: Instant): Promise<NewPasskey | undefined> => {
  const response = parsed(text);
  if (!response) return undefined;
  try {
    const { verifyRegistrationResponse } = await library();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // Its shape is checked by the library, which throws where it is another.
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: (challenge) => takeChallenge(challenge, purpose, now),
      expectedOrigin: new URL(origin).origin,
      expectedRPID: hostOf(origin),
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter };
  } catch {
    return undefined;
  }
};

export const addPasskey = async (tx: Transaction, staff: string, it: NewPasskey, on: string): Promise<boolean> =>
  (
    await insertRows(
      tx,
      'passkey',
      ['jurisdiction', 'passkey', 'staff', 'public_key', 'counter', 'added_on'],
      [[tx.jurisdiction, it.id, staff, it.publicKey, it.counter, on]],
      'on conflict do nothing returning passkey',
    )
  ).length === 1;

export const listPasskeys = (tx: Transaction, staff: string): Promise<readonly { readonly passkey: Buffer; readonly added_on: string }[]> =>
  tx.run(LIST, [tx.jurisdiction, staff]);

export const removePasskey = async (tx: Transaction, staff: string, id: Buffer): Promise<boolean> =>
  (await tx.run(REMOVE, [tx.jurisdiction, staff, id])).length === 1;

/** Which credential an answer names; undefined when it is no answer at all. */
export const credentialIn = (text: string): string | undefined => parsed(text)?.id;

/** Whose passkey signed the challenge; undefined without saying what was wrong. Its counter moves on. */
export const checkPasskey = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  given: { readonly text: string; readonly origin: string },
  now: Instant,
): Promise<StaffMember | undefined> => {
  const response = parsed(given.text);
  const found = response && (await tx.run(FIND, [tx.jurisdiction, Buffer.from(response.id, 'base64url')]))[0];
  if (!found) return undefined;
  const handle = Buffer.from(handleOf(wrappingKey, tx.jurisdiction, found.staff)).toString('base64url');
  if (response.response['userHandle'] !== undefined && response.response['userHandle'] !== handle) return undefined;
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // As above: the library checks its shape.
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => takeChallenge(challenge, 'sign-in', now),
      expectedOrigin: new URL(given.origin).origin,
      expectedRPID: hostOf(given.origin),
      requireUserVerification: true,
      credential: {
        id: found.passkey.toString('base64url'),
        publicKey: Uint8Array.from(found.public_key),
        counter: found.counter,
      },
    });
    if (!verified) return undefined;
    const moved = await tx.run(COUNT, [tx.jurisdiction, found.passkey, authenticationInfo.newCounter, found.counter]);
    return moved.length === 1 ? { staff: found.staff, post: found.post, office: found.office, role: found.role } : undefined;
  } catch {
    return undefined;
  }
};
