import { addMonths, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { findWord } from '../policy/tripwire.ts';
import { checkId, isMember, isObject, isWhole, listOf, onlyKeys, said, type Report } from '../programme/check-text.ts';
import type { Json } from '../stream/event.ts';
import { checkPost } from './check-posts.ts';
import { checkPlanWords } from './check-words.ts';
import { SKILLS, TEAM_CLASSES } from './team.ts';

const TEAMS_MAX = 20;
const PEOPLE_MAX = 500;
/** An end that nobody lives to see is none. Own rule. */
const TERM_MONTHS_MAX = 60;

/** Teams that a rescue could be the pretext for (G12): they inform, watch, or talk somebody round. A tripwire; class and skills are the wall. */
const WATCHING = [
  '信息员',
  '情报',
  '耳目',
  '眼线',
  '线人',
  '卧底',
  '暗访',
  '监视',
  '蹲守',
  '劝导',
  '说服',
  '安抚',
  '思想工作',
  '思想疏导',
  '情绪疏导',
  '网评',
  '评论员',
];
const WATCHING_ENGLISH = [
  'informant',
  'informants',
  'informer',
  'informers',
  'information officer',
  'information officers',
  'intelligence',
  'surveillance',
  'watchers',
  'persuasion',
  'persuading',
  'persuaders',
  'dissuasion',
  'commentators',
];

/** Nobody under age is called out (G19): a team of a school or a college is one of adults, and is called so. */
const MINORS = ['学生', '少年', '儿童', '少先队', '未成年', '幼儿'];
const MINORS_ENGLISH = ['pupil', 'pupils', 'student', 'students', 'schoolchildren', 'children', 'minors', 'youngsters'];

const checkTeamWords = (value: Json | undefined, path: string, report: Report): void => {
  checkPlanWords(value, path, report);
  for (const [lang, text] of isObject(value) ? Object.entries(value) : []) {
    const word = typeof text === 'string' ? findWord(text, WATCHING, WATCHING_ENGLISH) : null;
    if (word !== null) report('team.watches', `${path}/${lang}`, { word });
  }
};

/** A last day: one that there is, not before the plan counts, and not so far that nobody looks again. */
const checkEnd = (value: Json | undefined, path: string, from: PlainDate | undefined, report: Report): void => {
  const day = typeof value === 'string' ? parsePlainDate(value) : undefined;
  if (day === undefined) return report('team.day_invalid', path, { day: said(value) });
  if (from === undefined) return undefined;
  if (day < from) return report('team.ended', path, { day });
  return day > addMonths(from, TERM_MONTHS_MAX) ? report('team.too_long', path, { months: TERM_MONTHS_MAX }) : undefined;
};

const checkNoMinors = (value: Json | undefined, path: string, report: Report): void => {
  for (const [lang, text] of isObject(value) ? Object.entries(value) : []) {
    const word = typeof text === 'string' ? findWord(text, MINORS, MINORS_ENGLISH) : null;
    if (word !== null) report('team.minors', `${path}/${lang}`, { word });
  }
};

const checkCover = (value: Json, path: string, from: PlainDate | undefined, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['what', 'until'], path, report);
  checkTeamWords(value['what'], `${path}/what`, report);
  return checkEnd(value['until'], `${path}/until`, from, report);
};

const checkSkills = (value: Json | undefined, path: string, report: Report): void => {
  const skills = listOf(value);
  if (skills.length === 0) report('team.skills_missing', path);
  skills.slice(0, SKILLS.length).forEach((skill, i) => {
    if (!isMember(SKILLS, skill)) report('team.skill_unknown', `${path}/${i}`, { skill: said(skill) });
    else if (skills.indexOf(skill) !== i) report('id.twice', `${path}/${i}`, { id: said(skill) });
  });
  if (skills.length > SKILLS.length) report('list.too_long', path, { max: SKILLS.length });
};

const checkTeam = (value: Json, path: string, from: PlainDate | undefined, report: Report): void => {
  if (!isObject(value)) return report('value.invalid', path);
  onlyKeys(value, ['id', 'class', 'label', 'post', 'people', 'skills', 'kit', 'cover', 'until'], path, report);
  const { id, class: kind, label, post, people, skills, kit, cover, until } = value;
  checkId(id, `${path}/id`, report);
  if (!isMember(TEAM_CLASSES, kind)) report('team.class_unknown', `${path}/class`, { class: said(kind) });
  checkTeamWords(label, `${path}/label`, report);
  checkNoMinors(label, `${path}/label`, report);
  checkPost(post, `${path}/post`, report);
  if (!isWhole(people, 1, PEOPLE_MAX)) report('team.people_invalid', `${path}/people`, { max: PEOPLE_MAX });
  checkSkills(skills, `${path}/skills`, report);
  if (kit !== undefined) checkTeamWords(kit, `${path}/kit`, report);
  if (cover !== undefined) checkCover(cover, `${path}/cover`, from, report);
  else if (kind === 'volunteer') report('team.cover_missing', `${path}/cover`);
  if (until !== undefined) checkEnd(until, `${path}/until`, from, report);
  else if (kind === 'expert') report('team.until_missing', `${path}/until`);
  return undefined;
};

/** What is wrong with the teams of a plan that is in force from a day on; gives them back as they stand there, for those who name them. */
export const checkTeams = (value: Json | undefined, inForceFrom: Json | undefined, report: Report): readonly Json[] => {
  const from = typeof inForceFrom === 'string' ? parsePlainDate(inForceFrom) : undefined;
  const teams = listOf(value);
  if (value !== undefined && !Array.isArray(value)) report('value.invalid', '/teams');
  if (teams.length > TEAMS_MAX) report('list.too_long', '/teams', { max: TEAMS_MAX });
  const ids = teams.map((team) => (isObject(team) ? team['id'] : undefined));
  teams.slice(0, TEAMS_MAX).forEach((team, i) => {
    checkTeam(team, `/teams/${i}`, from, report);
    if (ids[i] !== undefined && ids.indexOf(ids[i]) !== i) report('id.twice', `/teams/${i}/id`, { id: said(ids[i]) });
  });
  return teams;
};

/** The name of a team of the same plan. */
export const checkTeamName = (name: Json | undefined, teams: readonly Json[], path: string, report: Report): void => {
  if (!teams.some((team) => isObject(team) && team['id'] === name)) report('team.unknown', path, { team: said(name) });
};

/** Names of teams of the same plan, none of them twice. */
export const checkTeamNames = (value: Json | undefined, teams: readonly Json[], path: string, report: Report): void => {
  const names = listOf(value);
  if (value !== undefined && !Array.isArray(value)) report('value.invalid', path);
  if (names.length > TEAMS_MAX) report('list.too_long', path, { max: TEAMS_MAX });
  names.slice(0, TEAMS_MAX).forEach((name, i) => {
    checkTeamName(name, teams, `${path}/${i}`, report);
    if (names.indexOf(name) !== i) report('id.twice', `${path}/${i}`, { id: said(name) });
  });
};
