import type { Answers, Evaluation } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../../kernel/form/form.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import type { Lang, PageRequest } from '../../../portal/page.ts';
import type { Typed } from '../server/hand-in.ts';
import { RETURNS } from './words.ts';

/** A figure that a return asks for, as a page calls it. */
export interface Asked {
  readonly key: string;
  readonly label: string;
}

/** The figures of a form, in their order. */
export const questionsIn = (form: Form, lang: Lang): readonly Asked[] =>
  questionsOf(form).map(({ key, item }) => ({ key, label: inLang(item.label, lang) }));

type Sent = PageRequest['form'];

const nameOf = (key: string): string => `v.${key}`;

/** A figure as it was typed: what is no whole number is handed on as it is, and refused. */
const figureIn = (text: string): Json => (/^-?\d{1,9}$/.test(text) ? Number(text) : text.slice(0, 100));

/** What was typed into the form of a return. */
export const typedIn = (form: Form | null, sent: Sent): Typed => ({
  answers: Object.fromEntries(
    (form ? questionsOf(form) : []).flatMap(({ key }): readonly (readonly [string, Answers[string]])[] => {
      const text = (sent[nameOf(key)] ?? '').trim();
      return text === '' ? [] : [[key, { value: figureIn(text) }]];
    }),
  ),
  nil: sent['nil'] === 'yes',
  paper: { paper: sent['paper'], on: sent['on'], pages: sent['pages'], sha256: sent['sha256'] },
  basis: sent['basis'] ?? '',
  after: sent['after'] === 'yes',
});

interface FieldsProps {
  readonly asked: readonly Asked[];
  readonly sent: Sent;
  readonly faults: Pick<Evaluation, 'missing' | 'wrong'>;
  readonly lang: Lang;
}

/** A field for each figure. */
export const FigureFields = ({ asked, sent, faults, lang }: FieldsProps) => {
  const said = RETURNS[lang];
  return (
    <>
      {asked.map(({ key, label }) => {
        const isMissing = faults.missing.some((it) => it.key === key);
        const isWrong = faults.wrong.some((it) => it.key === key);
        return (
          <div id={`q-${key}`}>
            <label>
              {label}
              <input
                type="text"
                inputMode="numeric"
                class="number"
                name={nameOf(key)}
                value={sent[nameOf(key)] ?? ''}
                {...(isMissing || isWrong ? { 'aria-invalid': 'true', 'aria-describedby': `fault-${key}` } : {})}
              />
            </label>
            {(isMissing || isWrong) && (
              <p class="fault" id={`fault-${key}`}>
                {isMissing ? said.missing : said.noFault}
              </p>
            )}
          </div>
        );
      })}
    </>
  );
};
