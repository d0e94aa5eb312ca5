import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { teamsOf, type EmergencyPlan } from '../../../kernel/plan/plan.ts';
import type { LeftOut } from '../../../kernel/plan/chain-on.ts';
import { endOf, type Lapse, type Team } from '../../../kernel/plan/team.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { SKILL_WORDS, TEAMS } from './team-words.ts';

/** `Volunteers (20 people)`. */
export const teamName = ({ label, people }: Team, lang: Lang): string => TEAMS[lang].named(inLang(label, lang), people);

/** What a team can do, and what it brings. */
export const skillsText = ({ skills, kit }: Team, lang: Lang): string => {
  const can = skills.map((skill) => SKILL_WORDS[skill][lang]).join(MARKS[lang].list);
  return kit === null ? can : `${can}${MARKS[lang].stop}${TEAMS[lang].kit(inLang(kit, lang))}`;
};

/** Until when a team is called, and by what that ends. */
export const untilText = (team: Team, lang: Lang): string => {
  const end = endOf(team);
  const said = TEAMS[lang];
  if (end === undefined) return said.noEnd;
  const day = dayInWords(end.ended, lang);
  return end.because === 'term' || team.cover === null ? said.until.term(day) : said.until.cover(day, inLang(team.cover.what, lang));
};

/** Why a team is not called: `cover ended 30 June 2027`. */
export const lapseText = ({ because, ended }: Lapse, lang: Lang, today?: PlainDate): string =>
  TEAMS[lang].over[because](dayInWords(ended, lang, today));

/** What is said of a team that a chain was frozen without; by its id where the plan is not known. */
export const leftOutText = (plan: EmergencyPlan | undefined, out: LeftOut, lang: Lang): string => {
  const team = plan && teamsOf(plan).find(({ id }) => id === out.team);
  return TEAMS[lang].notCalled(team ? teamName(team, lang) : out.team, lapseText(out, lang));
};
