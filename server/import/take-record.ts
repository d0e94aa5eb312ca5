import { type Lang } from '../../kernel/language/languages.ts';
import { packKnows } from '../../features/grievances/domain/standing.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { findMatters, readHistories, type History } from '../../engine/store/history.ts';
import { statement } from '../../engine/store/transaction.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { Service } from '../../engine/service.ts';

/** The office that takes records in; it answers those that name no other. */
export const RECORDS_OFFICE = 'records';

/** A record of another system, ready to be lived through. */
export interface TakenRecord {
  /** What makes it one matter, however often it is read. */
  readonly key: Buffer;
  readonly fields: { readonly subject: string; readonly body: string; readonly place?: string };
  readonly pack: string;
  readonly lang: Lang;
  readonly office: string;
  readonly filedAt: Instant;
  readonly repliedAt: Instant | null;
  readonly reply: string | null;
}

const FIND_IMPORTED = statement<{ matter: string }>('find_imported', 'select matter from import_key where jurisdiction = $1 and key = $2');

/** The key of a row: the same names give the same key, and nobody finds the names from it. */
export const importKey = (...names: readonly string[]): Buffer =>
  Buffer.from(hashing.sha256(utf8Encode(JSON.stringify(['huiyin/import/v1', ...names]))));

const headOf = (office: string): Asker => ({ kind: 'staff', post: `${office}.head`, office, role: 'head' });

/** Reads matters whole, as the system does. */
export const historiesOf = (service: Service, matters: readonly string[]): Promise<ReadonlyMap<string, History>> =>
  service.read(async (tx) => {
    const keys = await service.broker.forSystem(tx, matters);
    const contents = new Map([...keys].map(([matter, { contents }]) => [matter, contents] as const));
    return readHistories(tx, hashing, await findMatters(tx, matters, false), contents);
  });

/**
 * Takes one record through filing, registering, accepting and replying, at its own times, each step only where it is missing: whoever was
 * killed in the middle goes on there. `isNew` is false where nothing was missing.
 */
export const takeRecord = async (
  service: Service,
  it: TakenRecord,
): Promise<{ readonly matter: string; readonly isNew: boolean } | Refusal> => {
  const found = (await service.read((tx) => tx.run(FIND_IMPORTED, [tx.jurisdiction, it.key])))[0];
  const filed = found
    ? { number: found.matter }
    : await fileMatter(service, { fields: it.fields, lang: it.lang, pack: it.pack }, { token: null, at: it.filedAt, importKey: it.key });
  if (isRefusal(filed)) return filed;
  const matter = filed.number;
  const done = new Set((await historiesOf(service, [matter])).get(matter)?.events.map((event) => event.type));
  const rules = [...(await service.jurisdiction()).packs.values()].find((one) => one.id === it.pack);
  const grade = rules && rules.grades.length > 0 ? { grade: 'ordinary' } : {};
  const steps = [
    ...(done.has('registered') ? [] : [{ name: 'register', by: RECORDS_OFFICE, at: it.filedAt, input: { office: it.office, ...grade } }]),
    ...(done.has('accepted') || !rules || !packKnows(rules, 'accepted')
      ? []
      : [{ name: 'accept', by: it.office, at: it.filedAt, input: {} }]),
    ...(done.has('replied') || it.repliedAt === null
      ? []
      : [{ name: 'reply', by: it.office, at: it.repliedAt, input: { opinion: it.reply ?? '' } }]),
  ];
  for (const { name, by, at, input } of steps) {
    const refusal = await takeStep(service, matter, headOf(by), { name, input }, { at });
    if (refusal) return refusal;
  }
  return { matter, isNew: !found || steps.length > 0 };
};
