import { countsAt, outcomeOf } from '../../features/figures/domain/count.ts';
import { documentBytes, parseDocument, type FiguresDocument } from '../../features/figures/domain/document.ts';
import { WINDOW } from '../../features/figures/domain/month.ts';
import { STAGES, WORK_STAGES, type Stage } from '../../features/figures/domain/stage.ts';
import { readFigureRows } from '../../features/figures/server/figures.ts';
import { stretchOf } from '../../features/figures/server/freeze-months.ts';
import { countedRules } from '../../features/figures/server/read-counts.ts';
import { readWork } from '../../features/figures/server/read-work.ts';
import { hasWork } from '../../features/figures/domain/compose.ts';
import { fromIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import type { StreamEvent } from '../../kernel/stream/event.ts';
import type { Rows } from '../../kernel/stream/table.ts';
import type { Transaction } from '../../engine/store/transaction.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import type { KeyBroker } from '../../engine/keys/broker.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { Finding } from './finding.ts';

interface Frozen {
  readonly figures: FiguresDocument;
  readonly from: Instant;
  readonly to: Instant;
  readonly at: Instant;
}

/** Counts the figures of every published month again, entity by entity, from the events there were when it was published. */
export interface FiguresTally {
  /** `whole`: what follows from all of the events; `projectAgain`: what follows from some of them. */
  add(events: readonly StreamEvent[], whole: Rows, projectAgain: (some: readonly StreamEvent[]) => Rows | undefined): void;
  findings(): readonly Finding[];
}

/** Rows beside the public stream: each month is there once, with the bytes whose hash was published, in a chain. */
const checkRows = async (
  tx: Transaction,
): Promise<{ readonly findings: readonly Finding[]; readonly documents: readonly FiguresDocument[] }> => {
  const rows = await readFigureRows(tx);
  const told = (await readPublicRows(tx))
    .flatMap(({ payload }) => parsePublicEvent(payload) ?? [])
    .filter((event) => event.type === 'figures_published')
    .map(({ data }) => ({ month: String(data['month']), hash: String(data['document']) }));
  const findings: Finding[] = [];
  const finding = (month: string, what: string): void => void findings.push({ code: 'figures', where: `figure ${month}`, what });
  for (const { month } of told) if (!rows.some((row) => row.month === month)) finding(month, 'row is missing');
  let previous: string | null = null;
  const documents = rows.flatMap((row) => {
    const hash = toHex(hashing.sha256(row.document));
    const it = parseDocument(row.document);
    if (!told.some((one) => one.month === row.month && one.hash === hash)) finding(row.month, 'document');
    if (!it || it.month !== row.month || !bytesEqual(documentBytes(it), row.document)) finding(row.month, 'document');
    else if (it.previous !== previous) finding(row.month, 'previous');
    previous = hash;
    return it ?? [];
  });
  return { findings, documents };
};

const keyOf = (month: string, office: string, stage: Stage): string => `${month} ${office} ${stage}`;

/** What was counted again must be what was published; a year's breaches are the sum of its months'. */
const compare = (documents: readonly FiguresDocument[], counted: ReadonlyMap<string, { readonly kept: number; readonly late: number }>) =>
  documents.flatMap((doc, at) =>
    doc.offices.flatMap((it) =>
      STAGES.flatMap((stage): readonly Finding[] => {
        const part = it.stages[stage];
        if (!part) return [];
        const { kept, late } = counted.get(keyOf(doc.month, it.office, stage)) ?? { kept: 0, late: 0 };
        const finding = (what: string): Finding => ({ code: 'figures', where: `figure ${doc.month}/${it.office}/${stage}`, what });
        const range = part.month.kept;
        const isIn = range === null || (kept >= range.from && (range.to === null || kept <= range.to));
        const year = documents
          .slice(Math.max(0, at + 1 - WINDOW), at + 1)
          .reduce((sum, one) => sum + (one.offices.find(({ office }) => office === it.office)?.stages[stage]?.month.late ?? 0), 0);
        return [
          ...(late === part.month.late ? [] : [finding('late')]),
          ...(isIn ? [] : [finding('kept')]),
          ...(year === part.year.late ? [] : [finding('year')]),
        ];
      }),
    ),
  );

/** Opens the tally of a jurisdiction. */
export const openFiguresTally = async (tx: Transaction, broker: KeyBroker, it: Jurisdiction): Promise<FiguresTally> => {
  const { findings, documents } = await checkRows(tx);
  const rules = countedRules(it.packs);
  const months = documents.map((figures): Frozen => ({ figures, ...stretchOf(figures.month, it.zone), at: fromIso(figures.frozenAt) }));
  const counted = new Map<string, { readonly kept: number; readonly late: number }>();
  const addTo = (key: string, more: { readonly kept: number; readonly late: number }): void => {
    const sum = counted.get(key) ?? { kept: 0, late: 0 };
    counted.set(key, { kept: sum.kept + more.kept, late: sum.late + more.late });
  };
  for (const { figures, from, to } of months)
    if (hasWork(figures))
      for (const [office, { stages }] of await readWork(tx, broker, it, figures.month, { from, to }))
        for (const stage of WORK_STAGES) addTo(keyOf(figures.month, office, stage), stages[stage]);
  const addMonth = ({ figures, from, to }: Frozen, { obligations, assignments }: Rows, events: readonly StreamEvent[]): void => {
    for (const row of obligations) {
      const rule = rules.get(row.rule);
      const [start = ''] = row.started_by.split('<');
      const begun = rule?.stage === 'reports' ? events.find(({ level, n }) => `${level}.${n}` === start)?.recordedAt : undefined;
      const due = row.due_at === null ? null : countsAt(fromIso(row.due_at), begun);
      const outcome = outcomeOf(row);
      if (due === null || due <= from || due > to || !rule || !outcome) continue;
      const office = rule.kind === 'register' ? assignments.find((one) => one.level === 0 && one.since === 0)?.office : row.office;
      if (!office) continue;
      addTo(keyOf(figures.month, office, rule.stage), { kept: 0, late: 0, [outcome]: 1 });
    }
  };
  return {
    add: (events, whole, projectAgain) => {
      if (!whole.obligations.some((row) => rules.has(row.rule))) return;
      for (const month of months) {
        const there = events.filter((event) => event.recordedAt <= month.at);
        const rows = there.length === events.length ? whole : projectAgain(there);
        if (rows !== undefined) addMonth(month, rows, there);
      }
    },
    // Records that were taken in after a month was published carry dates of before: there is nothing to compare them with.
    findings: () => [...findings, ...(it.imported ? [] : compare(documents, counted))],
  };
};
