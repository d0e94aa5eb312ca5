import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { CONSULTATION } from '../../../features/consultations/domain/vocabulary.ts';
import { consultations } from '../../../features/consultations/server/consultations.ts';
import { fileMatter, type FilingAnswer, type FilingInput } from '../../../features/grievances/server/file-matter.ts';
import { readForFiler } from '../../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../../features/grievances/server/take-step.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** A draft of the housing office, open for 35 days from the first day of the town. */
export const DRAFT: JsonObject = {
  title: '停车收费办法（草案）',
  summary: '老城区路边停车收费，按时段定价。',
  draft: '第一条 ……',
  from: '2026-11-23',
  until: '2026-12-28',
  question1: '夜间要不要收费？',
  question2: '居民要不要优惠？',
};

/** What tests do with consultations in a town where packs of them are in force. */
export const withConsultations = async (town: TestTown) => {
  const { service } = town;
  await publishPack(town, CONSULTATION, 'consultation');
  await town.tick();
  await service.jurisdiction('fresh');
  const begin = (input: JsonObject = DRAFT, post = 'housing.head') => beginStaffEntity(service, consultations, member(post), input);
  const opened = async (input: JsonObject = DRAFT, post = 'housing.head'): Promise<string> => {
    const number = await begin(input, post);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const take = (number: string, name: string, input: JsonObject = {}, post = 'housing.head') =>
    takeStaffStep(service, consultations, number, member(post), { name, input });
  const took = async (number: string, name: string, input: JsonObject = {}, post = 'housing.head'): Promise<void> => {
    const refusal = await take(number, name, input, post);
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const view = async (number: string, post = 'housing.head') => {
    const found = await readStaffEntity(service, consultations, number, member(post));
    if (found === undefined || isRefusal(found)) throw new Error('not shown');
    return found;
  };
  const comment = (consultation: string, more: Partial<FilingInput> = {}): Promise<FilingAnswer | Refusal> =>
    fileMatter(
      service,
      { fields: { subject: '夜间不要收费', body: '下夜班的人没有别的地方停。' }, lang: 'zh-CN', kind: 'comment', consultation, ...more },
      { token: null },
    );
  const commented = async (consultation: string, more: Partial<FilingInput> = {}): Promise<FilingAnswer> => {
    const answer = await comment(consultation, more);
    if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const tryStep = (number: string, name: string, input: JsonObject = {}, post = 'housing.handler') =>
    takeStep(service, number, { kind: 'staff', ...member(post) }, { name, input });
  const step = async (number: string, name: string, input: JsonObject = {}, post = 'housing.handler'): Promise<void> => {
    const refusal = await tryStep(number, name, input, post);
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const filerStep = (number: string, name: string, input: JsonObject = {}) => takeStep(service, number, { kind: 'filer' }, { name, input });
  const seen = async (number: string) => {
    const found = await readForFiler(service, number);
    if (!found) throw new Error(`there is no ${number}`);
    return found;
  };
  return { begin, opened, take, took, view, comment, commented, tryStep, step, filerStep, seen };
};

/** A town with staff where drafts are open to everybody. */
export const openConsultationTown = async (at = '2026-11-23T01:00:00Z') => {
  const place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters'], at);
  return { ...place, ...(await withConsultations(place.town)) };
};
