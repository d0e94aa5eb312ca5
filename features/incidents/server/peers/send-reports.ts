import { hashing } from '../../../../engine/keys/hashing.ts';
import { postOut } from '../../../../engine/outbox/post-out.ts';
import type { Written } from '../../../../engine/staff-entity.ts';
import type { Service } from '../../../../engine/service.ts';
import { readHistoryOf, readTexts } from '../../../../engine/store/read-entity.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import { addMs, instant, toIso } from '../../../../kernel/calendar/instant.ts';
import { toHex } from '../../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { isIncidentKind } from '../../../../kernel/incident/kinds.ts';
import { fold } from '../../domain/state.ts';
import { REPORTS, TOLL } from '../../domain/vocabulary.ts';
import { readPeers, type ReportPeer } from './peer-file.ts';
import type { PeerReceipt, PeerReport } from './report.ts';
import { signFor } from './sign.ts';

const ADD = statement(
  'add_peer_report',
  "insert into peer_report (jurisdiction, way, peer, report, matter, n, state, due_at) values ($1, 'out', $2, $3, $4, $5, 'waiting', $6) on conflict do nothing",
);
const CONFIRM = statement(
  'confirm_peer_report',
  `insert into peer_report (jurisdiction, way, peer, report, matter, n, state, due_at, taken_by, taken_at) values ($1, 'in', $2, $3, $4, $5, 'to_confirm', $6, $7, $6)
   on conflict (jurisdiction, way, peer, report) do update set state = 'to_confirm', due_at = excluded.due_at, taken_by = excluded.taken_by, taken_at = excluded.taken_at
   where peer_report.state = 'arrived'`,
);

/** The name of a report for the other side: nothing about us can be read off it. */
const nameOf = ({ wrappingKey }: Service, number: string, n: number): string =>
  toHex(hashing.hmac(wrappingKey, utf8Encode(`huiyin/peer-report/v1/${number}/${n}`))).slice(0, 32);

/** What is to be told to another installation because of a step, in its transaction: a report that was sent, or that one of theirs was taken. */
export const tellPeers = async (tx: Transaction, { service, number, added }: Written): Promise<void> => {
  for (const event of added) {
    const { peer, report, of } = event.data;
    const at = toIso(event.recordedAt);
    if (event.type === 'report_sent' && typeof peer === 'string')
      await tx.run(ADD, [tx.jurisdiction, peer, nameOf(service, number, event.n), number, event.n, at]);
    if (event.type === 'peer_report_taken' && event.actor.kind === 'staff')
      await tx.run(CONFIRM, [tx.jurisdiction, peer, report, number, of, at, event.actor.post]);
  }
};

interface Due {
  readonly way: 'out' | 'in';
  readonly peer: string;
  readonly report: string;
  readonly matter: string;
  readonly n: number;
  readonly attempt: number;
  readonly taken_by: string | null;
  readonly taken_at: number | null;
}

const CLAIM = statement<Due>(
  'claim_peer_reports',
  `update peer_report p set attempt = p.attempt + 1, due_at = $3 from (
     select way, peer, report from peer_report where jurisdiction = $1 and due_at <= $2 order by due_at limit 20 for update skip locked
   ) d where p.jurisdiction = $1 and p.way = d.way and p.peer = d.peer and p.report = d.report
   returning p.way, p.peer, p.report, p.matter, p.n, p.attempt, p.taken_by, p.taken_at`,
);
const SENT = statement(
  'peer_report_sent',
  `update peer_report set state = case way when 'out' then 'sent' else 'confirmed' end, due_at = case way when 'out' then $5::timestamptz end
   where jurisdiction = $1 and way = $2 and peer = $3 and report = $4 and state in ('waiting', 'sent', 'to_confirm')`,
);

const FIRST_MS = 15_000;
const LAST_MS = 10 * 60_000;
/** What was sent and not taken is sent again after so long: it may have been lost behind its answer. */
const AGAIN_MS = 10 * 60_000;
const ANSWER_BYTES = 4096;

/** A report as it stands in its event, read by the machine; undefined where its words are gone. */
const reportOf = (service: Service, { matter, n, report }: Due): Promise<PeerReport | undefined> =>
  service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [matter])).get(matter)?.contents;
    const history = keys && (await readHistoryOf(tx, matter, keys));
    const event = history?.events.find((one) => one.n === n);
    const payload = history?.payloads.find((one) => one.n === n);
    if (!keys || !history || !event || !payload) return undefined;
    const words = await readTexts(tx, [payload], new Map([[matter, keys]]));
    const text = (field: string): string => words.get(payload.texts[field]?.blob ?? '') ?? '';
    const state = fold(history.events.toSorted((a, b) => a.n - b.n));
    const counts = Object.fromEntries(TOLL.flatMap((name) => (typeof event.data[name] === 'number' ? [[name, event.data[name]]] : [])));
    return {
      v: 1,
      report,
      number: matter,
      kind: isIncidentKind(state.what) ? state.what : 'other_thing',
      which: REPORTS.find((one) => one === event.data['which']) ?? 'first',
      knownAt: toIso(state.knownAt ?? event.recordedAt),
      site: state.site?.name ?? null,
      conditions: text('conditions'),
      actions: text('actions'),
      needs: text('needs'),
      ...counts,
    };
  });

const sendOne = async (service: Service, peer: ReportPeer, due: Due): Promise<boolean> => {
  const isReport = due.way === 'out';
  const receipt: PeerReceipt = {
    v: 1,
    report: due.report,
    post: due.taken_by ?? '',
    takenAt: toIso(due.taken_at === null ? service.clock() : instant(due.taken_at)),
  };
  const said = isReport ? await reportOf(service, due) : receipt;
  if (!said) return false;
  const signed = await signFor(service, isReport ? 'report' : 'receipt', peer, JSON.stringify(said));
  const path = isReport ? 'api/v1/peer/reports' : 'api/v1/peer/receipts';
  const came = await postOut({
    url: new URL(path, peer.url.endsWith('/') ? peer.url : `${peer.url}/`),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signed),
    to: peer.private ? 'any' : 'open',
    read: ANSWER_BYTES,
  });
  return came?.status === 200 && came.text.includes(due.report);
};

/**
 * Sends what waits for other installations: reports, and word that theirs were taken. Each is claimed before it is sent, so that two processes do
 * not send one at once; what was interrupted is sent again. Sent is not taken: a report goes on being sent until its receipt has come.
 */
export const sendReports = async (service: Service): Promise<void> => {
  const { peers } = readPeers(service.keys);
  if (peers.length === 0) return;
  const now = service.clock();
  const claimed = await service.read((tx) => tx.run(CLAIM, [tx.jurisdiction, toIso(now), toIso(addMs(now, FIRST_MS))]));
  for (const due of claimed) {
    const peer = peers.find(({ name }) => name === due.peer);
    const done = peer !== undefined && (await sendOne(service, peer, due));
    const wait = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(due.attempt, 10));
    await service.read((tx) =>
      done
        ? tx.run(SENT, [tx.jurisdiction, due.way, due.peer, due.report, toIso(addMs(service.clock(), AGAIN_MS))])
        : tx.run(LATER, [tx.jurisdiction, due.way, due.peer, due.report, toIso(addMs(service.clock(), wait))]),
    );
  }
};

const LATER = statement(
  'peer_report_later',
  "update peer_report set due_at = $5 where jurisdiction = $1 and way = $2 and peer = $3 and report = $4 and state in ('waiting', 'sent', 'to_confirm')",
);
