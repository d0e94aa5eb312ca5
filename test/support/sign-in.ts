import type { StaffMember } from '../../engine/place/read.ts';
import { checkSignIn, findSignIn, useSignIn } from '../../engine/people/staff.ts';
import type { Service } from '../../engine/service.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { askGrant, confirmPending, type Outcome } from '../../engine/people/grants.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Role } from '../../kernel/access/access.ts';
import type { TestTown } from './installation.ts';

/** A member of staff as a session would tell. */
export const member = (staff: string) => {
  const [office = '', role = ''] = staff.split('.');
  return { staff, post: staff, office, role: role as Role }; // tests name posts of the test county
};

export const placeOf = async (town: TestTown) => ({
  jurisdiction: await town.service.jurisdiction('fresh'),
  wrappingKey: town.service.wrappingKey,
  now: town.now(),
});

/** The token of a link; throws where there is none. */
export const tokenIn = (outcome: Outcome | Refusal): string => {
  if ('refused' in outcome || outcome.kind !== 'link') throw new Error(JSON.stringify(outcome));
  return outcome.token;
};

/** An account that the machine asks for, confirmed by the county's administrator where it takes a second person; its link. */
export const invite = async (town: TestTown, staff: string, office = 'county', role = 'auditor'): Promise<string> => {
  const place = await placeOf(town);
  const asked = await town.service.read((tx) => askGrant(tx, place, { staff, office, role, oidc: true }, 'machine'));
  if ('refused' in asked || asked.kind === 'link') return tokenIn(asked);
  return tokenIn(await town.service.read((tx) => confirmPending(tx, place, staff, member('county.admin'))));
};

/** The same for a post that reads matters. */
export const inviteReader = (town: TestTown, staff: string, office = 'housing', role = 'handler'): Promise<string> =>
  invite(town, staff, office, role);

const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What a page asks the browser for. */
export const optionsIn = (body: string): string => plain(/data-passkey="([^"]*)"/.exec(body)?.[1] ?? '');
export const csrfIn = (body: string): string => /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
/** The secret of an authenticator, as the page shows it. */
export const secretIn = (body: string): string => (/<code>([A-Z2-7 ]+)<\/code>/.exec(body)?.[1] ?? '').replaceAll(' ', '');

/** The link that a page shows once. */
export const linkIn = (answer: LightMyRequestResponse): string | undefined => /\/desk\/set-up\/[\w-]{43}/.exec(answer.body)?.[0];

export const cookieIn = (answer: LightMyRequestResponse, name = 'huiyin_staff'): string | undefined =>
  answer.cookies.find((it) => it.name === name && it.value !== '')?.value;

interface Sending {
  readonly token?: string | undefined;
  readonly headers?: { readonly [name: string]: string };
  readonly from?: string;
}

/** A browser's request, with a session where there is one. Each caller says where it comes from. */
export const browse = (app: FastifyInstance, host: string) => ({
  get: (url: string, { token, headers, from = '10.0.0.1' }: Sending = {}) =>
    app.inject({
      url,
      remoteAddress: from,
      headers: { host, ...(token === undefined ? {} : { cookie: `huiyin_staff=${token}` }), ...headers },
    }),
  post: (url: string, form: { readonly [name: string]: string }, { token, headers, from = '10.0.0.1' }: Sending = {}) =>
    app.inject({
      method: 'POST',
      url,
      remoteAddress: from,
      headers: {
        host,
        'content-type': 'application/x-www-form-urlencoded',
        ...(token === undefined ? {} : { cookie: `huiyin_staff=${token}` }),
        ...headers,
      },
      payload: new URLSearchParams(form).toString(),
    }),
});

/** Password and code as a sign-in checks and uses them, without its waits: who it is, or undefined. */
export const signInWith = async (
  service: Service,
  given: { readonly staff: string; readonly password: string; readonly code: string },
): Promise<StaffMember | undefined> => {
  const row = await service.read((tx) => findSignIn(tx, given.staff));
  const step = await checkSignIn(service.id, service.wrappingKey, row, given, service.clock());
  return row && step !== undefined && (await service.read((tx) => useSignIn(tx, row, step))) ? row.member : undefined;
};
