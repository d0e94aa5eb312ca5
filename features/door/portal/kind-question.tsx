import { DOOR_KINDS } from '../../../kernel/matter/kinds.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { Danger } from '../../grievances/public.ts';
import { KINDS, QUESTION } from './words.ts';

/** The first question at a door: which of the kinds that it takes. What was typed already is carried along. */
export const kindReply = (lang: Lang, typed: { readonly [name: string]: string }, isMissing: boolean): PageReply => {
  const words = QUESTION[lang];
  const why = sentenceFor(refuse('kind_unanswered'), lang);
  return html(
    words.title,
    <>
      <p class="small">{words.step}</p>
      {isMissing && (
        <div class="errors" role="alert">
          <h2>{words.errors}</h2>
          <ul>
            <li>
              <a href="#kind-accusation">{why}</a>
            </li>
          </ul>
        </div>
      )}
      <form method="post" action={href(lang, '/file/about')} autocomplete="off">
        {Object.entries(typed).map(([name, text]) => (
          <input type="hidden" name={name} value={text} />
        ))}
        <div class={isMissing ? 'err' : undefined}>
          <fieldset aria-describedby="kind-hint">
            <legend>
              <h1>{words.title}</h1>
            </legend>
            <p id="kind-hint">{words.hint}</p>
            {isMissing && <p class="why">{why}</p>}
            {DOOR_KINDS.map((kind) => (
              <label class="choice">
                <input type="radio" name="kind" value={kind} id={`kind-${kind}`} />
                {KINDS[lang][kind]}
              </label>
            ))}
          </fieldset>
        </div>
        <p>
          <button class="btn" type="submit">
            {words.next}
          </button>
        </p>
      </form>
      <Danger lang={lang} />
    </>,
    { status: isMissing ? statusOf('kind_unanswered') : 200, other: '/file' },
  );
};
