import { isWithin } from '../../../engine/place/within.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { officesIn } from '../domain/state.ts';
import { issue } from '../domain/verbs.ts';
import { findIssued } from './read-circulars.ts';

/**
 * What the server looks up for a circular that is issued: no office above is told to do something by one below it, and what it replaces is one
 * of its own office. One of another office is as little there as one that does not exist.
 */
export const completeCircular = async (
  service: Service,
  { office }: StaffMember,
  { name, input }: StaffCommand,
): Promise<JsonObject | Refusal> => {
  if (name !== issue.name) return {};
  const it = await service.jurisdiction();
  if (officesIn(input).some((one) => one !== office && isWithin(it, office, one)))
    return refuse('circular_office_above', { field: 'offices' });
  const typed = textOf(input, 'replaces').trim();
  if (typed === '') return {};
  const number = parseEntityNumber(typed) ?? '';
  const found = await service.read((tx) => findIssued(tx, office, number));
  return found ? { replaces: number } : refuse('circular_unknown', { field: 'replaces' });
};
