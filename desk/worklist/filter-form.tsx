import { labelOr } from '../../kernel/language/languages.ts';
import { findPlace } from '../../kernel/policy/places.ts';
import { findSubject } from '../../kernel/policy/subjects.ts';
import { href, type Lang } from '../../portal/page.ts';
import { DUES, isNarrow, queryOf, VIEWS, type Filter } from './filter.ts';
import type { Said } from './rows.tsx';
import { countSentence, viewName, WORDS } from './words.ts';

/** The address of a list. */
export const listHref = (lang: Lang, filter: Filter): string => {
  const query = queryOf(filter);
  return href(lang, query === '' ? '/desk' : `/desk?${query}`);
};

/** The lists beside each other, and how many entities are due when. */
export const Views = ({ said }: { readonly said: Said }) => {
  const { list, lang } = said;
  const { filter, counts } = list;
  const { after: _after, due: _due, ...kept } = filter;
  return (
    <>
      <nav class="row screen" aria-label={WORDS[lang].viewsLabel}>
        {VIEWS.map((view) => (
          <a
            class={view === filter.view ? 'btn' : 'btn plain'}
            href={listHref(lang, { view })}
            {...(view === filter.view ? { 'aria-current': 'page' as const } : {})}
          >
            {viewName(view, counts, lang)}
          </a>
        ))}
      </nav>
      {filter.view === 'owed' && counts !== null && (
        <p class="row counts">
          {([...DUES, 'total'] as const).map((due) =>
            counts[due] === 0 && due !== 'total' ? null : (
              <a
                href={listHref(lang, due === 'total' ? kept : { ...kept, due })}
                {...(due === (filter.due ?? 'total') ? { 'aria-current': 'true' as const } : {})}
              >
                {countSentence(due, counts, lang)}
              </a>
            ),
          )}
        </p>
      )}
    </>
  );
};

interface Choice {
  readonly value: string;
  readonly text: string;
}

const Select = ({
  name,
  label,
  choices,
  value,
  all,
}: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly all: string;
}) =>
  choices.length === 0 ? null : (
    <div>
      <label for={`by-${name}`}>{label}</label>
      <select id={`by-${name}`} name={name}>
        <option value="">{all}</option>
        {choices.map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  );

const Day = ({ name, label, value }: { readonly name: 'from' | 'to'; readonly label: string; readonly value: string | undefined }) => (
  <div>
    <label for={`by-${name}`}>{label}</label>
    <input id={`by-${name}`} type="date" name={name} value={value ?? ''} />
  </div>
);

/** What a filter can ask for: what there is in what is owed; on the other lists whatever is published. */
const choicesOf = ({ list, kinds, it, lang }: Said) => {
  const { facets, filter } = list;
  const isOwed = filter.view === 'owed' || filter.view === 'supervised';
  const sorts = kinds.flatMap((kind) => kind.sorts);
  const subjects = it.subjects?.set.subjects.map((one) => one.id) ?? [];
  const places = it.places?.set.places.map((one) => one.id) ?? [];
  const named = (ids: readonly string[], name: (id: string) => string | undefined): readonly Choice[] =>
    ids.map((value) => ({ value, text: name(value) ?? value }));
  return {
    sort: sorts.filter((one) => !isOwed || facets.sorts.includes(one.value)).map((one) => ({ value: one.value, text: one.label[lang] })),
    step: named(filter.view === 'owed' ? facets.steps : [], (id) =>
      kinds.map((kind) => kind.owed(id, lang)).find((name) => name !== undefined),
    ),
    subject: named(isOwed ? facets.subjects : subjects, (id) => labelOr(findSubject(it.subjects?.set ?? null, id)?.label, id, lang)),
    place: named(filter.view === 'passed_on' ? [] : isOwed ? facets.places : places, (id) =>
      labelOr(findPlace(it.places?.set ?? null, id)?.label, id, lang),
    ),
  };
};

/** Conditions on a list. Nothing looks into what somebody wrote, and the form says so (G9). */
export const FilterForm = ({ said }: { readonly said: Said }) => {
  const { list, lang } = said;
  const { filter } = list;
  const words = WORDS[lang];
  const choices = choicesOf(said);
  return (
    <details class="screen" open={isNarrow(filter)}>
      <summary accessKey="f">{words.filter}</summary>
      <form action={href(lang, '/desk')}>
        <p class="hint">{words.filterHint}</p>
        {filter.view !== 'owed' && <input type="hidden" name="view" value={filter.view} />}
        {filter.due !== undefined && <input type="hidden" name="due" value={filter.due} />}
        <div class="row">
          {filter.view === 'passed_on' && (
            <div>
              <label for="by-number">{words.number}</label>
              <input
                id="by-number"
                type="text"
                name="number"
                value={list.rows.length > 0 ? (filter.number ?? '') : ''}
                autocomplete="off"
              />
            </div>
          )}
          {choices.sort.length > 1 && <Select name="sort" label={words.sort} choices={choices.sort} value={filter.sort} all={words.all} />}
          <Select name="step" label={words.step} choices={choices.step} value={filter.step} all={words.all} />
          <Select name="subject" label={words.subject} choices={choices.subject} value={filter.subject} all={words.all} />
          <Select name="place" label={words.place} choices={choices.place} value={filter.place} all={words.all} />
          <Day name="from" label={words.from} value={filter.from} />
          <Day name="to" label={words.to} value={filter.to} />
        </div>
        <p class="row">
          <button class="btn">{words.apply}</button>
          {isNarrow(filter) && (
            <a class="btn plain" href={listHref(lang, { view: filter.view })}>
              {words.clear}
            </a>
          )}
        </p>
      </form>
    </details>
  );
};
