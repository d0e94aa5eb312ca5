import { LESSON_WORDS } from '../../../kernel/form/lesson-words.ts';
import { LESSON_THINGS } from '../../../kernel/form/lesson.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import type { Coverage, TopicCoverage } from '../domain/coverage.ts';
import type { Span } from '../domain/span.ts';
import { OUTREACH } from './words.ts';

/** What a span is called. */
export const spanName = ({ kind, id, label }: Span, lang: Lang): string =>
  label === undefined ? OUTREACH[lang][kind](id) : inLang(label, lang);

/** A share as a reader takes it, never more than it is. */
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.floor((part * 1000) / whole) / 10}%`);

interface TablesProps {
  readonly coverage: Coverage;
  readonly lang: Lang;
}

const Rules = ({ coverage: { rules }, lang }: TablesProps) => {
  const said = OUTREACH[lang];
  const [of, duty, ...counted] = said.ruleHeads;
  return (
    <WorkTable label={said.rules} heads={said.ruleHeads}>
      {rules.map((row) => (
        <tr>
          <td data-head={of}>{CLASS_WORDS[row.class][lang]}</td>
          <td data-head={duty}>{inLang(row.label, lang)}</td>
          {[row.sites, row.due, row.onTime, row.late, row.notWhole, row.missing, row.open, row.excused, row.unreached].map((count, i) => (
            <td data-head={counted[i]} class="number">
              {count}
            </td>
          ))}
        </tr>
      ))}
    </WorkTable>
  );
};

const thingsText = ({ things }: TopicCoverage, lang: Lang): string => {
  const said = LESSON_THINGS.flatMap((thing) => {
    const count = things[thing];
    return count === undefined ? [] : [OUTREACH[lang].thing(LESSON_WORDS.things[thing][lang], count)];
  });
  return said.join(OUTREACH[lang].separator) || '–';
};

const Topics = ({ coverage: { topics }, lang }: TablesProps) => {
  const said = OUTREACH[lang];
  const [of, topic, ...others] = said.topicHeads;
  return (
    <WorkTable label={said.topics} heads={said.topicHeads}>
      {topics.map((row) => {
        const cells = [
          row.held,
          row.outside,
          row.trained,
          row.expected === 0 ? '–' : row.expected,
          percent(row.trainedOfExpected, row.expected),
        ];
        return (
          <tr>
            <td data-head={of}>{CLASS_WORDS[row.class][lang]}</td>
            <td data-head={topic}>{LESSON_WORDS.topics[row.topic][lang]}</td>
            {cells.map((cell, i) => (
              <td data-head={others[i]} class="number">
                {cell}
              </td>
            ))}
            <td data-head={others[cells.length]}>{thingsText(row, lang)}</td>
          </tr>
        );
      })}
    </WorkTable>
  );
};

/** The two tables of a span, and the way to them as files. */
export const CoverageTables = ({ coverage, span, lang }: TablesProps & { readonly span: Span }) => {
  const said = OUTREACH[lang];
  const file = (of: string): string => href(lang, `/outreach.csv?${new URLSearchParams({ span: span.id, of }).toString()}`);
  return (
    <>
      <h2>{said.rules}</h2>
      {coverage.rules.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <>
          <p>{said.rulesLead}</p>
          <Rules coverage={coverage} lang={lang} />
        </>
      )}
      <h2>{said.topics}</h2>
      {coverage.topics.length === 0 ? (
        <p>{said.noTopics}</p>
      ) : (
        <>
          <p>{said.topicsLead}</p>
          <Topics coverage={coverage} lang={lang} />
        </>
      )}
      <p class="screen">
        <a href={file('rules')}>{said.csvRules}</a>
      </p>
      <p class="screen">
        <a href={file('topics')}>{said.csvTopics}</a>
      </p>
      <p class="small screen">{said.print}</p>
    </>
  );
};

interface ChoiceProps {
  readonly spans: readonly Span[];
  readonly span: Span;
  readonly path: string;
  readonly lang: Lang;
}

/** Chooses another span. */
export const SpanChoice = ({ spans, span, path, lang }: ChoiceProps) => (
  <form method="get" action={href(lang, path)} class="screen">
    <label>
      {OUTREACH[lang].span}
      <select name="span">
        {spans.map((one) => (
          <option value={one.id} selected={one.id === span.id}>
            {spanName(one, lang)}
          </option>
        ))}
      </select>
    </label>
    <p>
      <button class="btn">{OUTREACH[lang].show}</button>
    </p>
  </form>
);
