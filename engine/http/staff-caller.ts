import type { FastifyRequest } from 'fastify';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { findSession } from '../people/sessions.ts';
import type { StaffMember } from '../place/read.ts';
import type { Service } from '../service.ts';
import { OWN_HEADER } from './own-header.ts';
import { bearerOf, cookieOf } from './staff-device.ts';

/** Who calls, by the token in the header; a cookie is not looked at, so that no other site can call with it. */
export const callerOf = async (service: Service, request: FastifyRequest): Promise<StaffMember | Refusal> => {
  const token = bearerOf(request);
  const staff = token === undefined ? undefined : await service.read((tx) => findSession(tx, token, service.clock()));
  return staff ?? refuse('sign_in_needed');
};

/**
 * Who calls from a page of ours: by the session of the browser, where the request carries a header that other sites cannot send; else by a
 * token, as programs do.
 */
export const pageCallerOf = async (service: Service, request: FastifyRequest): Promise<StaffMember | Refusal> => {
  const site = request.headers['sec-fetch-site'];
  const isOurs = request.headers[OWN_HEADER] !== undefined && (site === undefined || site === 'same-origin' || site === 'none');
  const token = isOurs ? cookieOf(request) : undefined;
  if (token === undefined) return callerOf(service, request);
  return (await service.read((tx) => findSession(tx, token, service.clock()))) ?? refuse('sign_in_needed');
};
