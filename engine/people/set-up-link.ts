import { randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { instant, toIso } from '../../kernel/calendar/instant.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { addPasskey, checkNewPasskey } from './passkeys.ts';
import { signInHashes } from '../turns.ts';
import { hashPassword, passwordFault } from './password.ts';
import { appendPublic } from '../place/public-stream.ts';
import { endSession, openSession, tokenHash } from './sessions.ts';
import { confirmsFrom } from './second-person.ts';
import { forgetWays, rememberRecovery, setPasswordAndTotp, stepOf, unwrapTotp, wrapTotp } from './staff.ts';

const LIFE_MS = 72 * 3_600_000;

interface Row {
  readonly staff: string;
  readonly post: string;
  readonly totp: Buffer;
  readonly is_recovery: boolean;
}

const REPLACE = statement('replace_link', 'delete from set_up_link where jurisdiction = $1 and staff = $2');
const FIND = statement<Row>(
  'find_link',
  'select l.staff, s.post, l.totp, l.asked_by is not null as is_recovery from set_up_link l join staff s on s.jurisdiction = l.jurisdiction and s.staff = l.staff where l.jurisdiction = $1 and l.token = $2 and l.expires_at > $3 and s.ended_on is null',
);
// Of two that use it at once, one finds the row gone.
const USE = statement<{
  asked_by: string | null;
  confirmed_by: string | null;
  asked_account: string | null;
  confirmed_account: string | null;
}>(
  'use_link',
  'delete from set_up_link where jurisdiction = $1 and token = $2 and expires_at > $3 returning asked_by, confirmed_by, asked_account, confirmed_account',
);

/** Who asked for a recovery and who confirmed it. */
export interface Recovery {
  readonly askedBy: string;
  readonly confirmedBy: string;
  /** The accounts behind the posts; null for the machine. */
  readonly askedAccount: string | null;
  readonly confirmedAccount: string | null;
}

/** Makes the one link of an account; what it returns stands in no table. An older one is over. */
export const makeLink = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  staff: string,
  now: Instant,
  recovery?: Recovery,
): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  await tx.run(REPLACE, [tx.jurisdiction, staff]);
  await insertRows(
    tx,
    'set_up_link',
    ['jurisdiction', 'token', 'staff', 'totp', 'asked_by', 'confirmed_by', 'asked_account', 'confirmed_account', 'expires_at'],
    [
      [
        tx.jurisdiction,
        tokenHash(token),
        staff,
        wrapTotp(tx, wrappingKey, staff, randomBytes(20)),
        recovery?.askedBy ?? null,
        recovery?.confirmedBy ?? null,
        recovery?.askedAccount ?? null,
        recovery?.confirmedAccount ?? null,
        toIso(instant(now + LIFE_MS)),
      ],
    ],
  );
  return token;
};

/** What a link opens; the same for an unknown, a used and an expired one: undefined. Looking spends nothing. */
export interface OpenLink {
  readonly staff: string;
  readonly post: string;
  readonly totp: Buffer;
  readonly isRecovery: boolean;
}

const find = async (tx: Transaction, service: Service, token: string): Promise<OpenLink | undefined> => {
  const row = (await tx.run(FIND, [tx.jurisdiction, tokenHash(token), toIso(service.clock())]))[0];
  if (!row) return undefined;
  const totp = unwrapTotp(tx, service.wrappingKey, row.staff, row.totp);
  return { staff: row.staff, post: row.post, totp, isRecovery: row.is_recovery };
};

export const findLink = (service: Service, token: string): Promise<OpenLink | undefined> => service.read((tx) => find(tx, service, token));

/** Spends the link, takes every older way from the account, gives it the new one and signs it in. All of it or nothing. */
const spend = (
  service: Service,
  token: string,
  old: string | undefined,
  give: (tx: Transaction, link: OpenLink) => Promise<Refusal | undefined>,
): Promise<{ readonly token: string } | Refusal> => {
  const now = service.clock();
  return service
    .read(async (tx) => {
      const link = await find(tx, service, token);
      const used = link && (await tx.run(USE, [tx.jurisdiction, tokenHash(token), toIso(now)]))[0];
      if (!used) return refuse('link_unknown');
      await forgetWays(tx, link.staff);
      const refused = await give(tx, link);
      if (refused) throw new Unspent(refused);
      if (used.asked_by !== null) {
        const { asked_by, confirmed_by } = used;
        const actor = asked_by === 'machine' ? ({ kind: 'machine' } as const) : ({ kind: 'staff', post: asked_by } as const);
        await rememberRecovery(tx, link.staff, used.asked_account, used.confirmed_account, confirmsFrom(now));
        await appendPublic(tx, [{ type: 'sign_in_recovered', actor, data: { post: link.post, confirmedBy: confirmed_by } }], now);
      }
      if (old !== undefined) await endSession(tx, old);
      return { token: await openSession(tx, link.staff, now) };
    })
    .catch((error: unknown) => {
      if (error instanceof Unspent) return error.refusal;
      throw error;
    });
};

/** Rolls the spending back. */
class Unspent extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/** Sets an account up with a password and the authenticator that the page showed. */
export const setUpByPassword = async (
  service: Service,
  token: string,
  given: { readonly password: string; readonly code: string },
  old?: string,
): Promise<{ readonly token: string } | Refusal> => {
  const link = await findLink(service, token);
  if (!link) return refuse('link_unknown');
  const fault = passwordFault(given.password, link.staff);
  if (fault) return fault;
  const step = stepOf(link.totp, given.code, service.clock());
  if (step === undefined) return refuse('first_code_wrong', { field: 'code' });
  const hash = await signInHashes.run(link.staff, () => hashPassword(given.password));
  if (isRefusal(hash)) return hash;
  return spend(service, token, old, async (tx, it) => {
    const totp = wrapTotp(tx, service.wrappingKey, it.staff, it.totp);
    await setPasswordAndTotp(tx, it.staff, hash, totp, step);
    return undefined;
  });
};

/** What the challenge of a link's page is good for. */
export const linkPurpose = (token: string): string => `set-up ${tokenHash(token).toString('hex')}`;

/** Sets an account up with a passkey instead. */
export const setUpByPasskey = async (
  service: Service,
  token: string,
  given: { readonly text: string; readonly origin: string },
  old?: string,
): Promise<{ readonly token: string } | Refusal> => {
  if (!(await findLink(service, token))) return refuse('link_unknown');
  const { zone } = await service.jurisdiction();
  const now = service.clock();
  const passkey = await checkNewPasskey(given.text, given.origin, linkPurpose(token), now);
  if (!passkey) return refuse('passkey_failed');
  return spend(service, token, old, async (tx, it) =>
    (await addPasskey(tx, it.staff, passkey, dateIn(now, zone))) ? undefined : refuse('passkey_failed'),
  );
};
