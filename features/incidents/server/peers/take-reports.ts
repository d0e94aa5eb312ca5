import { kindIn } from '../../../../engine/kind.ts';
import type { Service } from '../../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../../engine/store/begin-entity.ts';
import { statement } from '../../../../engine/store/transaction.ts';
import { toIso } from '../../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { cutText } from '../../domain/cut-text.ts';
import { fold } from '../../domain/state.ts';
import { TOLL } from '../../domain/vocabulary.ts';
import { incidents } from '../incidents.ts';
import type { ReportPeer } from './peer-file.ts';
import type { PeerReceipt, PeerReport } from './report.ts';

const FIND = statement<{ matter: string }>('incident_of_peer', 'select matter from incident where jurisdiction = $1 and peer_of = $2');
const ARRIVED = statement(
  'peer_report_arrived',
  "insert into peer_report (jurisdiction, way, peer, report, matter, n, state) values ($1, 'in', $2, $3, $4, $5, 'arrived') on conflict do nothing",
);
const OWN = statement<{ matter: string; n: number }>(
  'own_peer_report',
  "select matter, n from peer_report where jurisdiction = $1 and way = 'out' and peer = $2 and report = $3",
);
const TAKEN = statement(
  'peer_report_taken',
  "update peer_report set state = 'taken', due_at = null, taken_by = $4 where jurisdiction = $1 and way = 'out' and peer = $2 and report = $3",
);

const event = (type: string, data: JsonObject, texts: NewStreamEvent['texts'] = {}): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts,
});

const received = (peer: ReportPeer, it: PeerReport): NewStreamEvent =>
  event(
    'peer_report_received',
    {
      peer: peer.name,
      report: it.report,
      which: it.which,
      ...Object.fromEntries(TOLL.flatMap((count) => (it[count] === undefined ? [] : [[count, it[count]]]))),
    },
    Object.fromEntries((['conditions', 'actions', 'needs'] as const).flatMap((field) => (it[field] === '' ? [] : [[field, it[field]]]))),
  );

/** The incident here that is about one there, begun as a watch with its first report. */
const beginFor = async (service: Service, peer: ReportPeer, office: string, it: PeerReport, of: string): Promise<string> => {
  const place = await service.jurisdiction();
  const rules = rulesFor(incidents, place, { field: it.kind, site: '' });
  if (!rules) throw new Error('no rules for incidents are in force');
  const above = place.offices.get(office)?.parent ?? null;
  const top = above === null ? null : (place.offices.get(above)?.parent ?? null);
  const data: JsonObject = {
    kind: it.kind,
    as: 'watch',
    source: 'peer',
    lead: office,
    ...(above === null ? {} : { above }),
    ...(top === null ? {} : { top }),
    knownAt: toIso(service.clock()),
    peerOf: of,
  };
  const words = cutText([it.site ?? undefined, it.conditions]);
  const form = { token: `peer ${of}`, request: { of } };
  const begun = await beginEntity(service, incidents, place, rules, [event('word_received', data, { words }), received(peer, it)], form);
  if (isRefusal(begun)) throw new Error(`a report of a peer began nothing: ${begun.refused}`);
  return begun;
};

/**
 * Takes a report of another installation in: the first one about something begins a watch of the office that was named for it, the others stand
 * beside it. Once, however often it is sent. Whether it is taken, a post says (`take_peer_report`).
 */
export const takeReport = async (service: Service, peer: ReportPeer, it: PeerReport): Promise<'taken in' | 'nobody takes it'> => {
  const place = await service.jurisdiction();
  const { office } = peer;
  if (office === undefined || !place.offices.has(office)) return 'nobody takes it';
  const of = `${peer.name} ${it.number}`;
  const [known] = await service.read((tx) => tx.run(FIND, [tx.jurisdiction, of]));
  const matter = known?.matter ?? (await beginFor(service, peer, office, it, of));
  let n = -1;
  await service.lane.submit({
    kind: 'step',
    matter,
    of: kindIn(incidents, place),
    decide: ({ events }) => {
      const state = fold(events.toSorted((a, b) => a.n - b.n));
      const there = state.peerReports.find(({ report }) => report === it.report);
      n = there?.n ?? events.length;
      return there ? [] : [received(peer, it)];
    },
  });
  await service.read((tx) => tx.run(ARRIVED, [tx.jurisdiction, peer.name, it.report, matter, n]));
  return 'taken in';
};

/** A post of the other installation has taken one of our reports: from this second on it is told, and by whom it was taken stands beside it. */
export const takeReceipt = async (service: Service, peer: ReportPeer, it: PeerReceipt): Promise<boolean> => {
  const [own] = await service.read((tx) => tx.run(OWN, [tx.jurisdiction, peer.name, it.report]));
  if (!own) return false;
  const place = await service.jurisdiction();
  await service.lane.submit({
    kind: 'step',
    matter: own.matter,
    of: kindIn(incidents, place),
    decide: ({ events }) => {
      const sent = fold(events.toSorted((a, b) => a.n - b.n)).reports.find((one) => one.n === own.n);
      if (!sent || sent.proof !== null) return [];
      return [event(`told_${sent.which}`, { of: own.n, proof: 'peer', peer: peer.name, post: it.post, takenAt: it.takenAt })];
    },
  });
  await service.read((tx) => tx.run(TAKEN, [tx.jurisdiction, peer.name, it.report, it.post]));
  return true;
};
