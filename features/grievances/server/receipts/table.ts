import { formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { Service } from '../../../../engine/service.ts';
import { TABLE_VERBS } from '../../domain/mediation/mediation.ts';
import { isMediation, type Side } from '../../domain/mediation/table.ts';
import { isAtTable, isReadAtTable, sightAtTable } from '../../domain/mediation/table-sight.ts';
import { allowed, type Option } from '../../domain/decide.ts';
import { inOrder } from '../../domain/state.ts';
import { type MatterView } from '../read-matter.ts';
import { takeStep } from '../take-step.ts';
import { derived, wasTaken } from './change-code.ts';
import type { Holding } from './find-matter-of.ts';
import { readPartial } from './partial-view.ts';

/** Who sits at the table with a code: a side, or somebody who was invited and has not answered. */
export type AtTable = Side | 'invited';

/** Which seat a code gives; undefined for one that has none. */
export const seatOf = ({ right }: Holding): AtTable | undefined =>
  right === 'act' ? 'opener' : right === 'party' ? 'other' : right === 'invited' ? 'invited' : undefined;

/** A mediation as the two sides see it, and the steps of the table that are open now. Undefined for a matter that is none. */
export const readTable = async (
  service: Service,
  matter: string,
): Promise<{ readonly view: MatterView; readonly options: readonly Option[] } | undefined> => {
  const found = await readPartial(service, matter, { seen: sightAtTable, isListed: isAtTable, isRead: isReadAtTable });
  if (!found || !isMediation(found.view.pack)) return undefined;
  const steps = allowed(inOrder(found.all), { kind: 'filer' }, found.around);
  return { view: found.view, options: steps.filter(({ command }) => TABLE_VERBS.some((verb) => verb.name === command)) };
};

/** A step that brings a code: an invitation, or the code of who takes one up. Sent twice under one token it gives the same. */
const bringCode = async (service: Service, { matter, receipt }: Holding, name: string, input: JsonObject, token: string) => {
  const made = derived(service.wrappingKey, token, matter);
  const code = formatReceiptCode(made.code);
  if (await wasTaken(service, matter, made.id)) return { code };
  const refusal = await takeStep(service, matter, { kind: 'filer' }, { name, input: { ...input, by: receipt, receipt: made.id } });
  return refusal ?? { code };
};

/** Invites the other side. The code is shown once, to be handed over. */
export const invite = async (
  service: Service,
  held: Holding,
  words: string,
  token: string,
): Promise<{ readonly code: string } | Refusal> =>
  seatOf(held) === 'opener' ? bringCode(service, held, 'invite_party', { words }, token) : refuse('not_found', { what: 'code' });

/** Takes an invitation up: a code of one's own, and the invitation is spent. */
export const consent = async (service: Service, held: Holding, token: string): Promise<{ readonly code: string } | Refusal> =>
  seatOf(held) === 'invited' ? bringCode(service, held, 'give_consent', {}, token) : refuse('not_found', { what: 'code' });

/** Any other step of the table, by the receipt that stands behind the code. Undefined when it was taken. */
export const takeTableStep = async (
  service: Service,
  { matter, receipt }: Holding,
  name: string,
  input: JsonObject,
  token: string,
): Promise<Refusal | undefined> => {
  const verb = TABLE_VERBS.find((it) => it.name === name && !Object.hasOwn(it.fields, 'receipt'));
  if (!verb) return refuse('not_found');
  return takeStep(service, matter, { kind: 'filer' }, { name, input: { ...input, by: receipt } }, { once: { token } });
};
