import { CONFERENCE, TAKEN } from '../../../features/conferences/domain/vocabulary.ts';
import { fileMatter } from '../../../features/grievances/public.ts';
import { takeStep } from '../../../features/grievances/server/take-step.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { PEOPLE, type TestTown } from '../installation.ts';
import { publishPack } from './staff-town.ts';

type Town = Pick<TestTown, 'service' | 'now' | 'tick' | 'setClock'>;

/** Two matters of one office that are late: one that the office above takes up because time has passed, one that is that office's alone. */
export interface LateMatters {
  readonly taken: string;
  readonly alone: string;
  /** The filer of the second goes to the office above. */
  readonly goUp: () => Promise<Refusal | undefined>;
  /** The first is answered by its office. */
  readonly answer: () => Promise<Refusal | undefined>;
}

const file = async ({ service }: Town, pack: string): Promise<string> => {
  const fields = { subject: '楼道的灯不亮', body: '三楼到五楼的灯都不亮，老人下楼要扶着墙。' };
  const filed = await fileMatter(service, { fields, lang: 'zh-CN', pack }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};

/** Files and registers both, publishes the pack of conferences, and lets time pass to a day on which both are late. */
export const withLateMatters = async (town: Town, until: string): Promise<LateMatters> => {
  const taken = await file(town, 'township-centre');
  const alone = await file(town, 'petition-2022');
  const steps = [
    [taken, PEOPLE.desk, 'register', { office: 'housing', grade: 'ordinary' }],
    [alone, PEOPLE.desk, 'register', { office: 'housing' }],
    [alone, PEOPLE.handler, 'accept', {}],
  ] as const;
  for (const [number, asker, name, input] of steps) {
    const refusal = await takeStep(town.service, number, asker, { name, input });
    if (refusal) throw new Error(`${name}: ${refusal.refused}`);
  }
  await publishPack(town, CONFERENCE, 'conference', false);
  await publishPack(town, TAKEN, 'taken-matter', false);
  await town.tick();
  town.setClock(until);
  await town.tick();
  await sweep(town.service);
  await town.service.jurisdiction('fresh');
  const goUp = (): Promise<Refusal | undefined> =>
    takeStep(town.service, alone, PEOPLE.filer, { name: 'ask_take_up', input: { words: '没有人来过。' } });
  const answer = (): Promise<Refusal | undefined> =>
    takeStep(town.service, taken, PEOPLE.handler, {
      name: 'reply',
      input: { outcome: 'supported', facts: '三盏灯坏了。', opinion: '已换好。', basis: '物业管理条例 第三十五条' },
    });
  return { taken, alone, goUp, answer };
};

/** A matter that two offices have each said is not theirs: the office above has been asked to name one. */
export const withUnnamed = async (town: Town): Promise<string> => {
  const number = await file(town, 'petition-2022');
  const steps = [
    [PEOPLE.desk, 'register', { office: 'housing' }],
    [PEOPLE.handler, 'forward', { office: 'water', reason: '供水设施。' }],
    [PEOPLE.other, 'object_forward', { reason: '不是供水设施。' }],
    [PEOPLE.handler, 'ask_naming', { reason: '也不是房屋。' }],
  ] as const;
  for (const [asker, name, input] of steps) {
    const refusal = await takeStep(town.service, number, asker, { name, input });
    if (refusal) throw new Error(`${name}: ${refusal.refused}`);
  }
  return number;
};
