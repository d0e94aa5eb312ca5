import { inLang } from '../../../../kernel/language/languages.ts';
import { formatVkey } from '../../../../kernel/log/vkey.ts';
import { href, html, type Lang, type Page } from '../../../../portal/page.ts';
import { CUSTODIAN, NEW_KEY } from './seal-words.ts';
import { PURPOSE_WORDS } from '../step-words.ts';

const CHECKS = ['signed', 'published', 'inTurn', 'asSaid'] as const;

/** A request as the script fills it in; every sentence it may need stands here, in the reader's language. */
const RequestCard = ({ lang }: { readonly lang: Lang }) => {
  const words = CUSTODIAN[lang];
  const purposes = Object.fromEntries(Object.entries(PURPOSE_WORDS).map(([purpose, label]) => [`data-${purpose}`, label[lang]]));
  const texts = { 'data-yes': words.yes, 'data-no': words.no, 'data-wrong': words.fault };
  return (
    <template data-part="request">
      <section class="card" {...purposes} {...texts} data-released={words.released} data-refused={words.refused}>
        <h2>
          {words.matter} <span data-part="matter" />
        </h2>
        <dl>
          {(['purpose', 'asked', 'from', 'basis', 'reason'] as const).map((name) => (
            <>
              <dt>{words[name]}</dt>
              <dd data-part={name} class="words" />
            </>
          ))}
        </dl>
        <h3>{words.checks}</h3>
        <ul>
          {CHECKS.map((name) => (
            <li>
              {words[name]} <b class="tag" data-part={name} />
            </li>
          ))}
        </ul>
        <p class="small">
          {words.log}
          <br />
          <code data-part="log" />
        </p>
        <p role="alert" class="why" data-part="fault" />
        <p role="status" data-part="said" />
        <p class="row" data-part="buttons">
          <button class="btn" type="button" data-part="release">
            {words.release}
          </button>
          <button class="btn plain" type="button" data-part="refuse">
            {words.refuse}
          </button>
        </p>
      </section>
    </template>
  );
};

const custodianPage: Page = {
  path: '/custodian',
  method: 'GET',
  face: 'open',
  handle: async ({ lang }) => {
    const words = CUSTODIAN[lang];
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p class="note warn" data-part="needs-script">
          {words.script}
        </p>
        <div data-part="works" hidden>
          <form id="paper-form" autocomplete="off">
            <label for="words">{words.words}</label>
            <p class="hint" id="words-hint">
              {words.hint}
            </p>
            <textarea id="words" class="short" autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby="words-hint" />
            <p role="alert" class="why" data-part="wrong-words" hidden>
              {words.wrong}
            </p>
            <p role="alert" class="why" data-part="unknown" hidden>
              {words.unknown}
            </p>
            <p>
              <button class="btn" type="submit">
                {words.open}
              </button>
            </p>
          </form>
          <div data-part="opened" hidden>
            <p role="status">
              {words.who} <b data-part="who" />
            </p>
            <p data-part="none" hidden>
              {words.none}
            </p>
            <div data-part="requests" />
            <p class="small">{words.testText}</p>
            <p>
              <button class="btn plain" type="button" data-part="test" data-done={words.tested}>
                {words.test}
              </button>{' '}
              <span role="status" data-part="tested" />
            </p>
          </div>
        </div>
        <RequestCard lang={lang} />
        <p class="small">
          <a href={href(lang, '/custodian/new-key')}>{words.newKey}</a>
        </p>
      </>,
      { script: 'custodian' },
    );
  },
};

const newKeyPage: Page = {
  path: '/custodian/new-key',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = NEW_KEY[lang];
    const { names } = await service.jurisdiction();
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead screen">{words.lead}</p>
        <p class="note warn" data-part="needs-script">
          {CUSTODIAN[lang].script}
        </p>
        <div data-part="works" hidden>
          <p>
            <button class="btn" type="button" data-part="make">
              {words.make}
            </button>
          </p>
          <section data-part="paper" hidden>
            <h2>
              {words.sheet} · {inLang(names, lang)}
            </h2>
            <p>
              <b>{words.secret}</b>
            </p>
            <div class="split">
              <div>
                <h3>{words.words}</h3>
                <ol class="key-words" data-part="words" />
              </div>
              <figure>
                <div class="qr" data-part="qr" />
                <figcaption>{words.qr}</figcaption>
              </figure>
            </div>
            <h3>{words.public}</h3>
            <p>
              <code data-part="public" />
            </p>
            <h3>{words.log}</h3>
            <p>
              <code>{formatVkey(service.logKeys.checkpoint.key)}</code>
            </p>
            <p class="small screen">
              {words.print} {words.done}
            </p>
          </section>
        </div>
        <p class="small screen">
          <a href={href(lang, '/custodian')}>{words.back}</a>
        </p>
      </>,
      { script: 'custodian' },
    );
  },
};

/** The pages of who holds a share: the only ones that cannot do without a script, since a key must not leave its holder's device. */
export const custodianPages: readonly Page[] = [custodianPage, newKeyPage];
