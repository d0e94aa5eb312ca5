import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { CHOICES } from '../desk/words.ts';
import { publicOne } from '../server/read-public.ts';
import { factsOf, Tags, type Shown } from './parts.tsx';
import { PUBLIC, STEP_WORDS } from './words.ts';

const Progress = ({ hazard, today, lang }: Shown) => {
  const said = PUBLIC[lang];
  return (
    <>
      <h2>{said.progress}</h2>
      {hazard.progress.length === 0 ? (
        <p>{said.noProgress}</p>
      ) : (
        <ul class="log">
          {hazard.progress.map(({ day, told }) => (
            <li>
              <time class="small" dateTime={day}>
                {dayInWords(day, lang, today)}
              </time>
              <br />
              {told}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const Steps = ({ hazard, today, lang }: Shown) => {
  const said = PUBLIC[lang];
  return (
    <>
      <h2>{said.steps}</h2>
      <ul class="log">
        {hazard.steps.map(({ type, day, leaf }) => (
          <li>
            <time dateTime={day}>{dayInWords(day, lang, today)}</time> {STEP_WORDS[type][lang]}{' '}
            <a class="small" href={href(lang, `/c/${leaf}`)}>
              {said.leaf}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};

const showOne = async ({ service, lang, params }: PageRequest): Promise<PageReply> => {
  const said = PUBLIC[lang];
  const number = parseEntityNumber(params['number'] ?? '');
  const found = number === undefined ? undefined : await publicOne(service, number);
  // One that does not hang here is as if it were nowhere.
  if (!found) return { ...errorPage(lang, refuse('not_found')), other: '/hazards' };
  const { hazard, today, criterion } = found;
  const shown: Shown = { hazard, today, it: await service.jurisdiction(), lang };
  return html(
    hazard.what,
    <>
      <p class="small">{said.number(hazard.number)}</p>
      <h1>{hazard.what}</h1>
      <p>
        <Tags {...shown} />
      </p>
      <dl>
        {factsOf(shown).map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
        <dt>{said.danger}</dt>
        <dd>{CHOICES[hazard.danger]?.[lang] ?? hazard.danger}</dd>
        {criterion && (
          <>
            <dt>{said.major}</dt>
            <dd>
              {inLang(criterion.label, lang)} <span class="small">{inLang(criterion.clause, lang)}</span>
            </dd>
          </>
        )}
      </dl>
      <Progress {...shown} />
      <Steps {...shown} />
      <p class="small">{said.year}</p>
      <p>
        <a href={href(lang, '/hazards')}>{said.toList}</a>
      </p>
    </>,
  );
};

/** One that hangs in public. */
export const onePage: Page = { path: '/hazards/:number', method: 'GET', face: 'open', handle: showOne };
