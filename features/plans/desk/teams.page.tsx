import { postsOf as postsOfOffices } from '../../../engine/people/posts.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { SKILLS, type Skill } from '../../../kernel/plan/team.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { whoOf } from '../../grievances/public.ts';
import { AHEAD_DAYS, isOf, teamsInForce, type TeamInForce } from '../server/teams.ts';
import { placeNames, postText, type PlanNames } from './names.ts';
import { skillsText, untilText } from './team-text.ts';
import { SKILL_WORDS, TEAMS, TEAM_CLASSES } from './team-words.ts';
import { PLANS } from './words.ts';

export const TEAMS_PATH = '/desk/plans/teams';

/** That it is over, or how many days are left, where somebody has to see to it. */
const Left = ({ left, lang }: { readonly left: number | null; readonly lang: Lang }) => {
  const said = TEAMS[lang];
  if (left === null) return null;
  return (
    <div>
      <span class={left < 0 ? 'tag late' : left <= AHEAD_DAYS ? 'tag soon' : 'tag'}>{left < 0 ? said.ended : said.stillOn(left)}</span>
    </div>
  );
};

interface ListedProps {
  readonly it: Jurisdiction;
  readonly label: string;
  readonly rows: readonly TeamInForce[];
  readonly names: PlanNames;
  readonly lang: Lang;
}

const Listed = ({ it, label, rows, names, lang }: ListedProps) => {
  const said = TEAMS[lang];
  const [, byPlan, through, people, can, until] = said.listHeads;
  return (
    <WorkTable label={label} heads={said.listHeads}>
      {rows.map(({ plan, team, left }) => (
        <tr>
          <th scope="row">
            {inLang(team.label, lang)}
            {MARKS[lang].inBrackets(TEAM_CLASSES[team.class][lang])}
          </th>
          <td data-head={byPlan}>
            <a href={href(lang, `/desk/plans/${plan.id}`)}>{inLang(plan.title, lang)}</a>
            <div class="small">{officeName(it, plan.office, lang)}</div>
          </td>
          <td data-head={through}>{postText(team.post, names, lang)}</td>
          <td data-head={people}>{said.people(team.people)}</td>
          <td data-head={can}>{skillsText(team, lang)}</td>
          <td data-head={until}>
            {untilText(team, lang)}
            <Left left={left} lang={lang} />
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

const Filter = ({ skill, lang }: { readonly skill: Skill | undefined; readonly lang: Lang }) => {
  const said = TEAMS[lang];
  return (
    <>
      <form method="get" action={href(lang, TEAMS_PATH)} class="find">
        <div>
          <label for="skill">{said.skill}</label>
          <select id="skill" name="skill">
            <option value="">{said.anySkill}</option>
            {SKILLS.map((one) => (
              <option value={one} selected={one === skill}>
                {SKILL_WORDS[one][lang]}
              </option>
            ))}
          </select>
        </div>
        <button class="btn plain">{said.show}</button>
      </form>
      {/* On paper there is no form. */}
      {skill !== undefined && (
        <p class="print">
          {said.skill}
          {MARKS[lang].colon}
          {SKILL_WORDS[skill][lang]}
        </p>
      )}
    </>
  );
};

const namesOf = async ({ service, lang }: PageRequest, it: Jurisdiction, rows: readonly TeamInForce[]): Promise<PlanNames> => {
  const posts = [...new Set(rows.map(({ team }) => team.post))];
  const offices = [...new Set(posts.map((post) => post.slice(0, post.indexOf('.'))))];
  const known = await service.read((tx) => postsOfOffices(tx, offices));
  const held = new Set(known.flatMap(({ post, held: isHeld }) => (isHeld ? [post] : [])));
  return placeNames(it, '', lang, new Set(posts.filter((post) => !held.has(post))), new Map());
};

/** Every team of the plans in force, those of one's own office first. Plans are public documents, so every post may read each. */
const showTeams = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, query } = request;
  const said = TEAMS[lang];
  const it = await service.jurisdiction();
  const who = whoOf(request);
  const skill = SKILLS.find((one) => one === query['skill']);
  const every = teamsInForce(it, dateIn(service.clock(), it.zone));
  const rows = every.filter(({ team }) => skill === undefined || team.skills.includes(skill));
  const names = await namesOf(request, it, rows);
  const own = rows.filter((row) => isOf(row, who.office));
  const others = rows.filter((row) => !isOf(row, who.office));
  return html(
    said.title,
    <div class="across">
      <p class="screen">
        <a href={href(lang, '/desk/plans')}>{PLANS[lang].back}</a>
      </p>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {every.length === 0 ? (
        <>
          <p>{said.none}</p>
          <p class="small">{said.noneHow}</p>
        </>
      ) : (
        <>
          <Filter skill={skill} lang={lang} />
          <h2>{said.own}</h2>
          {own.length === 0 ? <p>{said.ownNone}</p> : <Listed it={it} label={said.own} rows={own} names={names} lang={lang} />}
          {others.length > 0 && (
            <>
              <h2>{said.others}</h2>
              <Listed it={it} label={said.others} rows={others} names={names} lang={lang} />
            </>
          )}
          <p class="small">{said.note}</p>
          <p class="small">{said.renew}</p>
        </>
      )}
    </div>,
    { wide: true, other: skill === undefined ? TEAMS_PATH : `${TEAMS_PATH}?skill=${skill}` },
  );
};

export const pages: readonly Page[] = [{ path: TEAMS_PATH, method: 'GET', face: 'desk', handle: showTeams }];
