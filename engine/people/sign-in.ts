import { typedAccount } from '../../kernel/canonical/bounded-text.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { ACCOUNT } from './account-name.ts';
import { comeBack } from './oidc.ts';
import { checkPasskey, credentialIn } from './passkeys.ts';
import type { StaffMember } from '../place/read.ts';
import { endSession, openSession } from './sessions.ts';
import { checkSignIn, findSignIn, useSignIn } from './staff.ts';
import { signInHashes } from '../turns.ts';
import { openSignInDelay } from './sign-in-delay.ts';

const delay = openSignInDelay();

const FIND_FOR_OIDC = statement<StaffMember>(
  'find_for_oidc',
  'select s.staff, s.post, p.office, p.role from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.staff = $2 and s.oidc and s.ended_on is null',
);

interface Given {
  readonly staff: string;
  readonly password: string;
  readonly code: string;
}

type Entered = { readonly token: string } | Refusal;

/** Who was found right, last of all inside the transaction that opens the session. */
type Proved = (tx: Transaction) => Promise<StaffMember | undefined>;

/** One try under a name, whatever the way: it waits where there were wrong ones, and a session begins where it is right. */
const attempt = async (
  service: Service,
  who: string,
  visitor: string,
  old: string | undefined,
  failed: 'sign_in_failed' | 'passkey_failed' | 'oidc_failed',
  prove: () => Promise<Proved | Refusal | undefined>,
): Promise<Entered> => {
  const now = service.clock();
  if (delay.mustWait(who, visitor, now)) return refuse('sign_in_wait');
  // Counted before the answer is known: tries sent at once do not all come free.
  delay.failed(who, visitor, now);
  const proved = await prove();
  if (isRefusal(proved)) {
    delay.turnedAway(who, visitor, now);
    return proved;
  }
  const token =
    proved &&
    (await service.read(async (tx) => {
      const member = await proved(tx);
      if (!member) return undefined;
      // A token is never kept over a sign-in: the old session of the same browser ends.
      if (old !== undefined) await endSession(tx, old);
      return openSession(tx, member.staff, now);
    }));
  if (token === undefined) return refuse(failed);
  delay.succeeded(who, visitor, now);
  return { token };
};

/** Signs a member of staff in and opens a session. `old` is a session of the same browser: it ends. */
export const signInFrom = (service: Service, given: Given, visitor: string, old?: string): Promise<Entered> => {
  const staff = typedAccount(given.staff);
  return attempt(service, staff, visitor, old, 'sign_in_failed', async () => {
    // Who finds no place is told so before anything is asked of the database. Hashed between two short transactions: nobody who signs in
    // holds a connection meanwhile.
    const checked = await signInHashes.run(visitor, async () => {
      const row = ACCOUNT.test(staff) ? await service.read((tx) => findSignIn(tx, staff)) : undefined;
      return { row, step: await checkSignIn(service.id, service.wrappingKey, row, given, service.clock()) };
    });
    if (isRefusal(checked)) return checked;
    const { row, step } = checked;
    if (row === undefined || step === undefined) return undefined;
    return async (tx) => ((await useSignIn(tx, row, step)) ? row.member : undefined);
  });
};

/** The same with a passkey, which is two factors in one; wrong tries count for the passkey that was named. */
export const signInByPasskey = (
  service: Service,
  given: { readonly text: string; readonly origin: string },
  visitor: string,
  old?: string,
): Promise<Entered> =>
  attempt(
    service,
    `passkey ${credentialIn(given.text) ?? ''}`,
    visitor,
    old,
    'passkey_failed',
    async () => (tx) => checkPasskey(tx, service.wrappingKey, given, service.clock()),
  );

/** The same for who comes back from the organisation's own sign-in. Nobody is made an account by it. */
export const signInByOidc = async (
  service: Service,
  back: Parameters<typeof comeBack>[1],
  visitor: string,
  old?: string,
): Promise<{ readonly token: string; readonly home: string } | Refusal> => {
  const vouched = await comeBack(service.wrappingKey, back, service.clock());
  if (isRefusal(vouched)) return vouched;
  const entered = await attempt(
    service,
    `oidc ${vouched.staff}`,
    visitor,
    old,
    'oidc_failed',
    async () => async (tx) =>
      ACCOUNT.test(vouched.staff) ? (await tx.run(FIND_FOR_OIDC, [tx.jurisdiction, vouched.staff]))[0] : undefined,
  );
  return isRefusal(entered) ? entered : { ...entered, home: vouched.home };
};
