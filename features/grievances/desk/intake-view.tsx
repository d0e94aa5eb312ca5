import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';
import type { FilingAnswer } from '../server/file-matter.ts';
import { INTAKE } from './intake-words.ts';

const CARRIED = ['token', 'about', 'channel', 'spoken', 'subject', 'body', 'place', 'ask', 'needs', 'handed', 'handle'] as const;

const Carried = ({ csrf, form }: { readonly csrf: string; readonly form: { readonly [name: string]: string } }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    {CARRIED.map((name) => (
      <input type="hidden" name={name} value={form[name] ?? ''} />
    ))}
  </>
);

/** What was written down, to be read to the person before it is taken (信访工作条例 19). */
export const ReadBack = ({
  lang,
  csrf,
  form,
}: {
  readonly lang: Lang;
  readonly csrf: string;
  readonly form: { readonly [name: string]: string };
}) => {
  const words = INTAKE[lang];
  return (
    <>
      <h1>{words.backTitle}</h1>
      <p class="lead">{words.backLead}</p>
      <div class="card">
        <dl>
          {(['subject', 'body', 'place', 'ask', 'needs'] as const).map((name) =>
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
        <form method="post" action={href(lang, '/desk/intake')}>
          <Carried csrf={csrf} form={form} />
          <input type="hidden" name="agreed" value="yes" />
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

/** What the clerk sees afterwards: the number, and where the receipt is. Never the code. */
export const IntakeDone = ({ lang, number, shown }: { readonly lang: Lang; readonly number: string; readonly shown: boolean }) => {
  const words = INTAKE[lang];
  return (
    <>
      <h1>{words.doneTitle}</h1>
      <p class="lead" role="status">
        {words.number} <b>{number}</b>
      </p>
      <p>{shown ? words.onScreen : words.screenGone}</p>
      <p class="row">
        <a class="btn" href={href(lang, '/desk/intake')}>
          {words.another}
        </a>
        <a class="btn plain" href={href(lang, `/desk/matter/${number}`)}>
          {words.open}
        </a>
      </p>
    </>
  );
};

interface Slip {
  readonly lang: Lang;
  readonly answer: FilingAnswer;
  readonly origin: string;
  readonly csrf: string;
}

/** The slip: on the screen it says only that it is to be printed; the code stands on paper, and opens nothing before it is changed. */
export const handSlip = ({ lang, answer, origin }: Slip): PageReply => {
  const words = INTAKE[lang];
  return html(
    words.slipTitle,
    <>
      <div class="screen">
        <h1>{words.slipTitle}</h1>
        <p class="lead" role="status">
          {words.number} <b>{answer.number}</b>
        </p>
        <p>{words.slipPrint}</p>
        <p class="row">
          <a class="btn" href={href(lang, '/desk/intake')}>
            {words.another}
          </a>
        </p>
      </div>
      <div class="print slip">
        <h2>
          {words.number} {answer.number}
        </h2>
        <p class="code">{answer.code}</p>
        <p>{words.slipUse(`${origin}${href(lang, '/follow')}`)}</p>
        <p class="small">{words.slipWhy}</p>
      </div>
    </>,
    { other: null },
  );
};
