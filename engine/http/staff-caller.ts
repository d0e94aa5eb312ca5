import type { FastifyRequest } from 'fastify';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { findSession } from '../people/sessions.ts';
import type { StaffMember } from '../place/read.ts';
import type { Service } from '../service.ts';
import { bearerOf } from './staff-device.ts';

/** Who calls, by the token in the header; a cookie is not looked at, so that no other site can call with it. */
export const callerOf = async (service: Service, request: FastifyRequest): Promise<StaffMember | Refusal> => {
  const token = bearerOf(request);
  const staff = token === undefined ? undefined : await service.read((tx) => findSession(tx, token, service.clock()));
  return staff ?? refuse('sign_in_needed');
};
