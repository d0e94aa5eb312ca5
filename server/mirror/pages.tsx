import { writingOf } from '../../kernel/language/languages.ts';
import { type ComponentChildren, type VNode } from 'preact';
import { toIso } from '../../kernel/calendar/instant.ts';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { leafName } from '../../kernel/canonical/names.ts';
import { href, type Lang } from '../../portal/page.ts';
import { renderPage } from '../../portal/render-page.ts';
import { WorkTable } from '../../portal/work-table.tsx';
import { reportOf, sentencesIn } from '../../verifier/words/report.ts';
import type { Verdict } from '../../verifier/check/verdict.ts';
import type { Copied } from './copy.ts';
import type { MatterLeaf } from './find-matter.ts';
import { WORDS } from './words.ts';

/** A page of a mirror as text. */
export const drawn = (lang: Lang, path: string, title: string, body: VNode): string => {
  const words = WORDS[lang];
  const nav = [
    { href: href(lang, '/'), text: words.nav.home },
    { href: href(lang, '/find'), text: words.nav.find },
    { href: href(lang, '/verify'), text: words.nav.verify },
  ];
  return renderPage({ lang, title, place: words.name, other: path, path, nav, clockSuspect: false, children: body });
};

/** What is known of a copy when a page is drawn. */
export interface Standing {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly seenAt: number | null;
  readonly witnesses: { readonly by: number; readonly of: number };
  /** How the newest look ended. */
  readonly last: Copied | undefined;
}

const when = (ms: number): string =>
  toIso(ms as Parameters<typeof toIso>[0])
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');

const Alarm = ({ standing, lang }: { readonly standing: Standing; readonly lang: Lang }) => {
  const words = WORDS[lang];
  const { last } = standing;
  if (last?.kind === 'fork')
    return (
      <div class="note bad" role="alert">
        <p>
          <b>{words.alarm}</b> <span class="small">{last.code}</span>
        </p>
        <p>{words.alarmText}</p>
      </div>
    );
  return last?.kind === 'cannot_tell' ? (
    <div class="note warn">
      <p>{words.stale(last.code)}</p>
    </div>
  ) : null;
};

/** What this is, how far the copy reaches, and whether anything is wrong. */
export const homePage = (lang: Lang, standing: Standing): string => {
  const words = WORDS[lang];
  return drawn(
    lang,
    '/',
    words.title,
    <>
      <h1>{words.title}</h1>
      <Alarm standing={standing} lang={lang} />
      <p class="lead">{words.lead(standing.origin)}</p>
      {standing.seenAt === null ? (
        <p>{words.nothing}</p>
      ) : (
        <dl>
          <dt>{words.size}</dt>
          <dd>{standing.size}</dd>
          <dt>{words.root}</dt>
          <dd>
            <code>{standing.root}</code>
          </dd>
          <dt>{words.seen}</dt>
          <dd>{when(standing.seenAt)}</dd>
          <dt>{words.witnessed(standing.witnesses.by, standing.witnesses.of)}</dt>
          <dd />
        </dl>
      )}
      <p class="row">
        <a class="btn" href={href(lang, '/verify')}>
          {words.verifyTitle}
        </a>
        <a class="btn plain" href={href(lang, '/find')}>
          {words.nav.find}
        </a>
      </p>
      <h2>{words.files}</h2>
      <p>
        <a href="/checkpoint">{words.checkpoint}</a> · <a href="/policy">{words.keys}</a> · <a href="/verify.html">verify.html</a>
      </p>
    </>,
  );
};

/** A leaf as a page tells it; `since` and `until` are by the mirror’s own clock. */
export interface ShownLeaf {
  readonly index: number;
  readonly size: number;
  readonly hash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly since: number | null;
  readonly until: number;
}

/** The page behind a receipt's first QR code, on a copy that the office does not keep. */
export const leafPage = (lang: Lang, path: string, leaf: ShownLeaf | undefined): string => {
  const words = WORDS[lang];
  const body: ComponentChildren = leaf ? (
    <>
      <h1>{words.leafIn}</h1>
      <p class="lead">
        {words.leafAt(leaf.index, leaf.size)}{' '}
        {leaf.since === null ? words.leafBefore(when(leaf.until)) : words.leafBetween(when(leaf.since), when(leaf.until))}
      </p>
      <p class="small">{words.leafClock}</p>
      <h2>{words.hash}</h2>
      <pre>{toBase64(leaf.hash)}</pre>
      <h2>{words.path}</h2>
      <pre>{leaf.proof.map(toBase64).join('\n') || '–'}</pre>
      <p class="small">
        <a href={`/c/${leafName(leaf.hash)}/proof`}>{words.proof}</a> · <a href="/checkpoint">{words.checkpoint}</a> ·{' '}
        <a href="/policy">{words.keys}</a>
      </p>
    </>
  ) : (
    <>
      <h1>{words.leafNone}</h1>
      <p class="lead">{words.leafNoneText}</p>
    </>
  );
  return drawn(lang, path, words.leafTitle, <>{body}</>);
};

