import { inLang } from '../../../kernel/language/languages.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page } from '../../../portal/page.ts';
import { scriptHash } from '../../../engine/http/assets.ts';
import { openDoor } from './door.page.tsx';
import { KINDS, WRITE } from './words.ts';

/** Letters are sealed in the browser: there is no form, so that without the script nothing can be sent. */
export const writePage: Page = {
  path: '/door/write',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, origin }) => {
    const words = WRITE[lang];
    const it = await service.jurisdiction();
    const door = openDoor(it, origin);
    if (!door) return { ...errorPage(lang, refuse('door_closed')), other: '/door' };
    const name = inLang(door.name, lang);
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(name)}</p>
        <p class="note warn" data-part="needs-script">
          {words.script}
        </p>
        <div data-part="works" hidden data-origin={door.origin} data-key={door.key} data-empty={words.empty} data-failed={words.failed}>
          <fieldset>
            <legend>{words.kind}</legend>
            {door.kinds.map((kind, i) => (
              <label class="choice">
                <input type="radio" data-kind={kind} checked={i === 0} name="door-kind" />
                {KINDS[lang][kind]}
              </label>
            ))}
          </fieldset>
          <label for="subject">{words.subject}</label>
          <input type="text" id="subject" autocomplete="off" maxLength={200} />
          <label for="body">{words.body}</label>
          <p class="hint" id="body-hint">
            {words.bodyHint}
          </p>
          <textarea id="body" autocomplete="off" aria-describedby="body-hint" />
          <p role="alert" class="why" data-part="fault" />
          <p>
            <button class="btn" type="button" data-part="send">
              {words.send}
            </button>
          </p>
        </div>
        <section class="card" data-part="done" hidden>
          <h2>{words.doneTitle}</h2>
          <p class="small">{words.code}</p>
          <p class="code" data-part="code" />
          <p>{words.doneText(name, door.origin)}</p>
          <p>
            <button class="btn plain" type="button" data-part="again">
              {words.again}
            </button>
          </p>
        </section>
        <h2>{words.limits}</h2>
        <ul class="small">
          {words.limitsText(scriptHash('door')).map((text) => (
            <li>{text}</li>
          ))}
        </ul>
        <p>
          <a href={href(lang, '/door')}>{words.back}</a>
        </p>
      </>,
      { script: 'door' },
    );
  },
};
