import { postsOf as postsOfOffices } from '../../../engine/people/posts.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { officesOf, postsOf, teamsOf } from '../../../kernel/plan/plan.ts';
import { lapseOn } from '../../../kernel/plan/team.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { notShown, whoOf } from '../../grievances/public.ts';
import { keptFile, type Block } from '../../papers/public.ts';
import { siteName, siteRows } from '../../sites/public.ts';
import { planOf, plansInForce, type PlanInForce } from '../server/plans.ts';
import { planSheet } from '../server/plan-sheet.ts';
import { blocksOf, kindsText } from './blocks.ts';
import { isEnding, isOf, teamsInForce } from '../server/teams.ts';
import { placeNames, type PlanNames } from './names.ts';
import { lapseText, teamName } from './team-text.ts';
import { TEAMS } from './team-words.ts';
import { TEAMS_PATH } from './teams.page.tsx';
import { PLANS } from './words.ts';

const PATH = '/desk/plans';

const Listed = ({ it, plans, lang }: { readonly it: Jurisdiction; readonly plans: readonly PlanInForce[]; readonly lang: Lang }) => {
  const said = PLANS[lang];
  const [, office, kinds, since] = said.heads;
  return (
    <WorkTable label={said.title} heads={said.heads}>
      {plans.map(({ plan }) => (
        <tr>
          <td>
            <a href={href(lang, `${PATH}/${plan.id}`)}>{inLang(plan.title, lang)}</a>
          </td>
          <td data-head={office}>{officeName(it, plan.office, lang)}</td>
          <td data-head={kinds}>{kindsText(plan, lang)}</td>
          <td data-head={since}>
            {dayInWords(plan.inForceFrom, lang)}
            <div class="small">{said.version(plan.version)}</div>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** Plans that may be cited now: those of one's own office first. Each is a public document, so every post may read each. */
const showList = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang } = request;
  const said = PLANS[lang];
  const it = await service.jurisdiction();
  const who = whoOf(request);
  const plans = plansInForce(it).toSorted((a, b) => (a.plan.id < b.plan.id ? -1 : 1));
  const ending = teamsInForce(it, dateIn(service.clock(), it.zone)).filter((row) => isEnding(row) && isOf(row, who.office)).length;
  const [own, others] = [plans.filter(({ plan }) => plan.office === who.office), plans.filter(({ plan }) => plan.office !== who.office)];
  return html(
    said.title,
    <div class="across">
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {plans.length === 0 ? (
        <>
          <p>{said.none}</p>
          <p class="small">{said.noneHow}</p>
        </>
      ) : (
        <>
          {ending > 0 && <p class="note">{TEAMS[lang].ending(ending)}</p>}
          <p class="screen">
            <a href={href(lang, TEAMS_PATH)}>{TEAMS[lang].all}</a>
          </p>
          <h2>{said.own}</h2>
          {own.length === 0 ? <p>{said.ownNone}</p> : <Listed it={it} plans={own} lang={lang} />}
          {others.length > 0 && (
            <>
              <h2>{said.others}</h2>
              <Listed it={it} plans={others} lang={lang} />
            </>
          )}
        </>
      )}
    </div>,
    { wide: true, other: PATH },
  );
};

/** What a plan is called by here, as far as it is somebody's: names of sites, and posts that nobody holds. */
const namesFor = async ({ service, lang }: PageRequest, it: Jurisdiction, { plan }: PlanInForce): Promise<PlanNames> => {
  const numbers = plan.sites !== null && 'numbers' in plan.sites ? plan.sites.numbers : [];
  return service.read(async (tx) => {
    const held = new Set((await postsOfOffices(tx, officesOf(plan))).flatMap(({ post, held: isHeld }) => (isHeld ? [post] : [])));
    const sites = await siteRows(tx, numbers);
    return placeNames(
      it,
      plan.office,
      lang,
      new Set(postsOf(plan).filter((post) => !held.has(post))),
      new Map(sites.map((row) => [row.site, siteName(row, lang)] as const)),
    );
  });
};

const Part = ({ block }: { readonly block: Block }) => {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl class="facts">
          {block.rows.map(([label, text]) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      );
    case 'table':
      return (
        <WorkTable label={block.head[0] ?? ''} heads={block.head}>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell, i) => (
                <td data-head={block.head[i]}>{cell}</td>
              ))}
            </tr>
          ))}
        </WorkTable>
      );
    case 'text':
      return <p>{block.text}</p>;
    case 'note':
      return <p class="small">{block.text}</p>;
  }
};

const showPlan = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, params } = request;
  const said = PLANS[lang];
  const it = await service.jurisdiction();
  const found = planOf(it, params['plan'] ?? '');
  if (!found) return notShown(lang);
  const { plan, hash } = found;
  const today = dateIn(service.clock(), it.zone);
  const names = await namesFor(request, it, found);
  const vacant = postsOf(plan).filter(names.isVacant).length;
  return html(
    inLang(plan.title, lang),
    <div class="across">
      <p class="screen">
        <a href={href(lang, PATH)}>{said.back}</a>
      </p>
      <h1>{inLang(plan.title, lang)}</h1>
      <p>
        {officeName(it, plan.office, lang)} · {said.version(plan.version)}
      </p>
      {teamsOf(plan).map((team) => {
        const lapse = lapseOn(team, today);
        return lapse && <p class="note bad">{TEAMS[lang].notCalledNow(teamName(team, lang), lapseText(lapse, lang))}</p>;
      })}
      {vacant > 0 && <p class="note bad">{said.vacancies(vacant)}</p>}
      <p class="row screen">
        <a class="btn plain" href={href(lang, `${PATH}/${plan.id}/plan.pdf`)}>
          {said.pdf}
        </a>
        <a href={`/definition/${hash}`}>{said.document}</a>
      </p>
      {blocksOf(plan, names, lang).map((block) => (
        <Part block={block} />
      ))}
    </div>,
    { wide: true },
  );
};

const sendPlan = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, params, origin } = request;
  const it = await service.jurisdiction();
  const found = planOf(it, params['plan'] ?? '');
  if (!found) return notShown(lang);
  const paper = planSheet(found.plan, await namesFor(request, it, found), it.zone, lang);
  const made = await keptFile(service, `plan ${found.plan.id}`, [paper], {
    name: `huiyin-plan-${found.plan.id}`,
    address: origin,
    line: 'staff',
  });
  return isRefusal(made) ? { ...errorPage(lang, made), other: `${PATH}/${found.plan.id}` } : made;
};

/** Emergency plans: the list, one of them, and its paper. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showList },
  { path: `${PATH}/:plan`, method: 'GET', face: 'desk', handle: showPlan },
  { path: `${PATH}/:plan/plan.pdf`, method: 'GET', face: 'desk', handle: sendPlan },
];