/** The form for a log key, and what it found. */
export const findPage = (lang: Lang, found?: { readonly leaves: readonly MatterLeaf[] } | 'bad'): string => {
  const words = WORDS[lang];
  return drawn(
    lang,
    '/find',
    words.findTitle,
    <>
      <h1>{words.findTitle}</h1>
      <p class="lead">{words.findLead}</p>
      <div class="note warn">
        <p>{words.findLearns}</p>
      </div>
      <form method="post" action={href(lang, '/find')} autocomplete="off" class={found === 'bad' ? 'err' : undefined}>
        <label for="key">{words.findKey}</label>
        <p class="hint" id="key-hint">
          {words.findHint}
        </p>
        {found === 'bad' && (
          <p class="why" id="key-why">
            {words.findBad}
          </p>
        )}
        <input
          id="key"
          name="key"
          type="text"
          maxlength={60}
          spellcheck={false}
          aria-describedby={found === 'bad' ? 'key-why key-hint' : 'key-hint'}
        />
        <p>
          <button class="btn" type="submit">
            {words.find}
          </button>
        </p>
      </form>
      {found !== undefined && found !== 'bad' && found.leaves.length === 0 && <p role="status">{words.findNone}</p>}
      {found !== undefined && found !== 'bad' && found.leaves.length > 0 && (
        <WorkTable label={words.findTitle} heads={words.findHeads}>
          {found.leaves.map((leaf) => (
            <tr>
              <th scope="row">
                <a href={href(lang, `/c/${leafName(leaf.hash)}`)}>{leaf.index + 1}</a>
              </th>
              <td>{words.streams[leaf.stream]}</td>
              <td>{leaf.n + 1}</td>
            </tr>
          ))}
        </WorkTable>
      )}
    </>,
  );
};

const KIND_OF: { readonly [verdict in Verdict['verdict']]: string } = { true: 'note', false: 'note bad', cannot_tell: 'note warn' };

/** The form for a proof, and the verdict: the same as the command and the page in one file give. */
export const verifyPage = (lang: Lang, result?: { readonly verdict: Verdict } | 'missing' | 'too_large'): string => {
  const words = WORDS[lang];
  const report = typeof result === 'object' ? reportOf(sentencesIn(writingOf(lang).reads), result.verdict) : undefined;
  const fault = result === 'missing' ? words.missing : result === 'too_large' ? words.tooLarge : undefined;
  return drawn(
    lang,
    '/verify',
    words.verifyTitle,
    <>
      <h1>{words.verifyTitle}</h1>
      {fault && (
        <div class="errors" role="alert">
          <p>
            <a href="#bundle">{fault}</a>
          </p>
        </div>
      )}
      {report && (
        <section>
          <div class={KIND_OF[report.kind]} role="status">
            <h2>{report.verdict}</h2>
            <p>{report.sentence}</p>
          </div>
          {report.sections.map(({ heading, lines }) => (
            <>
              <h3>{heading}</h3>
              <ul>
                {lines.map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </>
          ))}
        </section>
      )}
      <p class="lead">{words.verifyLead}</p>
      <div class="note warn">
        <p>
          {words.verifyLearns} <a href="/verify.html">{words.verifyPage}</a>
        </p>
      </div>
      <form method="post" action={href(lang, '/verify')} enctype="multipart/form-data" autocomplete="off">
        <label for="bundle">{words.bundle}</label>
        <input id="bundle" name="bundle" type="file" />
        <label for="policy">{words.policy}</label>
        <p class="hint" id="policy-hint">
          {words.policyHint}
        </p>
        <input id="policy" name="policy" type="file" aria-describedby="policy-hint" />
        <p>
          <button class="btn" type="submit">
            {words.check}
          </button>
        </p>
      </form>
    </>,
  );
};
