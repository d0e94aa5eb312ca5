import { obligations } from '../../kernel/obligation/obligations.ts';
import type { Obligation } from '../../kernel/obligation/obligation.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import { historiesOf, importKey, RECORDS_OFFICE, takeRecord } from '../import/take-record.ts';
import { surroundings } from '../../features/grievances/server/surroundings.ts';
import type { Service } from '../../engine/service.ts';
import { readRecord } from './record.ts';
import { reportDuties, type DutyLine } from './report.ts';
import { MATTER } from '../../kernel/matter/vocabulary.ts';

export interface ReplayReport {
  readonly filed: number;
  readonly replied: number;
  readonly refused: readonly { readonly line: number; readonly id: string | null; readonly code: RefusalCode }[];
  readonly duties: readonly DutyLine[];
  readonly note: string;
}

const NOTE =
  'As if: the pack is applied to records of a time before its rules were in force. Registering and accepting are not in the records: ' +
  'they are assumed on the filing day and their duties are counted as unknown. Where the pack has grades, ordinary is assumed.';

const AT_ONCE = 32; // records in work; a lane takes up to 64 commands a transaction

const obligationsOf = async (service: Service, matters: readonly string[]): Promise<readonly (readonly Obligation[])[]> => {
  const it = await service.jurisdiction();
  const all: (readonly Obligation[])[] = [];
  for (let from = 0; from < matters.length; from += 200) {
    const histories = await historiesOf(service, matters.slice(from, from + 200));
    for (const history of histories.values()) {
      const { pack, calendar } = surroundings(it, history, service.clock());
      // A record's clock is its own time: it stands still at its last event.
      all.push(obligations(MATTER, history.events, pack, calendar, history.events.at(-1)?.recordedAt ?? service.clock()));
    }
  }
  return all;
};

interface Tally {
  readonly matters: string[];
  readonly refused: ReplayReport['refused'][number][];
  replied: number;
}

const idIn = (line: string): string | null => {
  try {
    const { id } = JSON.parse(line) as { id?: unknown }; // only looked at
    return id === undefined ? null : String(id);
  } catch {
    return null;
  }
};

const takeLine = async (service: Service, pack: string, line: string, number: number, seen: Set<string>, tally: Tally): Promise<void> => {
  const record = readRecord(line, service.clock());
  const refuseLine = (code: RefusalCode): void => void tally.refused.push({ line: number, id: idIn(line), code });
  if (isRefusal(record)) return refuseLine(record.refused);
  if (seen.has(record.id)) return refuseLine('already_done');
  seen.add(record.id);
  const { id, subject, body, ...times } = record;
  const taken = await takeRecord(service, {
    ...times,
    key: importKey(pack, id),
    fields: { subject, body },
    lang: 'zh-CN',
    pack,
    office: RECORDS_OFFICE,
  });
  if (isRefusal(taken)) return refuseLine(taken.refused);
  tally.matters.push(taken.matter);
  if (record.repliedAt !== null) tally.replied += 1;
};

/** Replays the lines of a file under a pack. Bad records are refused one by one; a second run adds nothing. */
export const replay = async (
  service: Service,
  pack: string,
  lines: readonly string[],
  progress: (done: number, all: number) => void,
): Promise<ReplayReport> => {
  const tally: Tally = { matters: [], refused: [], replied: 0 };
  const seen = new Set<string>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < lines.length) {
      const number = next;
      next += 1;
      const line = lines[number] ?? '';
      if (line.trim() !== '') await takeLine(service, pack, line, number + 1, seen, tally);
      if ((number + 1) % 100 === 0) progress(number + 1, lines.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const rules = [...(await service.jurisdiction()).packs.values()].find((it) => it.id === pack);
  if (!rules) throw new Error(`no pack ${pack}`);
  return {
    filed: tally.matters.length,
    replied: tally.replied,
    refused: tally.refused.toSorted((a, b) => a.line - b.line),
    duties: reportDuties(rules, await obligationsOf(service, tally.matters)),
    note: NOTE,
  };
};
