import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { Service } from '../service.ts';
import { endSession, openSession, signIn } from './staff.ts';
import { openSignInDelay } from './sign-in-delay.ts';

const delay = openSignInDelay();
const ACCOUNT = /^[a-z0-9._-]{2,40}$/;

interface Given {
  readonly staff: string;
  readonly password: string;
  readonly code: string;
}

/** Signs a member of staff in and opens a session. `old` is a session of the same browser: it ends, so that a token is never kept over a sign-in. */
export const signInFrom = async (
  service: Service,
  given: Given,
  visitor: string,
  old?: string,
): Promise<{ readonly token: string } | Refusal> => {
  const now = service.clock();
  const staff = given.staff.trim().toLowerCase();
  if (delay.mustWait(staff, visitor, now)) return refuse('sign_in_wait');
  // Counted before the answer is known: tries sent at once do not all come free.
  delay.failed(staff, visitor, now);
  const token = await service.read(async (tx) => {
    const member = await signIn(tx, service.wrappingKey, { ...given, staff: ACCOUNT.test(staff) ? staff : '' }, now);
    if (!member) return undefined;
    if (old !== undefined) await endSession(tx, old);
    return openSession(tx, member.staff, now);
  });
  if (token === undefined) return refuse('sign_in_failed');
  delay.succeeded(staff, visitor, now);
  return { token };
};
