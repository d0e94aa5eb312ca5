import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { listErased } from '../../features/grievances/server/erased-matters.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { fileForStaff, readBundle, readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';
import { changeCode, claimCode } from '../../features/grievances/server/receipts/change-code.ts';
import { findHolding, findMatterOf } from '../../features/grievances/server/receipts/find-matter-of.ts';
import { joinMatter, leaveMatter } from '../../features/grievances/server/receipts/join.ts';
import { closeToOthers, openToOthers } from '../../features/grievances/server/receipts/open-joint.ts';
import { readForJoiner } from '../../features/grievances/server/receipts/read-joined.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { makePaper } from '../../features/papers/server/make-paper.ts';
import { readTroubles } from '../../features/grievances/server/troubles.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Role } from '../../kernel/access/access.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { getPack } from '../../policy/load.ts';
import { publishDefinition } from '../../engine/place/publish-definition.ts';
import { deliver } from '../../engine/outbox/deliver.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { storedPhoto, worklistOf } from './desk.ts';
import { VIEWS } from '../../desk/worklist/filter.ts';
import { readName } from '../../features/grievances/server/seal/read-name.ts';
import { readUnsealingCounts } from '../../features/grievances/server/seal/unsealings.ts';
import { PEOPLE, type TestTown } from './installation.ts';
import { nameRelayIn } from './relay.ts';
import { answerAs } from './unseal.ts';

/** The jurisdiction's own statements: a pack is published, waits, and comes into use. */
const publishRules = async ({ service, setClock, now, tick }: TestTown): Promise<void> => {
  const body = { ...getPack('petition-2022'), version: 2 } as unknown as Json; // a pack is plain JSON by its own type
  const publication = { kind: 'pack', name: 'petition-2022', body, replaces: false, actor: { kind: 'machine' } } as const;
  await service.read((tx) => publishDefinition(tx, publication, now()));
  await tick();
  setClock(new Date(now() + 8 * 86_400_000).toISOString());
};

