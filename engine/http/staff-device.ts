import type { FastifyRequest } from 'fastify';
import { findSession } from '../people/sessions.ts';
import type { Service } from '../service.ts';

/** Name of the session cookie of the desk; filers have none. */
export const COOKIE = 'huiyin_staff';

/** Name of the cookie that waits for the way back from the organisation's own sign-in; it goes with the first try. */
export const SEALED = 'huiyin_sealed';

const BEARER = /^Bearer ([\w-]{43})$/;

/** The value of a cookie; of the desk's, its token. */
export const cookieOf = (request: FastifyRequest, name = COOKIE): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** What makes a device a kiosk: a setting of the machine, the same whoever stands there. */
export const KIOSK = 'huiyin_kiosk';
export const isKiosk = (request: FastifyRequest): boolean => cookieOf(request, KIOSK) === '1';

/** The token that a program sends. */
export const bearerOf = (request: FastifyRequest): string | undefined => BEARER.exec(request.headers.authorization ?? '')?.[1];

/** Whether staff are signed in where a request comes from. Open pages ask only before a step that must not be taken there (G7). */
export const isStaffDevice = async (service: Service, request: FastifyRequest): Promise<boolean> => {
  const tokens = [cookieOf(request), bearerOf(request)].filter((token) => token !== undefined);
  const now = service.clock();
  for (const token of tokens) if (await service.read((tx) => findSession(tx, token, now))) return true;
  return false;
};
