import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { afterText, placeOf, readAfter, type PublicFilter } from '../domain/in-public.ts';
import { publicList, type PublicKind, type PublicList } from '../server/read-public.ts';
import { classText, factsOf, Tags, type Shown } from './parts.tsx';
import { PUBLIC } from './words.ts';

/** What an address asks for; what it cannot be filters nothing. */
export const readPublicFilter = (query: { readonly [name: string]: string | undefined }): PublicFilter => {
  const id = (text: string | undefined): string | null => (text !== undefined && /^[a-z][a-z0-9._-]{0,63}$/.test(text) ? text : null);
  return { office: id(query['office']), siteClass: id(query['class']) };
};

/** The address of a page of the list. */
export const listPath = (file: string, { office, siteClass }: PublicFilter, after = ''): string => {
  const asked = Object.entries({ office, class: siteClass, after }).filter(
    (one): one is [string, string] => one[1] !== null && one[1] !== '',
  );
  return asked.length === 0 ? file : `${file}?${new URLSearchParams(asked).toString()}`;
};

/** How many hang, are late and were taken down, of those that are asked for. */
export const countsOf = (
  kinds: readonly PublicKind[],
  { office, siteClass }: PublicFilter,
): Omit<PublicKind, 'responsible' | 'site_class'> =>
  kinds
    .filter((kind) => (office === null || kind.responsible === office) && (siteClass === null || kind.site_class === siteClass))
    .reduce((sum, kind) => ({ hanging: sum.hanging + kind.hanging, late: sum.late + kind.late, ended: sum.ended + kind.ended }), {
      hanging: 0,
      late: 0,
      ended: 0,
    });

interface FilterProps {
  readonly kinds: readonly PublicKind[];
  readonly filter: PublicFilter;
  readonly it: Jurisdiction;
  readonly lang: Lang;
}

const Filter = ({ kinds, filter, it, lang }: FilterProps) => {
  const said = PUBLIC[lang];
  const offices = [...new Set(kinds.map((kind) => kind.responsible))].map((id) => [id, officeName(it, id, lang)] as const);
  const classes = [...new Set(kinds.flatMap((kind) => kind.site_class ?? []))].map((id) => [id, classText(id, lang)] as const);
  const field = (name: string, label: string, chosen: string | null, options: readonly (readonly [string, string])[]) => (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{said.all}</option>
        {options
          .toSorted((a, b) => a[1].localeCompare(b[1], lang))
          .map(([id, text]) => (
            <option value={id} selected={id === chosen}>
              {text}
            </option>
          ))}
      </select>
    </div>
  );
  return (
    <form method="get" action={href(lang, '/hazards')}>
      {field('office', said.office, filter.office, offices)}
      {classes.length > 0 && field('class', said.siteClass, filter.siteClass, classes)}
      <button class="btn plain">{said.show}</button>
    </form>
  );
};

const One = (shown: Shown) => {
  const { hazard, lang, today } = shown;
  const said = PUBLIC[lang];
  const { colon } = MARKS[lang];
  const [newest] = hazard.progress;
  return (
    <li>
      <a href={href(lang, `/hazards/${hazard.number}`)}>{hazard.what}</a>
      <Tags {...shown} />
      <br />
      <span class="small">
        {factsOf(shown)
          .map(([name, text]) => `${name}${colon}${text}`)
          .join(' · ')}
      </span>
      <br />
      {newest ? `${dayInWords(newest.day, lang, today)}${colon}${newest.told}` : <span class="small">{said.noProgress}</span>}
    </li>
  );
};

interface AroundProps {
  readonly list: PublicList;
  readonly filter: PublicFilter;
  readonly isFirst: boolean;
  readonly lang: Lang;
}

const Ways = ({ list, filter, isFirst, lang }: AroundProps) => {
  const said = PUBLIC[lang];
  const last = list.hazards.at(-1);
  return (
    <p class="row">
      {!isFirst && <a href={href(lang, listPath('/hazards', filter))}>{said.first}</a>}
      {list.hasMore && last && <a href={href(lang, listPath('/hazards', filter, afterText(placeOf(last))))}>{said.next}</a>}
      <a href={href(lang, '/hazards/figures')}>{said.figures}</a>
      <a href={href(lang, listPath('/hazards.atom', filter))}>{said.feed}</a>
      <a href={listPath('/hazards.json', filter)}>{said.data}</a>
    </p>
  );
};

const showList = async ({ service, lang, query }: PageRequest): Promise<PageReply> => {
  const said = PUBLIC[lang];
  const filter = readPublicFilter(query);
  const it = await service.jurisdiction();
  const list = await publicList(service, filter, readAfter(query['after']));
  const { hanging, late, ended } = countsOf(list.kinds, filter);
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {list.kinds.length > 0 && (
        <>
          <p>
            <b>{said.counts(hanging, late, ended)}</b>
          </p>
          <Filter kinds={list.kinds} filter={filter} it={it} lang={lang} />
        </>
      )}
      {list.hazards.length === 0 ? (
        <p>{list.kinds.length === 0 ? said.none : said.noneSuch}</p>
      ) : (
        <ul class="log">
          {list.hazards.map((hazard) => (
            <One hazard={hazard} it={it} today={list.today} lang={lang} />
          ))}
        </ul>
      )}
      <Ways list={list} filter={filter} isFirst={query['after'] === undefined} lang={lang} />
    </>,
  );
};

/** What hangs in public: everybody's list, the late ones first. */
export const listPage: Page = { path: '/hazards', method: 'GET', face: 'open', handle: showList };