/** A name is asked for twice: one request is granted, one refused; then the hours pass in which it could be read. */
const unseal = async ({ service, setClock, now, tick }: TestTown): Promise<void> => {
  const sealed = { name: '王小明', contact: '和平街7号' };
  const filed = await fileMatter(
    service,
    { fields: { subject: '井盖', body: '响。' }, lang: 'zh-CN', sealed },
    { token: 'whole-life-sealed' },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  const handler = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;
  const input = { purpose: 'life_in_danger', basis: '第一条', reason: '有人落水。' };
  const ask = async (): Promise<void> => {
    const refusal = await takeStep(service, filed.number, PEOPLE.handler, { name: 'ask_unseal', input });
    if (refusal) throw new Error(refusal.refused);
    await tick();
  };
  await takeStep(service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
  await ask();
  for (const id of ['union', 'archive', 'notary']) await answerAs(service, id, filed.number);
  await readName(service, filed.number, handler);
  setClock(new Date(now() + 4 * 86_400_000).toISOString());
  await ask();
  for (const id of ['notary', 'bar']) await answerAs(service, id, filed.number, 'refuse');
  await service.read((tx) => readUnsealingCounts(tx, '2020Q1'));
};

/** Codes: one that reads, a new one, and a claim with the word. */
const changeCodes = async ({ service }: TestTown): Promise<void> => {
  const filed = await fileMatter(
    service,
    { fields: { subject: '井盖', body: '响。' }, lang: 'zh-CN', word: '院里的桂花' },
    { token: 'whole-life-codes' },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  for (const act of ['give_reader', 'replace'] as const) {
    const held = await findHolding(service, filed.code);
    if (isRefusal(held)) throw new Error(held.refused);
    const done = await changeCode(service, held, act, `whole-life-${act}`);
    if (isRefusal(done)) throw new Error(done.refused);
  }
  const claim = await claimCode(service, { number: filed.number, word: '院里的桂花', token: 'whole-life-claim', visitor: 'somewhere' });
  if (isRefusal(claim)) throw new Error(claim.refused);
};

/** A joint matter: opened, joined, counted, left. */
const together = async ({ service }: TestTown): Promise<void> => {
  const filed = await fileMatter(service, { fields: { subject: '路灯', body: '不亮。' }, lang: 'zh-CN' }, { token: 'whole-life-joint' });
  if (isRefusal(filed)) throw new Error(filed.refused);
  const hold = async (code: string) => {
    const held = await findHolding(service, code);
    if (isRefusal(held)) throw new Error(held.refused);
    return held;
  };
  const asks = { subject: '路灯', words: '请修好。', representatives: '0' };
  const opened = await openToOthers(service, await hold(filed.code), asks, 'whole-life-open');
  const code = isRefusal(opened) ? opened : await joinMatter(service, await hold(opened.joining), 'whole-life-join');
  if (isRefusal(code)) throw new Error(code.refused);
  if (!(await readForJoiner(service, filed.number))) throw new Error('not joint');
  await leaveMatter(service, await hold(code));
  await closeToOthers(service, await hold(filed.code));
  await readTroubles(service, { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' });
};

/** What is seldom done: a matter is erased and listed for an archive, rules are published and come into use. */
export const liveSeldom = async (town: TestTown): Promise<void> => {
  const { service } = town;
  const input = { fields: { subject: '井盖', body: '响。' }, lang: 'zh-CN', files: [storedPhoto(100_000)] } as const;
  const other = await fileMatter(service, input, { token: 'whole-life-other' });
  if (isRefusal(other)) throw new Error(other.refused);
  const desk = { staff: 'letters.desk', post: 'letters.desk', office: 'letters', role: 'desk' } as const;
  const photo = await fileForStaff(service, other.number, '0-0-1', desk);
  if (!photo || isRefusal(photo)) throw new Error('no photo');
  let size = 0;
  for await (const bytes of photo.bytes(0, photo.size)) size += bytes.length;
  if (size !== photo.size) throw new Error('the photo is not whole');
  await readForFiler(service, other.number);
  await eraseMatter(service, other.number, { basis: 'art. 17', askedBy: 'filer', completeAfterDays: 30 });
  await listErased(service);
  await unseal(town);
  await changeCodes(town);
  await together(town);
  await publishRules(town);
  await sweep(service);
};

/** Every statement of a matter's life runs once: filing, steps, reading by both sides, lists, tick, sweep. */
export const liveWholeLife = async (town: TestTown): Promise<string> => {
  const { service } = town;
  await nameRelayIn(town.installation, town.now());
  await service.jurisdiction('fresh');
  const filed = await fileMatter(
    service,
    { fields: { subject: '路灯不亮', body: '和平街的路灯三周不亮。' }, lang: 'zh-CN' },
    { token: 'whole-life-token' },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  await fileMatter(
    service,
    { fields: { subject: '路灯不亮', body: '和平街的路灯三周不亮。' }, lang: 'zh-CN' },
    { token: 'whole-life-token' },
  );
  const matter = await findMatterOf(service, filed.code, 'act');
  if (matter !== filed.number) throw new Error('the code does not find its matter');
  const member = (office: string, role: Role) => ({ staff: `${office}.${role}`, post: `${office}.${role}`, office, role });
  const step = (who: (typeof PEOPLE)[keyof typeof PEOPLE], name: string, input = {}) => takeStep(service, matter, who, { name, input });
  await step(PEOPLE.desk, 'register', { office: 'housing' });
  await step(PEOPLE.handler, 'accept');
  await Promise.all(VIEWS.map((view) => worklistOf(service, member('housing', 'handler'), { view })));
  await readForStaff(service, matter, member('housing', 'handler'));
  await step(PEOPLE.handler, 'reply', { outcome: 'supported', facts: '线路断开。', opinion: '已修复。' });
  await step(PEOPLE.filer, 'open_notice', { notice: 'reply' });
  await step(PEOPLE.filer, 'ask_review');
  await worklistOf(service, member('county', 'reviewer'));
  await step(PEOPLE.above, 'decide_review', { outcome: 'upheld', opinion: '维持。' });
  await town.tick();
  await readForFiler(service, matter);
  const view = await readForFiler(service, matter);
  if (!view || !(await makePaper(service, view, { id: 'receipt-0-0', lang: 'en', reader: 'filer' }))) throw new Error('no paper');
  await readBundle(service, matter);
  await sweep(service);
  await deliver(service);
  return matter;
};
