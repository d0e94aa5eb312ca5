import { type Words } from '../../../kernel/language/words.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { MARKS } from '../../../portal/marks.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { Fragment } from 'preact';
import { RELATIONS, ROLES, type AccessRule, type Relation, type Role } from '../../../kernel/access/access.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page } from '../../../portal/page.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { accessTable, type AccessCell } from '../../../kernel/access/table.ts';
import { matters } from '../server/matters.ts';
import { ACCESS, MAY_WORDS, OF_WORDS, RELATION_WORDS } from './access-words.ts';
import { ROLE_WORDS } from '../../../portal/role-words.ts';
import { isThere } from '../domain/decide.ts';
import { worded } from './step-words.ts';

/** A local label with the kernel's word beside it: a translation can hide nothing (G2). */
const Kernel = ({
  table,
  word,
  lang,
}: {
  readonly table: { readonly [word: string]: Words<string> };
  readonly word: string;
  readonly lang: Lang;
}) => (
  <>
    {worded(table, word, lang)} <code>{word}</code>
  </>
);

/** Labels in a row, with what stands between them. */
const Listed = ({
  table,
  items,
  lang,
}: {
  readonly table: { readonly [word: string]: Words<string> };
  readonly items: readonly string[];
  readonly lang: Lang;
}) => (
  <>
    {items.map((word, i) => (
      <Fragment key={word}>
        {i > 0 && ACCESS[lang].list}
        <Kernel table={table} word={word} lang={lang} />
      </Fragment>
    ))}
  </>
);

const Clause = ({ rule, lang }: { readonly rule: AccessRule; readonly lang: Lang }) => (
  <>
    {inLang(rule.clause, lang)} <code>{rule.id}</code>
  </>
);

interface Row {
  readonly role: Role;
  readonly relation: Relation;
  readonly cells: readonly AccessCell[];
  readonly by: AccessRule;
}

/** One row a role, relation and rule that allows anything. Steps that only kinds of matters have which nobody can file here are not in it. */
const rowsOf = (rules: readonly AccessRule[], packs: readonly Pack[]): readonly Row[] => {
  const table = accessTable(rules, matters).filter((cell) => cell.allowed && isThere(cell.verb, packs));
  return ROLES.flatMap((role) =>
    RELATIONS.flatMap((relation) =>
      rules.map((by) => ({
        role,
        relation,
        by,
        cells: table.filter((cell) => cell.role === role && cell.relation === relation && cell.rule === by.id),
      })),
    ),
  ).filter((row) => row.cells.length > 0);
};

/** Without a list a rule speaks of matters. */
const isOfMatters = ({ of }: AccessRule): boolean => of === undefined || of.includes(matters.name);

/** Whether a rule speaks of anything that offices have among themselves. */
const isOfOthers = ({ of }: AccessRule): boolean => of?.some((kind) => kind !== matters.name) === true;

/** Rules about other kinds of things than matters, in the kernel's own words: nobody outside has any of them. */
const Others = ({ rules, lang }: { readonly rules: readonly AccessRule[]; readonly lang: Lang }) => (
  <ul>
    {rules.map((rule) => (
      <li>
        <code>
          {[rule.effect, ...(rule.of ?? []), '–', ...(rule.roles ?? []), '–', ...(rule.relations ?? []), '–', ...(rule.verbs ?? [])].join(
            ' ',
          )}
        </code>{' '}
        {inLang(rule.clause, lang)}
      </li>
    ))}
  </ul>
);

