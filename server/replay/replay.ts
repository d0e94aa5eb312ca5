import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { obligations } from '../../kernel/obligation/obligations.ts';
import type { Obligation } from '../../kernel/obligation/obligation.ts';
import { isRefusal, type Refusal, type RefusalCode } from '../../kernel/refusal.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import { packKnows } from '../../features/grievances/domain/standing.ts';
import { findMatters, readHistories, type History } from '../db/history.ts';
import { statement } from '../db/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { surroundings, type Service } from '../service.ts';
import { readRecord, type Record } from './record.ts';
import { reportDuties, type DutyLine } from './report.ts';

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

const OFFICE = 'records';
const DESK: Asker = { kind: 'staff', post: `${OFFICE}.head`, office: OFFICE, role: 'head' };
const AT_ONCE = 32; // records in work; a lane takes up to 64 commands a transaction

const FIND_IMPORTED = statement<{ matter: string }>('find_imported', 'select matter from import_key where jurisdiction = $1 and key = $2');

const importKey = (pack: string, id: string): Buffer =>
  Buffer.from(hashing.sha256(utf8Encode(JSON.stringify(['huiyin/import/v1', pack, id]))));

/** Thrown inside one record only; it becomes a line of `refused`. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

const must = <T>(result: T | Refusal): T => {
  if (isRefusal(result)) throw new Refused(result);
  return result;
};

const historiesOf = (service: Service, matters: readonly string[]): Promise<ReadonlyMap<string, History>> =>
  service.read(async (tx) => {
    const keys = await service.broker.forSystem(tx, matters);
    const contents = new Map([...keys].map(([matter, { contents }]) => [matter, contents] as const));
    return readHistories(tx, hashing, await findMatters(tx, matters, false), contents);
  });

/** Takes one record through filing, registering, accepting and replying, each step only where it is missing. */
const importRecord = async (service: Service, pack: string, record: Record): Promise<string> => {
  const it = await service.jurisdiction();
  const key = importKey(pack, record.id);
  const found = await service.read((tx) => tx.run(FIND_IMPORTED, [tx.jurisdiction, key]));
  const fields = { subject: record.subject, body: record.body };
  const matter =
    found[0]?.matter ??
    must(await fileMatter(service, { fields, lang: 'zh-CN', pack }, { token: null, at: record.filedAt, importKey: key })).number;
  const history = (await historiesOf(service, [matter])).get(matter);
  const done = new Set(history?.events.map((event) => event.type));
  const rules = [...it.packs.values()].find((one) => one.id === pack);
  const step = async (name: string, at: Instant, input = {}): Promise<void> =>
    void must((await takeStep(service, matter, DESK, { name, input }, { at })) ?? null);
  if (!done.has('registered'))
    await step('register', record.filedAt, { office: OFFICE, ...(rules && rules.grades.length > 0 ? { grade: 'ordinary' } : {}) });
  if (!done.has('accepted') && rules && packKnows(rules, 'accepted')) await step('accept', record.filedAt);
  if (!done.has('replied') && record.repliedAt !== null) await step('reply', record.repliedAt, { opinion: record.reply ?? '' });
  return matter;
};

const obligationsOf = async (service: Service, matters: readonly string[]): Promise<readonly (readonly Obligation[])[]> => {
  const it = await service.jurisdiction();
  const all: (readonly Obligation[])[] = [];
  for (let from = 0; from < matters.length; from += 200) {
    const histories = await historiesOf(service, matters.slice(from, from + 200));
    for (const history of histories.values()) {
      const { pack, calendar } = surroundings(it, history, service.clock());
      // A record's clock is its own time: it stands still at its last event.
      all.push(obligations(history.events, pack, calendar, history.events.at(-1)?.recordedAt ?? service.clock()));
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
  try {
    tally.matters.push(await importRecord(service, pack, record));
    if (record.repliedAt !== null) tally.replied += 1;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuseLine(error.refusal.refused);
  }
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
