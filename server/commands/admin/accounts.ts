import { ROLES } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction, type Transaction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { askGrant, askRecovery, endAccount, withdrawPending, type Outcome } from '../../../engine/people/grants.ts';
import { findJurisdiction, type Jurisdiction } from '../../../engine/place/read.ts';
import { dataOf, SERVED, type Io } from '../io.ts';
import { addressOf } from '../lock.ts';

interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

/** On the machine itself by a name, since passkeys need one. */
const named = (address: string): string => address.replace(/^http:\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?=:|$)/, 'http://localhost');

/** Where the server is reached: as it is told, or as the one that runs here has written down. An address is never guessed. */
const linkOf = (token: string, data: string): string => {
  const at = process.env['HUIYIN_URL'] ?? addressOf(data);
  return `${at === undefined ? '' : named(new URL(at).origin)}/desk/set-up/${token}`;
};

const NO_ADDRESS = 'No server runs on this data, so its address is not known: put it before the link, or set HUIYIN_URL.';
const LINK_LINES = [
  'Give it to that person and to nobody else. It is shown once, works once, and for 72 hours.',
  'It opens the page where they choose a passkey, or a password with an authenticator.',
];
const PENDING_LINES = [
  'This waits for a second person: an administrator, a head or an auditor confirms it at the desk, on /desk/accounts, within 7 days.',
  'The link for the new sign-in is then shown to whoever confirmed.',
];

const tell = (name: string, outcome: Outcome, options: Common, io: Io): number => {
  const link = outcome.kind === 'link' ? linkOf(outcome.token, dataOf(options.data)) : '';
  if (options.json) {
    io.out(JSON.stringify(outcome.kind === 'link' ? { account: name, state: 'link', link } : { account: name, state: 'pending' }));
    return 0;
  }
  io.out(outcome.kind === 'link' ? `account  ${name}\nlink     ${link}` : `account  ${name}`);
  if (link.startsWith('/')) io.out(NO_ADDRESS);
  for (const line of outcome.kind === 'link' ? LINK_LINES : PENDING_LINES) io.out(line);
  return 0;
};

type Place = { readonly jurisdiction: Jurisdiction; readonly wrappingKey: Uint8Array; readonly now: ReturnType<typeof systemClock> };

const inPlace = (options: Common, io: Io, work: (tx: Transaction, place: Place) => Promise<number>): Promise<number> =>
  withInstallation(dataOf(options.data), (it: Installation) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const now = systemClock();
      const jurisdiction = await findJurisdiction(tx, now);
      if (!jurisdiction) return (io.err('there is no jurisdiction yet: ./huiyin admin set-up FILE'), 2);
      return work(tx, { jurisdiction, wrappingKey: it.keys.secret('wrap'), now });
    }),
  );

const no = (refusal: Refusal, io: Io): number => (io.err(`${refusal.refused}: ${sentenceFor(refusal, 'en')}`), 2);

/** `huiyin admin staff`: an account on a post, with a link to set it up; a post that reads matters waits for a second person. */
export const addStaffAccount = (
  name: string,
  options: Common & { readonly office: string; readonly role: string; readonly oidc?: boolean },
  io: Io,
): Promise<number> =>
  inPlace(options, io, async (tx, place) => {
    const { offices } = place.jurisdiction;
    if (!offices.has(options.office) || !ROLES.some((role) => role === options.role))
      return (io.err(`office is one of ${[...offices.keys()].join(', ')}; role is one of ${ROLES.join(', ')}`), 2);
    const grant = { staff: name, office: options.office, role: options.role, oidc: options.oidc ?? true };
    const outcome = await askGrant(tx, place, grant, 'machine');
    return isRefusal(outcome) ? no(outcome, io) : tell(name, outcome, options, io);
  });

/** `huiyin admin recover NAME`: somebody has lost password or device; a second person confirms. */
export const recoverAccount = (name: string, options: Common, io: Io): Promise<number> =>
  inPlace(options, io, async (tx, place) => {
    const outcome = await askRecovery(tx, place, name, 'machine');
    return isRefusal(outcome) ? no(outcome, io) : tell(name, outcome, options, io);
  });

/** `huiyin admin end NAME`: what waits of an account is withdrawn; else it ends at once, with its sessions, and the public record says of which post. */
export const endStaffAccount = (name: string, options: Common, io: Io): Promise<number> =>
  inPlace(options, io, async (tx, { jurisdiction, now }) => {
    const waited = await withdrawPending(tx, name, now);
    if (waited !== undefined) {
      io.facts?.({ account: name, withdrawn: waited });
      io.out(`what waited for a second person is withdrawn: ${waited === 'grant' ? `the account ${name}` : `a new sign-in of ${name}`}`);
      return 0;
    }
    const post = await endAccount(tx, name, 'machine', now, dateIn(now, jurisdiction.zone));
    if (isRefusal(post)) return (io.err(`there is no account ${name} that could end, and nothing of it waits`), 2);
    io.facts?.({ account: name, post });
    io.out(`the account ${name} has ended; its post was ${post}`);
    return 0;
  });
