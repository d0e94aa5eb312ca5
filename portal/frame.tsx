import { otherLangs, writingOf } from '../kernel/language/languages.ts';
import { words } from '../kernel/language/words.ts';
import type { ComponentChildren } from 'preact';
import { SHEETS, type Sheet } from '../engine/http/assets.ts';
import { href, type Lang, type OtherForm, type Script } from './page.ts';

export const WORDS = words('portal/frame.WORDS', {
  'zh-CN': {
    name: '回音',
    file: '反映一件事',
    follow: '查进度',
    log: '公开日志',
    nav: '主要页面',
    skip: '跳到正文',
    suspect: '这台服务器的时钟有疑问。您照常可以提交，日期以后会核对。',
    BEHIND: '这里的日志比已经公布的短，正在等着补齐。您照常可以提交，证明会晚一些。',
    FORK: '这里的日志与已经签名公布的互相矛盾，所以不再签名。您照常可以提交；请存好查询码和证明文件。',
  },
  en: {
    name: 'Huiyin',
    file: 'Raise a matter',
    follow: 'Follow a matter',
    log: 'Public log',
    nav: 'Main pages',
    skip: 'Skip to the text',
    suspect: 'The clock of this server is in doubt. You can file as usual; dates will be checked later.',
    BEHIND: 'The log here is shorter than what was published, and waits to be made whole. You can file as usual; proofs will come later.',
    FORK: 'The log here contradicts what was signed and published, so nothing is signed any more. You can file as usual; keep your code and your proof.',
  },
});

export interface FrameProps {
  readonly lang: Lang;
  readonly title: string;
  /** The jurisdiction, or the office and post of who is signed in. */
  readonly place: string;
  /** The same page, below the language prefix, for the other languages; null where leaving would lose what is shown. */
  readonly other: string | null;
  /** Where the form of the page goes to be shown in the other language. */
  readonly otherForm?: OtherForm;
  /** The page's own path, so that the bar marks where the reader is. */
  readonly path?: string;
  readonly nav?: readonly { readonly href: string; readonly text: string }[];
  readonly wide?: boolean;
  readonly clockSuspect: boolean;
  /** How the log stands to what was signed of it; said on every page where it is not as it should be. */
  readonly logState?: 'OK' | 'BEHIND' | 'FORK';
  readonly script?: Script;
  readonly head?: { readonly refreshSeconds: number; readonly to: string };
  readonly children: ComponentChildren;
}

/** The link to a style sheet; `renderPage` leaves out those that a page does not use. */
export const linkOf = (sheet: Sheet) => <link rel="stylesheet" href={`/${sheet}.css`} />;

/** The one frame of all pages: portal and desk differ only in what stands in the bar. */
export const Frame = ({
  lang,
  title,
  place,
  other,
  otherForm,
  path,
  nav,
  wide,
  script,
  clockSuspect,
  logState = 'OK',
  head,
  children,
}: FrameProps) => {
  const words = WORDS[lang];
  const links = nav ?? [
    { href: href(lang, '/file'), text: words.file },
    { href: href(lang, '/follow'), text: words.follow },
    { href: href(lang, '/log'), text: words.log },
  ];
  const here = path === undefined ? '' : href(lang, path);
  return (
    <html lang={lang} {...(writingOf(lang).dir === 'rtl' ? { dir: 'rtl' as const } : {})}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        {head && <meta http-equiv="refresh" content={`${head.refreshSeconds};url=${head.to}`} />}
        <title>{title === words.name ? title : `${title} · ${words.name}`}</title>
        {SHEETS.map(linkOf)}
        {script && <script src={`/${script}.js`} defer />}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header>
          <div class="bar">
            <div>
              <a class="name" href={href(lang, '/')}>
                {words.name}
              </a>
              <span class="small">{place}</span>
              <nav aria-label={words.nav}>
                {links.map((link) => (
                  <a href={link.href} {...(link.href === here ? { 'aria-current': 'page' as const } : {})}>
                    {link.text}
                  </a>
                ))}
                {otherForm &&
                  otherLangs(lang).map((to) => (
                    // Files stay where they are: only their names would travel, and nobody reads them.
                    <button
                      class="link"
                      form={otherForm.form}
                      formaction={href(to, otherForm.action)}
                      formenctype="application/x-www-form-urlencoded"
                      formnovalidate
                      lang={to}
                    >
                      {writingOf(to).name}
                    </button>
                  ))}
                {other !== null &&
                  !otherForm &&
                  otherLangs(lang).map((to) => (
                    <a href={href(to, other)} lang={to} hreflang={to}>
                      {writingOf(to).name}
                    </a>
                  ))}
              </nav>
            </div>
          </div>
          {logState !== 'OK' && (
            <p class="banner">
              <span>{words[logState]}</span>
            </p>
          )}
          {clockSuspect && (
            <p class="banner">
              <span>{words.suspect}</span>
            </p>
          )}
        </header>
        <main id="main" tabIndex={-1} class={wide ? 'wide' : 'narrow'}>
          {children}
        </main>
      </body>
    </html>
  );
};
