import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { listErased } from '../../features/grievances/server/erased-matters.ts';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { readBundle, readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { writeArchive } from '../../server/archive/write.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Service } from '../../engine/service.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { liveSeldom, liveWholeLife } from '../support/whole-life.ts';
import { freeze } from './freeze.ts';
import { testFolder } from '../support/folder.ts';

const HERE = import.meta.dirname;

/** What a filer has in hand, and what the filer's page says. */
export interface Receipt {
  readonly answer: FilingAnswer;
  readonly bundle: string;
  readonly page: JsonObject;
}

/** What people hold of the frozen place. */
export interface Held {
  readonly receipts: readonly Receipt[];
  /** Both files of an archive in base64, and what opens the second. */
  readonly archive: { readonly data: string; readonly keys: string; readonly identity: string };
  /** SHA-256 (hex) of the archived lines of each table. */
  readonly archived: { readonly [table: string]: string };
}

export const readHeld = (): Held => JSON.parse(gunzipSync(readFileSync(join(HERE, 'held.json.gz'))).toString('utf8')) as Held; // written below

/** What a filer's page is made from: stages with dates, steps with words. */
export const pageOf = async (service: Service, number: string): Promise<JsonObject> => {
  const view = await readForFiler(service, number);
  if (!view) throw new Error(`${number} cannot be read`);
  return {
    stages: view.stages.map((it) => [it.rule.id, it.status, it.due === null ? null : String(it.due)]),
    entries: view.entries.map((it) => [it.event.type, it.event.n, { ...it.texts }]),
    open: view.options.filter((it) => it.open).map((it) => it.command),
  };
};

export const bundleOf = async (service: Service, number: string): Promise<string> => JSON.stringify(await readBundle(service, number));

/** Archives a place, and tells the lines of each table apart. */
export const archiveOf = async (installation: Installation, at: TestTown['now'], service: Service) => {
  const folder = testFolder('frozen');
  try {
    const identity = await generateIdentity();
    const to = { directory: folder, recovery: await identityToRecipient(identity) };
    const made = await writeArchive({ installation, jurisdictions: [1], listErased: () => listErased(service) }, to, at());
    const data = readFileSync(made.data);
    const tables = new Map<string, string[]>();
    let lines: string[] = [];
    for (const line of gunzipSync(data).toString('utf8').split('\n').slice(1)) {
      const table = /^\{"table":"([^"]+)"/.exec(line)?.[1];
      if (table === undefined) lines.push(line);
      else tables.set(table, (lines = []));
    }
    const hashes = [...tables].map(
      ([table, rows]) =>
        [
          table,
          createHash('sha256')
            .update(rows.filter((row) => row.startsWith('{"jurisdiction"')).join('\n'))
            .digest('hex'),
        ] as const,
    );
    return {
      files: { data: data.toString('base64'), keys: readFileSync(made.keys).toString('base64'), identity },
      archived: Object.fromEntries(hashes),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type Step = readonly [day: string, who: Asker, command: string, input?: JsonObject];
const REPLY = { outcome: 'partly_supported', facts: '查过。', opinion: '六月前修好。', basis: '条例 第二十三条' };

/** Lives that end in different places, each with a receipt that is kept. */
const LIVES: readonly (readonly Step[])[] = [
  [],
  [
    ['2026-10-09', PEOPLE.desk, 'register', { office: 'housing' }],
    ['2026-10-10', PEOPLE.handler, 'accept'],
    ['2026-10-12', PEOPLE.handler, 'ask_filer', { words: '哪一盏？' }],
    ['2026-10-13', PEOPLE.filer, 'answer_question', { of: '3', words: '桥头那盏。' }],
    ['2026-11-20', PEOPLE.handler, 'reply', REPLY],
    ['2026-11-21', PEOPLE.filer, 'open_notice', { notice: 'reply' }],
    ['2026-11-22', PEOPLE.filer, 'ask_review', { words: '没有修。' }],
    ['2026-12-10', PEOPLE.above, 'decide_review', { outcome: 'upheld', opinion: '维持。' }],
    ['2026-12-11', PEOPLE.filer, 'open_notice', { notice: 'review' }],
    ['2026-12-12', PEOPLE.filer, 'ask_rereview', { words: '不服。' }],
  ],
  [
    ['2026-10-09', PEOPLE.desk, 'register', { office: 'housing' }],
    ['2026-10-10', PEOPLE.handler, 'forward', { office: 'water', reason: '归水利局。' }],
    ['2026-10-12', PEOPLE.other, 'accept'],
    ['2026-10-13', PEOPLE.filer, 'add_files', { words: '又漏了。' }],
    ['2026-10-14', PEOPLE.filer, 'ask_withdrawal'],
  ],
];

/** Makes the frozen place anew, with what people hold of it. Only the build that is to be remembered runs this. */
export const makeFrozen = async (): Promise<void> => {
  const town = await openTown({ withStaff: true, withCustodians: true, withSubjects: true, at: '2026-09-28T02:00:00Z' });
  try {
    await liveWholeLife(town);
    await liveSeldom(town);
    const answers: FilingAnswer[] = [];
    for (const [i, life] of LIVES.entries()) {
      town.setClock('2026-10-08T02:00:00Z');
      const fields = { subject: `路灯不亮 ${i}`, body: '和平街的路灯\n三周不亮。', place: '和平街', ask: '修好' };
      const answer = await fileMatter(town.service, { fields, lang: i === 2 ? 'en' : 'zh-CN' }, { token: `frozen-receipt-${i}-abcdefgh` });
      if (isRefusal(answer)) throw new Error(answer.refused);
      answers.push(answer);
      for (const [day, who, name, input = {}] of life) {
        town.setClock(`${day}T02:00:00Z`);
        const refusal = await takeStep(town.service, answer.number, who, { name, input });
        if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
        await town.tick();
      }
    }
    town.setClock('2026-12-20T02:00:00Z');
    await town.tick();
    const receipts: Receipt[] = [];
    for (const answer of answers)
      receipts.push({ answer, bundle: await bundleOf(town.service, answer.number), page: await pageOf(town.service, answer.number) });
    const { files, archived } = await archiveOf(town.installation, town.now, town.service);
    const held: Held = { receipts, archive: files, archived };
    const folder = join(town.installation.dataDirectory, '..');
    const frozen = await freeze(town.superuser, folder, town.now());
    writeFileSync(join(HERE, 'place.json.gz'), gzipSync(JSON.stringify(frozen), { level: 9 }));
    writeFileSync(join(HERE, 'held.json.gz'), gzipSync(JSON.stringify(held), { level: 9 }));
  } finally {
    await town.close();
  }
};
