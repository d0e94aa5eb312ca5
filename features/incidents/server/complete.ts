import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { nextCalls } from '../../../kernel/callout/next-calls.ts';
import { chainOn } from '../../../kernel/plan/chain-on.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { siteRows } from '../../sites/public.ts';
import { callsData } from '../domain/calling.ts';
import { peerAbove, readPeers } from './peers/peer-file.ts';
import { planFor } from './plans.ts';
import { holdersAt } from './seat-holders.ts';

/** The office above another one, and the one above that; nothing where none stands there. */
const above = (offices: ReadonlyMap<string, { readonly parent: string | null }>, office: string): JsonObject => {
  const first = offices.get(office)?.parent ?? null;
  const second = first === null ? null : (offices.get(first)?.parent ?? null);
  return { ...(first === null ? {} : { above: first }), ...(second === null ? {} : { top: second }) };
};

/** The site that was named; for a drill one that the office answers for or supervises. */
const siteOf = async (tx: Transaction, typed: Json | undefined, of: string | null): Promise<JsonObject | Refusal> => {
  if (typed === undefined || typed === '') return {};
  const [site] = await siteRows(tx, [parseEntityNumber(String(typed)) ?? '']);
  if (!site || site.until !== null || (of !== null && ![site.office, site.local, site.sector].includes(of)))
    return refuse('site_unknown', { field: 'site' });
  return { site: site.site, siteName: site.name, siteClass: site.class, siteOffice: site.office };
};

/**
 * What a plan brings with it when it is opened: its chain, frozen, without the teams that are not insured or whose term is over today, and which
 * ones these are; its tasks; and whom the first step calls right now.
 */
const opened = async (
  service: Service,
  tx: Transaction,
  who: StaffMember,
  { plan: id }: JsonObject,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  const it = await service.jurisdiction();
  const found = await planFor(tx, it, number ?? '', String(id));
  if (!found) return refuse('plan_unknown', { field: 'plan' });
  const { plan, hash } = found;
  const now = service.clock();
  const { chain, leftOut } = chainOn(plan, dateIn(now, it.zone));
  const { calls } = nextCalls(chain, [{ kind: 'begun', at: now, by: who.post }], await holdersAt(tx, it, chain, now), now);
  return {
    planHash: hash,
    chain: chain as unknown as Json, // plain JSON by its own type
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.map(({ team, because, ended }) => ({ team, because, ended })) }),
    tasks: plan.tasks.map(({ id, group, minutes }) => ({
      id,
      group: plan.groups.find((one) => one.id === group)?.part ?? 'command',
      minutes,
    })),
    ...(plan.evacuation === null ? {} : { targetMinutes: plan.evacuation.minutes }),
    ...callsData(calls),
  };
};

/** What the server adds to a step: offices above, the site as it is now, and what a plan brings with it. */
export const complete = async (
  service: Service,
  who: StaffMember,
  { name, input }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (name === 'open_plan') return service.read((tx) => opened(service, tx, who, input, number));
  if (name !== 'take_word' && name !== 'begin_drill') return {};
  const { offices } = await service.jurisdiction();
  const placed = above(offices, who.office);
  // Where nobody stands above here, the office above may be at another installation.
  const peer = name === 'take_word' && placed['above'] === undefined ? peerAbove(readPeers(service.keys).peers, who.office) : undefined;
  const site = await service.read((tx) => siteOf(tx, input['site'], name === 'begin_drill' ? who.office : null));
  return isRefusal(site) ? site : { ...placed, ...(peer ? { abovePeer: peer.name } : {}), ...site };
};
