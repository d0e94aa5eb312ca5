import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { fileMatter, type FilingInput } from '../../../features/grievances/server/file-matter.ts';
import { settleReports } from '../../../features/grievances/server/line/settle-reports.ts';
import { readForFiler, readForStaff } from '../../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../../features/grievances/server/take-step.ts';
import { HAZARD } from '../../../features/hazards/domain/vocabulary.ts';
import { hazards } from '../../../features/hazards/server/hazards.ts';
import { SITE } from '../../../features/sites/domain/vocabulary.ts';
import { sites } from '../../../features/sites/server/sites.ts';
import { member } from '../sign-in.ts';
import { CANTEEN } from './check-town.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** A report of a danger as a program sends it. */
export const REPORT: FilingInput = {
  fields: { subject: '通道、出口被堵或者被锁', body: '后门用链子锁着。', place: '食堂后门' },
  lang: 'zh-CN',
  kind: 'hazard_report',
  service: 'hazard.exit',
};

/** A town with a canteen of the housing office, supervised by the county and the water office; what its tests do with reports of dangers. */
export const openLineTown = async (at?: string) => {
  const place = await openStaffTown(['housing', 'water', 'county', 'letters', 'city'], at);
  const { town } = place;
  const { service } = town;
  await publishPack(town, HAZARD, 'hazard-general');
  await publishPack(town, SITE, 'site-register');
  await town.tick();
  await service.jurisdiction('fresh');
  const opened = async (input: JsonObject = CANTEEN): Promise<string> => {
    const number = await beginStaffEntity(service, sites, member(`${String(input['office'])}.handler`), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const site = await opened();

  const filed = async (input: Partial<FilingInput> = { at: site }) => {
    const answer = await fileMatter(service, { ...REPORT, ...input }, { token: null });
    if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const tryStep = (number: string, post: string, name: string, input: JsonObject = {}) =>
    takeStep(service, number, { kind: 'staff', ...member(post) }, { name, input });
  const step = async (number: string, post: string, name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await tryStep(number, post, name, input);
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const filerStep = (number: string, name: string, input: JsonObject = {}) => takeStep(service, number, { kind: 'filer' }, { name, input });
  const seen = async (number: string) => {
    const view = await readForFiler(service, number);
    if (!view) throw new Error(`there is no ${number}`);
    return view;
  };
  const shown = (number: string, post: string) => readForStaff(service, number, member(post));
  /** The hazard that a report has led to. */
  const hazardOf = async (number: string): Promise<string> => String((await seen(number)).hazard?.hazard);
  const mend = async (hazard: string, post: string, name: string, input: JsonObject = {}): Promise<void> => {
    const refusal = await takeStaffStep(service, hazards, hazard, member(post), { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  };
  const settled = (): Promise<void> => settleReports(service);
  return { ...place, site, opened, filed, step, tryStep, filerStep, seen, shown, hazardOf, mend, settled };
};

/** What is written of a hazard that was found on a report. */
export const WORDS = { what: '安全出口上锁', spot: '食堂后门' };
