import { createHash } from 'node:crypto';
import type { Called } from '../../kernel/callout/chain.ts';
import type { BuiltIn as Lang } from '../../kernel/language/languages.ts';
import { teamsOf, type EmergencyPlan } from '../../kernel/plan/plan.ts';
import { endOf, type PlanCalled } from '../../kernel/plan/team.ts';
import { readText, type CommandIo, type ExitCode } from '../command-io.ts';
import { definitionHash } from '../load.ts';
import { planSentenceOf } from './sentences.ts';
import { emergencyPlanIds, findEmergencyPlan, readEmergencyPlan } from './plan.ts';
import { cut } from '../terminal.ts';

const LANGS: readonly Lang[] = ['zh-CN', 'en'];
const COLUMNS = 120;

const WORDS = {
  'zh-CN': {
    called: (who: string, need: string) => `呼叫 ${who}（${need}）`,
    each: '每一个都要应答',
    one: '有一个应答就可以',
    last: (at: number, who: string) => `没有人应答的，到第${at}分钟${who}已经逐次得知`,
    team: (post: string, label: string, until: string | undefined) => `${post}（${label}${until === undefined ? '' : `，到${until}为止`}）`,
    count: (tasks: number, steps: number) => `${tasks}项任务，${steps}步呼叫。`,
  },
  en: {
    called: (who: string, need: string) => `call ${who} (${need})`,
    each: 'each has to answer',
    one: 'one answer is enough',
    last: (at: number, who: string) => `with no answer at all, ${who} has been told of every step by minute ${at}`,
    team: (post: string, label: string, until: string | undefined) => `${post} (${label}${until === undefined ? '' : `, until ${until}`})`,
    count: (tasks: number, steps: number) => `${tasks} tasks, ${steps} calls.`,
  },
};

interface Options {
  readonly json?: boolean;
  readonly lang?: string;
}

const langOf = ({ lang }: Options, io: CommandIo): Lang | undefined => {
  const found = LANGS.find((it) => it === (lang ?? 'en'));
  if (found === undefined) io.err(`lang_unknown: ${lang}`);
  return found;
};

/** `plan check FILE [--json]`: 0 when it may be published, 1 with one line a problem, 2 when there is no such file. */
export const planCheck = (file: string, options: Options, io: CommandIo): ExitCode => {
  const lang = langOf(options, io);
  if (lang === undefined) return 2;
  const text = (io.read ?? readText)(file);
  if (text === undefined) {
    io.err(`file_unreadable: there is no file ${file}, or it cannot be read.`);
    return 2;
  }
  const loaded = readEmergencyPlan(text);
  const problems = 'problems' in loaded ? loaded.problems : [];
  const plan = 'plan' in loaded ? loaded.plan : null;
  const hash = plan && definitionHash(plan, (body) => createHash('sha256').update(body, 'utf8').digest('hex'));
  if (options.json === true) io.out(JSON.stringify({ file, ok: plan !== null, id: plan?.id ?? null, hash, problems }, null, 2));
  else if (plan)
    io.out(
      `${file}: ${plan.id} version ${plan.version}, ${plan.groups.length} groups, ${plan.tasks.length} tasks, ${teamsOf(plan).length} teams, no problem found; ${hash}`,
    );
  for (const { code, path, data } of options.json === true ? [] : problems) {
    const facts = Object.entries(data).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    io.out(`${file}: ${code} ${path}${facts.join('')}: ${planSentenceOf(code, lang)}`);
  }
  return plan ? 0 : 1;
};

/** A plan by its file, or by the id of one that comes with the program; says so where there is none, or it may not be published. */
export const openEmergencyPlan = (name: string, io: Pick<CommandIo, 'err' | 'read'>): EmergencyPlan | undefined => {
  if (emergencyPlanIds().includes(name)) return findEmergencyPlan(name);
  const text = (io.read ?? readText)(name);
  const loaded = text === undefined ? undefined : readEmergencyPlan(text);
  if (loaded && 'plan' in loaded) return loaded.plan;
  io.err(`plan_unknown: ${name} is neither a plan that comes with the program (${emergencyPlanIds().join(', ')}) nor a sound file.`);
  return undefined;
};

/** One line of what happens by a plan: in which minute, and what. */
interface Line {
  readonly minute: number;
  readonly what: string;
}

const calledText = (one: Called): string => ('post' in one ? one.post : `${one.office} ${one.duty}/${one.seat}`);

/** A step's word for whom it calls: a team by its post and label, and until when it is called. */
const plannedText = (one: PlanCalled, plan: EmergencyPlan, lang: Lang): string => {
  if (!('team' in one)) return calledText(one);
  const team = teamsOf(plan).find(({ id }) => id === one.team);
  return team ? WORDS[lang].team(team.post, team.label[lang], endOf(team)?.ended) : one.team;
};

/** When each step is called if nobody answers any of them: what the plan promises at the worst. */
const callLines = (plan: EmergencyPlan, lang: Lang): readonly Line[] => {
  const { chain } = plan;
  const words = WORDS[lang];
  let minute = 0;
  const lines = chain.steps.map(({ call, need, minutes }): Line => {
    const line = { minute, what: words.called(call.map((one) => plannedText(one, plan, lang)).join(' + '), words[need]) };
    minute += minutes;
    return line;
  });
  return [...lines, { minute, what: words.last(minute, calledText(chain.leader)) }];
};

/** `plan explain PLAN|FILE`: calls and tasks on one line of minutes, if nobody answers until the last. */
export const planExplain = (name: string, options: Options, io: CommandIo): ExitCode => {
  const lang = langOf(options, io);
  if (lang === undefined) return 2;
  const plan = openEmergencyPlan(name, io);
  if (plan === undefined) return 2;
  const groups = new Map(plan.groups.map(({ id, label }) => [id, label[lang]] as const));
  const tasks = plan.tasks.map(({ minutes, group, label }): Line => ({ minute: minutes, what: `${groups.get(group)}: ${label[lang]}` }));
  const lines = [...callLines(plan, lang), ...tasks].toSorted((a, b) => a.minute - b.minute);
  if (options.json === true) io.out(JSON.stringify(lines, null, 2));
  else {
    for (const { minute, what } of lines) io.out(cut(`${String(minute).padStart(4)}  ${what}`, COLUMNS));
    io.out(WORDS[lang].count(plan.tasks.length, plan.chain.steps.length));
  }
  return 0;
};
