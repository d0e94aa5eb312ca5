import { instant } from '../../../kernel/calendar/instant.ts';
import { evaluate, type Answers, type Evaluation } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form, type Question } from '../../../kernel/form/form.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { fileId } from '../../../engine/files/stored-file.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { CheckState } from '../domain/state.ts';
import type { Recorded } from '../domain/vocabulary.ts';
import { unpackWords, type WordsOf } from '../domain/words.ts';
import { sayAnswer } from './form-fields.tsx';
import { notWholeText } from './lesson-words.ts';
import { TODAY } from './words.ts';

/** What stands before the number of a round where others name a programme (features/rounds). */
const ROUND = 'round';

/** What a rule of a programme is called; its own name where no version of it is there any more. */
const ruleName = (it: Jurisdiction, key: string, lang: Lang): string => {
  const [programme, id = ''] = key.split('/');
  if (programme === ROUND) return TODAY[lang].round(id);
  const rule = it.routines.programmes.findLast((one) => one.programme.id === programme)?.programme.rules.find((one) => one.id === id);
  return rule ? inLang(rule.label, lang) : key;
};

/** The photos of an answer: a link to each that is here, and a word for each that is not. */
const Photos = ({ of, view, lang }: { readonly of: readonly string[]; readonly view: StaffView<CheckState>; readonly lang: Lang }) => {
  const { said, photos } = view.state;
  return (
    <p class="row">
      {of.map((sha256) => {
        const nth = (said?.photos ?? []).findIndex((it) => it.sha256 === sha256) + 1;
        const here = photos.get(nth);
        const path = here && href(lang, `/desk/check/${view.number}/file/${fileId({ level: 0, n: here.n }, here.field)}`);
        return path === undefined ? (
          <span class="small">{TODAY[lang].photoAwaited(nth)}</span>
        ) : (
          <a href={path}>
            <img class="thumb" src={path} alt={TODAY[lang].photo(nth)} loading="lazy" />
          </a>
        );
      })}
    </p>
  );
};

interface AnswersProps {
  readonly view: StaffView<CheckState>;
  readonly form: Form;
  readonly said: Recorded;
  readonly texts: WordsOf;
  readonly lang: Lang;
}

const judgedAgain = ({ form, said, texts }: AnswersProps): Evaluation => {
  const answers = Object.entries(said.answers).map(([key, answer]) => [
    key,
    { ...answer, ...(texts[key] === undefined ? {} : { words: texts[key] }) },
  ]);
  return evaluate(form, Object.fromEntries(answers) as Answers); // as it was handed in
};

/** What was answered, what was found first. */
const AnswerTable = (props: AnswersProps) => {
  const { form, said, texts, view, lang } = props;
  const words = TODAY[lang];
  const judged = judgedAgain(props);
  const found = new Set(judged.findings.map((it) => it.key));
  const lacking = judged.missing.filter((it) => it.what === 'photo').map((it) => it.key);
  const rank = ({ key }: Question): number => (found.has(key) ? 0 : 1);
  return (
    <table>
      <tbody>
        {questionsOf(form)
          .filter(({ key }) => said.answers[key] !== undefined)
          .toSorted((a, b) => rank(a) - rank(b))
          .map(({ key, item, point }) => {
            const answer = sayAnswer(item, said.answers[key]?.value as Json | undefined, lang); // plain JSON
            return (
              <tr>
                <th scope="row">
                  {inLang(item.label, lang)}
                  {point && ` · ${inLang(point.label, lang)}`}
                </th>
                <td>
                  {found.has(key) ? <b>{answer}</b> : answer}
                  {texts[key] !== undefined && <p class="words">{texts[key]}</p>}
                  <Photos of={said.answers[key]?.photos ?? []} view={view} lang={lang} />
                  {lacking.includes(key) && <p class="small">{words.noPhoto}</p>}
                  {judged.unasked.includes(key) && <p class="small">{words.unasked}</p>}
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
};

/** What a record says: the filled form, what was found first, when it was done and when it came. */
export const RecordBody = ({ view, lang }: { readonly view: StaffView<CheckState>; readonly lang: Lang }) => {
  const { said } = view.state;
  const first = view.entries[0];
  if (said === null || !first) return null;
  const words = TODAY[lang];
  const form = said.formHash === null ? undefined : view.it.forms.get(said.formHash);
  const texts = unpackWords(first.texts);
  const at = (time: number): string => momentInWords(instant(time), view.it.zone, lang);
  const rules = said.for.map(({ rule, window }) => `${ruleName(view.it, rule, lang)}${window ? ` · ${window}` : ''}`);
  const notWhole = said.lesson === null ? undefined : notWholeText(said.lesson, lang);
  const awaited = said.photos.length - view.state.photos.size;
  return (
    <>
      {awaited > 0 && <p class="note">{words.awaited(awaited)}</p>}
      {said.unfit > 0 && <p class="note">{words.unfit(said.unfit)}</p>}
      {notWhole !== undefined && <p class="note">{notWhole}</p>}
      {said.twin !== null && (
        <p class="note">
          {words.twin}
          <a href={href(lang, `/desk/check/${said.twin}`)}>{said.twin}</a>
        </p>
      )}
      {said.lesson === null && (said.form !== null || said.findings > 0) && (
        <p>
          <b>{said.nil ? words.nil : words.found(said.findings)}</b>
        </p>
      )}
      {view.state.hazards.length > 0 && (
        <p>
          {words.became}
          {view.state.hazards.map((number) => (
            <>
              <a href={href(lang, `/desk/hazard/${number}`)}>{number}</a>{' '}
            </>
          ))}
        </p>
      )}
      <dl>
        <dt>{words.forWhat}</dt>
        <dd>{rules.join('; ')}</dd>
        <dt>{words.when}</dt>
        <dd>
          {at(said.doneAt)}
          {said.doneAt !== first.event.recordedAt && words.claimed}
        </dd>
        <dt>{words.received}</dt>
        <dd>{at(first.event.recordedAt)}</dd>
        {said.intake !== null && (
          <>
            <dt>{words.believed}</dt>
            <dd>
              {said.notBefore === null
                ? words.noBracket(at(first.event.recordedAt))
                : words.bracket(at(said.notBefore), at(first.event.recordedAt))}
            </dd>
          </>
        )}
        {form && (
          <>
            <dt>{words.form}</dt>
            <dd>
              {inLang(form.title, lang)} · {form.version}
            </dd>
          </>
        )}
      </dl>
      {form ? <AnswerTable view={view} form={form} said={said} texts={texts} lang={lang} /> : <p class="words">{texts['note']}</p>}
    </>
  );
};