const Allowed = ({ rows, lang }: { readonly rows: readonly Row[]; readonly lang: Lang }) => {
  const words = ACCESS[lang];
  return (
    <WorkTable label={words.may} heads={[words.post, words.which, words.what, words.clause]}>
      {rows.map(({ role, relation, cells, by }) => (
        <tr>
          <td>
            <b>{ROLE_WORDS[role][lang]}</b> <code>{role}</code>
          </td>
          <th scope="row">
            <Kernel table={RELATION_WORDS} word={relation} lang={lang} />
          </th>
          <td>
            <Listed table={MAY_WORDS} items={cells.map((cell) => cell.verb)} lang={lang} />
          </td>
          <td class="small">
            <Clause rule={by} lang={lang} />
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** What one rule forbids, said from its own lists: whom, in which relation, what. */
const Forbidden = ({ rule, lang }: { readonly rule: AccessRule; readonly lang: Lang }) => {
  const words = ACCESS[lang];
  return (
    <li>
      {rule.roles && <Listed table={ROLE_WORDS} items={rule.roles} lang={lang} />}
      {rule.roles && rule.relations && words.in}
      {rule.relations && <Listed table={RELATION_WORDS} items={rule.relations} lang={lang} />}
      {words.colon}
      {rule.verbs ? <Listed table={MAY_WORDS} items={rule.verbs} lang={lang} /> : words.all}
      {MARKS[lang].stop}
      <span class="small">
        <Clause rule={rule} lang={lang} />
      </span>
    </li>
  );
};

const DAYS_SHOWN = 14;
const DAYS = statement<{ day: string; matters: number; opened: number }>(
  'access_days',
  'select day::text as day, matters, opened from access_day where jurisdiction = $1 order by day desc limit $2',
);

/** Who may see what: drawn from the definition that the program itself goes by (design 7). */
export const accessPage: Page = {
  path: '/access',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = ACCESS[lang];
    const { access, names, zone, packs } = await service.jurisdiction();
    const rows = rowsOf(access, [...packs.values()]);
    const forbidding = access.filter((rule) => rule.effect === 'forbid' && isOfMatters(rule));
    const hasOthers = access.some(isOfOthers);
    const unnamed = ROLES.filter(
      (role) => !rows.some((row) => row.role === role) && !forbidding.some((rule) => rule.roles?.includes(role) === true),
    );
    const today = dateIn(service.clock(), zone);
    const days = await service.read((tx) => tx.run(DAYS, [tx.jurisdiction, DAYS_SHOWN]));
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="print small">
          {inLang(names, lang)} · {words.printed}
          {dayInWords(today, lang, today)}
        </p>
        <p class="lead">{words.lead(inLang(names, lang))}</p>
        <h2>{words.may}</h2>
        <Allowed rows={rows} lang={lang} />
        <p class="small">{words.kernel}</p>
        <p>{words.later}</p>
        <h2>{words.never}</h2>
        <ul class="work">
          {forbidding.map((rule) => (
            <Forbidden rule={rule} lang={lang} />
          ))}
          {unnamed.length > 0 && <li>{words.rest(unnamed.map((role) => `${ROLE_WORDS[role][lang]} ${role}`).join(words.list))}</li>}
        </ul>
        <p>{words.absent}</p>
        {hasOthers && (
          <p>
            <a href={href(lang, '/access/others')}>{words.others}</a>
          </p>
        )}
        <h2>{words.yours}</h2>
        <p>{words.yoursText}</p>
        <h2>{words.trace}</h2>
        <p>{words.traceText}</p>
        {days.length > 0 && (
          <>
            <p>{words.daily}</p>
            <ul class="small">
              {days.map((row) => (
                <li>
                  <time dateTime={row.day}>{dayInWords(getPlainDate(row.day), lang, today)}</time> {words.opened(row.matters, row.opened)}
                </li>
              ))}
            </ul>
          </>
        )}
        <div class="note warn">
          <p>{words.limits}</p>
        </div>
      </>,
      { wide: true },
    );
  },
};

/** What rules speak of beside matters, in the order in which they do. */
const othersIn = (rules: readonly AccessRule[]): readonly string[] => [
  ...new Set(rules.flatMap(({ of }) => of ?? []).filter((kind) => kind !== matters.name)),
];

/** The same of what nobody has filed: a page for each kind, so that one kind more makes none of them longer. */
export const otherAccessPage: Page = {
  path: '/access/others',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, query }) => {
    const words = ACCESS[lang];
    const { access } = await service.jurisdiction();
    const kinds = othersIn(access);
    const kind = kinds.find((one) => one === query['of']);
    const title = kind === undefined ? words.others : words.othersOf(worded(OF_WORDS, kind, lang));
    return html(
      title,
      <>
        <h1>{title}</h1>
        <p class="lead">{words.othersText}</p>
        {kind === undefined ? (
          <ul>
            {kinds.map((one) => (
              <li>
                <a href={href(lang, `/access/others?of=${one}`)}>
                  <Kernel table={OF_WORDS} word={one} lang={lang} />
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <Others rules={access.filter(({ of }) => of?.includes(kind) === true)} lang={lang} />
            <p>
              <a href={href(lang, '/access/others')}>{words.others}</a>
            </p>
          </>
        )}
        <p>
          <a href={href(lang, '/access')}>{words.title}</a>
        </p>
      </>,
      { wide: true },
    );
  },
};
