import type { ComponentChildren } from 'preact';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { href, html, type Lang, type PageReply } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';

interface CodeQuestion {
  readonly lang: Lang;
  /** Where the code goes, by POST; the same page in the other language. */
  readonly action: string;
  readonly words: {
    readonly title: string;
    readonly heading: string;
    readonly lead: string;
    readonly errors: string;
    readonly label: string;
    readonly hint: string;
  };
  readonly button: string;
  /** What was typed, and what is wrong with it. */
  readonly code: string;
  readonly fault: Refusal | undefined;
  /** What goes along with the code. */
  readonly hidden?: readonly (readonly [name: string, text: string])[];
  /** Links below the form. */
  readonly children: ComponentChildren;
}

/** A page that asks for a code. What is typed never stands in an address. */
export const codeQuestion = ({ lang, action, words, button, code, fault, hidden = [], children }: CodeQuestion): PageReply => {
  const why = fault && sentenceFor(fault, lang);
  return html(
    words.title,
    <>
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      {why !== undefined && (
        <div class="errors" role="alert">
          <h2>{words.errors}</h2>
          <ul>
            <li>
              <a href="#code">{why}</a>
            </li>
          </ul>
        </div>
      )}
      <form method="post" action={href(lang, action)} autocomplete="off">
        {hidden.map(([name, text]) => (
          <input type="hidden" name={name} value={text} />
        ))}
        <div class={fault ? 'err' : undefined}>
          <label for="code">{words.label}</label>
          <p class="hint" id="code-hint">
            {words.hint}
          </p>
          {why !== undefined && (
            <p class="why" id="code-why">
              {why}
            </p>
          )}
          <input
            class="code"
            type="text"
            id="code"
            name="code"
            value={code}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-required
            aria-describedby={fault ? 'code-hint code-why' : 'code-hint'}
            {...(fault ? { 'aria-invalid': true } : {})}
          />
        </div>
        <p>
          <button class="btn" type="submit">
            {button}
          </button>
        </p>
      </form>
      <p class="small">{children}</p>
    </>,
    { status: fault ? statusOf(fault.refused) : 200, other: action, refusal: fault },
  );
};
