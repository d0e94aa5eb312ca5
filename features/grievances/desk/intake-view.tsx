import { inLang } from '../../../kernel/language/languages.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';
import type { FilingAnswer } from '../server/file-matter.ts';
import { Found } from '../portal/following/found.tsx';
import { partyName } from '../portal/offices.ts';
import type { MatterView } from '../server/read-matter.ts';
import { FileField } from '../portal/files.tsx';
import { MandateSheet } from '../portal/codes/mandate-sheet.tsx';
import { INTAKE } from './intake-words.ts';

/** What is no answer of the form: where it is sent from, and which button. */
const NOT_TYPED = ['csrf', 'agreed', 'back', 'chosen', 'without'];

/** Everything that was typed, whatever the form asks: what is read aloud is what is taken. */
const Carried = ({ csrf, form }: { readonly csrf: string; readonly form: { readonly [name: string]: string } }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    {Object.entries(form)
      .filter(([name, text]) => !NOT_TYPED.includes(name) && text !== '')
      .map(([name, text]) => (
        <input type="hidden" name={name} value={text} />
      ))}
  </>
);

/** What was written down, to be read to the person before it is taken (信访工作条例 19). */
export const ReadBack = ({
  lang,
  csrf,
  form,
  isMandate,
  chosen,
  marks,
}: {
  readonly lang: Lang;
  readonly csrf: string;
  readonly form: { readonly [name: string]: string };
  readonly isMandate: boolean;
  /** How many files came with the words: no page carries them on, so they are chosen here. */
  readonly chosen: number;
  /** What was ticked and chosen, in the words of the form. */
  readonly marks: readonly (readonly [label: string, text: string])[];
}) => {
  const words = INTAKE[lang];
  return (
    <>
      <h1>{words.backTitle}</h1>
      <p class="lead">{words.backLead}</p>
      {isMandate && <p class="note">{words.mandate.next}</p>}
      <div class="card">
        <dl>
          {marks.map(([label, text]) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
          {(['subject', 'body', 'place', 'ask', 'needs', 'word'] as const).map((name) =>
            (form[name] ?? '').trim() === '' ? null : (
              <>
                <dt>{words[name]}</dt>
                <dd class="words">{form[name]}</dd>
              </>
            ),
          )}
        </dl>
      </div>
      <div class="row">
        <form method="post" action={href(lang, '/desk/intake')} enctype="multipart/form-data">
          <Carried csrf={csrf} form={form} />
          <input type="hidden" name="agreed" value="yes" />
          {chosen > 0 && (
            <>
              <p class="note warn" role="alert">
                {words.chooseAgain(chosen)}
              </p>
              <input type="hidden" name="chosen" value={String(chosen)} />
            </>
          )}
          <FileField id="files" isOptional lang={lang} fault={undefined} />
          {chosen > 0 && (
            <p>
              <label class="check">
                <input type="checkbox" name="without" value="yes" /> {words.without}
              </label>
            </p>
          )}
          <button class="btn" type="submit">
            {words.agreed}
          </button>
        </form>
        <form method="post" action={href(lang, '/desk/intake')}>
          <Carried csrf={csrf} form={form} />
          <input type="hidden" name="back" value="yes" />
          <button class="btn plain" type="submit">
            {words.change}
          </button>
        </form>
      </div>
    </>
  );
};

interface DoneProps {
  readonly lang: Lang;
  readonly spoken: Lang;
  readonly answer: Pick<FilingAnswer, 'number' | 'carrier'>;
  readonly shown: boolean;
}

/** The mandate for both to sign, where the matter was written down under one. The person reads it in their own language. */
const ToSign = ({ lang, spoken, answer: { number, carrier } }: Omit<DoneProps, 'shown'>) =>
  carrier === undefined ? null : (
    <section class="sheet">
      <h2>{INTAKE[lang].mandate.sign}</h2>
      <p class="screen">{INTAKE[lang].mandate.signLead}</p>
      <div lang={spoken}>
        <MandateSheet lang={spoken} number={number} code={carrier} />
      </div>
    </section>
  );

/** What the clerk sees afterwards: the number, and where the receipt is. Never the code. */
export const IntakeDone = ({ lang, spoken, answer, shown }: DoneProps) => {
  const words = INTAKE[lang];
  const { number, carrier } = answer;
  return (
    <>
      <h1>{words.doneTitle}</h1>
      <p class="lead" role="status">
        {words.number} <b>{number}</b>
      </p>
      <p>{shown ? words.onScreen : words.screenGone}</p>
      <ToSign lang={lang} spoken={spoken} answer={answer} />
      <p class="row">
        <a class="btn" href={href(lang, '/desk/intake')}>
          {words.another}
        </a>
        {carrier === undefined && (
          <a class="btn plain" href={href(lang, `/desk/matter/${number}`)}>
            {words.open}
          </a>
        )}
      </p>
    </>
  );
};

interface Handing {
  /** The clerk's language, and the one that the person reads. */
  readonly lang: Lang;
  readonly spoken: Lang;
  readonly answer: FilingAnswer;
  readonly view: MatterView;
  readonly origin: string;
}

const Another = ({ lang }: { readonly lang: Lang }) => (
  <p class="row">
    <a class="btn" href={href(lang, '/desk/intake')}>
      {INTAKE[lang].another}
    </a>
  </p>
);

/** What somebody without a telephone has to know: the day it was filed, what is owed and by when, and where the office is found. */
const Owed = ({ spoken, view }: Pick<Handing, 'spoken' | 'view'>) => {
  const words = INTAKE[spoken];
  const { jurisdiction, state, stages, today } = view;
  const duties = stages.flatMap((stage) => (stage.rule.nature === 'duty' && stage.due !== null ? [{ ...stage, due: stage.due }] : []));
  return (
    <>
      <p>{words.filed(dayInWords(today, spoken))}</p>
      {duties.length > 0 && <h3>{words.owed}</h3>}
      <ul>
        {duties.map((stage) => (
          <li>
            <time dateTime={stage.due}>{dayInWords(stage.due, spoken)}</time> {inLang(stage.rule.label, spoken)} (
            {partyName(stage.rule.owedBy, stage.rule, { jurisdiction, state, lang: spoken }, stage.of)})
          </li>
        ))}
      </ul>
      <Found jurisdiction={jurisdiction} office={jurisdiction.deskOffice} lang={spoken} />
    </>
  );
};

const useOf = (origin: string, spoken: Lang): string => `${origin}${href(spoken, '/follow')}`;

/** The slip: on the screen it says only that it is to be printed; the code stands on paper, and opens nothing before it is changed. */
export const handSlip = ({ lang, spoken, answer, view, origin }: Handing): PageReply => {
  const words = INTAKE[lang];
  const paper = INTAKE[spoken];
  return html(
    words.slipTitle,
    <>
      <div class="screen">
        <h1>{words.slipTitle}</h1>
        <p class="lead" role="status">
          {words.number} <b>{answer.number}</b>
        </p>
        <p>{words.slipPrint}</p>
        <Another lang={lang} />
      </div>
      <div class="print slip" lang={spoken}>
        <h2>
          {paper.number} {answer.number}
        </h2>
        <p class="code">{answer.code}</p>
        <p>{paper.slipUse(useOf(origin, spoken))}</p>
        <Owed spoken={spoken} view={view} />
        <p class="small">{paper.slipWhy}</p>
      </div>
      <ToSign lang={lang} spoken={spoken} answer={answer} />
    </>,
    { other: null },
  );
};

/** The code for who is on the telephone: the clerk reads it out, so like a slip's it opens nothing before it is changed. */
export const handAloud = ({ lang, spoken, answer, view, origin }: Handing): PageReply => {
  const words = INTAKE[lang];
  return html(
    words.aloudTitle,
    <>
      <h1>{words.aloudTitle}</h1>
      <p>{words.aloudLead}</p>
      <section class="card">
        <p role="status">
          {words.number} <b>{answer.number}</b>
        </p>
        <p class="code">{answer.code}</p>
      </section>
      <p>{words.aloudSay}</p>
      <div class="note" lang={spoken}>
        <p>{INTAKE[spoken].aloudUse(useOf(origin, spoken))}</p>
        <Owed spoken={spoken} view={view} />
      </div>
      <Another lang={lang} />
    </>,
    { other: null },
  );
};
