import { instant, toIso } from '../../kernel/calendar/instant.ts';
import { inJurisdiction, statement } from '../../engine/store/transaction.ts';
import { forgetCodes } from '../../engine/calls/answer-code.ts';
import { putInUse } from '../../engine/place/put-in-use.ts';
import { settledMatters } from '../../engine/place/settled-dates.ts';
import { FEATURES, getKind, KINDS } from '../features.ts';
import { digestAccess } from './digest-access.ts';
import { projectAgain, recordPassedDeadlines } from '../../engine/kind.ts';
import type { Service } from '../../engine/service.ts';

const DUE = statement<{ matter: string; kind: string }>(
  'sweep_due',
  "select distinct late.matter, e.kind from (select matter from obligation where jurisdiction = $1 and due_at <= $2 and status in ('open', 'pending') and nature = 'duty' and owed_by <> all ($3) and (stops_at is null or stops_at >= due_at) order by due_at limit 200) late join entity e on e.jurisdiction = $1 and e.entity = late.matter",
);
/** What features write themselves no sweep writes down for them. */
const KEPT = KINDS.flatMap((kind) => kind.keeps ?? []);
const FORGET_ANSWERS = statement('forget_answers', 'delete from idempotency where jurisdiction = $1 and created_at < $2');
const FORGET_SESSIONS = statement('forget_sessions', 'delete from staff_session where jurisdiction = $1 and expires_at < $2');
// What custodians opened is closed again; shares of a request that was not granted go with it.
const CLOSE_BOXES = statement('close_boxes', 'delete from keystore.opened_box where jurisdiction = $1 and until <= $2');
const FORGET_SHARES = statement(
  'forget_lapsed_shares',
  'delete from keystore.released_share r using unsealing u where r.jurisdiction = $1 and u.jurisdiction = $1 and u.matter = r.matter and u.level = r.level and u.n = r.n and u.lapses_at <= $2',
);
const FORGET_LINKS = statement('forget_links', 'delete from set_up_link where jurisdiction = $1 and expires_at < $2');
const FORGET_PENDING = statement('forget_pending', 'delete from pending_step where jurisdiction = $1 and expires_at < $2');
const FORGET_DOORS = statement('forget_pending_doors', 'delete from pending_door where jurisdiction = $1 and expires_at < $2');
// Once taken, a row would only say that somebody was told; the day lets one that was marked by mistake be seen.
const FORGET_RELAYED = statement('forget_relayed', "delete from outbox where jurisdiction = $1 and topic = 'relay' and sent_at < $2");
const RELAYED_MS = 24 * 3_600_000;
const ANSWER_MS = 24 * 3_600_000; // design 4: the stored answer is gone after 24 h

/** Definitions that have been public for long enough come into use; dates that were provisional without them are counted again. */
const useDefinitions = async (service: Service): Promise<void> => {
  const now = service.clock();
  const used = await service.read((tx) => putInUse(tx, now));
  const it = await service.jurisdiction(used.length > 0 ? 'fresh' : undefined);
  for (let after = ''; ;) {
    const matters = await service.read((tx) => settledMatters(tx, it, after));
    const last = matters.at(-1);
    if (last === undefined) return;
    await Promise.all(matters.map(({ matter, kind }) => projectAgain(service, getKind(kind), matter)));
    after = last.matter;
  }
};

/** Writes down deadlines that have passed, and forgets what is to be forgotten. Late or twice, it comes to the same. */
export const sweep = async (service: Service): Promise<void> => {
  await useDefinitions(service);
  await digestAccess(service);
  const now = service.clock();
  const done = new Set<string>();
  for (;;) {
    const due = await inJurisdiction(service.pools.sweeper, service.id, (tx) => tx.run(DUE, [service.id, toIso(now), KEPT]));
    const left = due.filter(({ matter }) => !done.has(matter));
    if (left.length === 0) break;
    await Promise.all(left.map(({ matter, kind }) => recordPassedDeadlines(service, getKind(kind), matter)));
    for (const { matter } of left) done.add(matter);
  }
  for (const sweepOwn of FEATURES.flatMap((it) => it.sweeps ?? [])) await sweepOwn(service);
  await inJurisdiction(service.pools.sweeper, service.id, async (tx) => {
    await tx.run(FORGET_ANSWERS, [service.id, toIso(instant(now - ANSWER_MS))]);
    await forgetCodes(tx, now);
    await tx.run(FORGET_RELAYED, [service.id, toIso(instant(now - RELAYED_MS))]);
    for (const forget of [FORGET_SESSIONS, FORGET_LINKS, FORGET_PENDING, FORGET_DOORS, CLOSE_BOXES, FORGET_SHARES])
      await tx.run(forget, [service.id, toIso(now)]);
  });
};
