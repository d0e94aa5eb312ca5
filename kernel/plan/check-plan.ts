import { parsePlainDate } from '../calendar/plain-date.ts';
import type { Problem } from '../policy/check-pack.ts';
import { checkGrounds, checkId, isId, isMember, isObject, isWhole, onlyKeys, said, type Report } from '../programme/check-text.ts';
import type { Json, JsonObject } from '../stream/event.ts';
import { checkChain } from './check-chain.ts';
import {
  checkAftermath,
  checkEquipment,
  checkEvacuation,
  checkGroups,
  checkKinds,
  checkLevels,
  checkMuster,
  checkNumbers,
  checkSites,
  checkTasks,
} from './check-parts.ts';
import { checkTeams } from './check-teams.ts';
import { checkPlanWords } from './check-words.ts';
import { REVISION_CAUSES } from './plan.ts';

const FIELDS = [
  'id',
  'version',
  'title',
  'office',
  'clause',
  'ownRule',
  'source',
  'purpose',
  'kinds',
  'sites',
  'groups',
  'tasks',
  'teams',
  'chain',
  'muster',
  'numbers',
  'equipment',
  'levels',
  'evacuation',
  'aftermath',
  'revision',
  'inForceFrom',
];

const checkHead = (plan: JsonObject, report: Report): void => {
  const { id, version, title, office, purpose, inForceFrom } = plan;
  checkId(id, '/id', report);
  // The list of teams has this address.
  if (id === 'teams') report('id.taken', '/id');
  if (!isWhole(version, 1, 100_000)) report('version.invalid', '/version');
  checkPlanWords(title, '/title', report);
  if (!isId(office)) report('office.invalid', '/office', { office: said(office) });
  checkPlanWords(purpose, '/purpose', report);
  if (typeof inForceFrom !== 'string' || parsePlainDate(inForceFrom) === undefined)
    report('day.invalid', '/inForceFrom', { day: said(inForceFrom) });
};

/** Why it was written again. The first version says that it is the first, and no other one does. */
const checkRevision = (value: Json | undefined, version: Json | undefined, report: Report): void => {
  if (!isObject(value)) return report(value === undefined ? 'revision.missing' : 'value.invalid', '/revision');
  onlyKeys(value, ['because', 'what'], '/revision', report);
  const { because, what } = value;
  if (!isMember(REVISION_CAUSES, because)) report('revision.unknown', '/revision/because', { because: said(because) });
  else if ((because === 'first') !== (version === 1)) report('revision.first', '/revision/because');
  return checkPlanWords(what, '/revision/what', report);
};

/** Everything that is wrong with an emergency plan; nothing where it may be published. */
export const checkEmergencyPlan = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code: `plan.${code}`, path, data });
  if (!isObject(value)) return [{ code: 'plan.value.invalid', path: '/', data: {} }];
  onlyKeys(value, FIELDS, '', report);
  checkHead(value, report);
  checkGrounds(value, report);
  checkKinds(value['kinds'], report);
  checkSites(value['sites'], report);
  const teams = checkTeams(value['teams'], value['inForceFrom'], report);
  checkTasks(value['tasks'], checkGroups(value['groups'], teams, report), report);
  checkChain(value['chain'], teams, '/chain', report);
  checkMuster(value['muster'], report);
  checkNumbers(value['numbers'], report);
  checkEquipment(value['equipment'], report);
  checkLevels(value['levels'], report);
  checkEvacuation(value['evacuation'], report);
  checkAftermath(value, report);
  checkRevision(value['revision'], value['version'], report);
  return problems;
};
