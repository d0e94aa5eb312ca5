import { words } from '../kernel/language/words.ts';
import { fromBase64 } from '../kernel/canonical/base64.ts';
import { leafName, parseLeafName } from '../kernel/canonical/names.ts';
import { witnessesOf } from '../kernel/jurisdiction/peers.ts';
import { readStandings } from '../engine/log/cosignatures.ts';
import { findLeaf, type FoundLeaf } from '../engine/log/find-leaf.ts';
import type { Service } from '../engine/service.ts';
import { momentInWords } from './dates.ts';
import { LogSteps, type EntrySteps } from './log-steps.tsx';
import { gap, href, html, type Lang, type Page } from './page.ts';

export const WORDS = words('portal/leaf.WORDS', {
  'zh-CN': {
    title: '核对一步',
    logged: '在公开日志里',
    loggedText: (index: number, size: number) => `它是第${index + 1}条，日志现在一共${size}条。`,
    between: (since: string, until: string) => `写进去的时间在${since}和${until}之间。`,
    before: (until: string) => `写进去的时间不晚于${until}。`,
    means: '这说明：在那个时候，这一步就已经是现在的样子。谁要是改了、删了或者提前写了日期，用这份证明就能看出来。',
    promised: '已经收下，还没有公布',
    promisedText: (by: string) => `本单位签名承诺在${by}以前写进日志。过几分钟再打开这一页。`,
    soon: '它已经编号，下一次公布就能查到。过几分钟再打开这一页。',
    late: '承诺的时间已经过了。请把回执保存好，并且告诉负责审计的人。',
    noName: '这不是一条记录的名字',
    noNameText: '记录的名字是26个数字和字母，印在回执和每份文书上。请核对地址有没有抄错、抄漏。这一页没有说日志里有没有您要找的那一条。',
    none: '日志里没有这一条',
    noneText: '请再核对一遍地址：应当是26个数字和字母。回执上的承诺时间已经过了仍然没有，就说明有东西被删了，请把回执保存好。',
    steps: '谁作证',
    secret: '这一页里没有秘密：看不出是什么事，也看不出是谁。',
    proof: '证明',
    hash: '叶子的指纹',
    path: '到树根的路',
    file: '下载这一条的证明（tlog-proof）',
    checkpoint: '最新的签名',
    policy: '核对用的公钥',
    how: '怎样自己核对',
  },
  en: {
    title: 'Check a step',
    logged: 'It is in the public log',
    loggedText: (index: number, size: number) => `It is entry ${index + 1} of ${size}.`,
    between: (since: string, until: string) => `It was written between ${since} and ${until}.`,
    before: (until: string) => `It was written no later than ${until}.`,
    means:
      'So at that time this step was already what it is now. Whoever changes it, removes it or gives it an earlier date is found out by this proof.',
    promised: 'Taken, not published yet',
    promisedText: (by: string) =>
      `This office has signed a promise to put it into the log by ${by}. Open this page again in a few minutes.`,
    soon: 'It has its number and will be found after the next publication. Open this page again in a few minutes.',
    late: 'The promised time has passed. Keep your receipt, and tell whoever audits this log.',
    noName: 'This is no name of an entry',
    noNameText:
      'A name has 26 digits and letters; it is printed on the receipt and on every paper. Please check whether the address was copied whole. This page does not say whether the log has the entry that you look for.',
    none: 'The log has no such entry',
    noneText:
      'Please check the address again: it has 26 digits and letters. If the time promised on the receipt has passed and it is still not here, something was removed: keep the receipt.',
    steps: 'Who stands behind it',
    secret: 'This page holds no secret: neither what the matter is nor whose.',
    proof: 'Proof',
    hash: 'The leaf’s hash',
    path: 'The path to the root',
    file: 'Download the proof of this entry (tlog-proof)',
    checkpoint: 'newest signature',
    policy: 'keys to check with',
    how: 'How to check for yourself',
  },
});

/** What was asked for is no name: nothing is said about the log. */
interface NoName {
  readonly kind: 'no_name';
}

const Body = ({
  found,
  lang,
  zone,
  isLate,
}: {
  readonly found: FoundLeaf | NoName;
  readonly lang: Lang;
  readonly zone: string;
  readonly isLate: boolean;
}) => {
  const words = WORDS[lang];
  const say = (at: Parameters<typeof momentInWords>[0]) => momentInWords(at, zone, lang);
  switch (found.kind) {
    case 'no_name':
      return (
        <>
          <h1>{words.noName}</h1>
          <p class="lead">{words.noNameText}</p>
        </>
      );
    case 'none':
      return (
        <>
          <h1>{words.none}</h1>
          <p class="lead">{words.noneText}</p>
        </>
      );
    case 'promised':
      return (
        <>
          <h1>{words.promised}</h1>
          <p class="lead">{found.includeBy === 0 ? words.soon : words.promisedText(say(found.includeBy))}</p>
          {isLate && (
            <div class="note bad">
              <p>{words.late}</p>
            </div>
          )}
        </>
      );
    case 'logged':
      return (
        <>
          <h1>{words.logged}</h1>
          <p class="lead">
            {words.loggedText(found.index, found.size)}
            {gap(lang)}
            {found.since === null ? words.before(say(found.until)) : words.between(say(found.since), say(found.until))}
          </p>
          <p>{words.means}</p>
          <h2>{words.proof}</h2>
          <h3>{words.hash}</h3>
          <pre>{found.hash}</pre>
          <h3>{words.path}</h3>
          <pre>{found.proof.join('\n') || '–'}</pre>
          <p>
            <a href={`/c/${leafName(fromBase64(found.hash))}/proof`}>{words.file}</a>
          </p>
        </>
      );
  }
};

const stepsOfEntry = async (service: Service, index: number): Promise<EntrySteps> => {
  const { peers } = await service.jurisdiction();
  const standings = await service.read((tx) => readStandings(tx, witnessesOf(peers)));
  return { index, by: standings.filter(({ newest }) => newest !== null && newest.size > index).map(({ name }) => name) };
};

/** The page behind a receipt's first QR code. Whoever holds the paper may open it; it tells no secret. */
export const leafPage: Page = {
  path: '/c/:name',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const words = WORDS[lang];
    const range = parseLeafName(params['name'] ?? '');
    const found: FoundLeaf | NoName = range ? await service.read((tx) => findLeaf(tx, service.store, range)) : { kind: 'no_name' };
    const jurisdiction = await service.jurisdiction();
    const { zone } = jurisdiction;
    const entry = found.kind === 'logged' ? await stepsOfEntry(service, found.index) : null;
    const isLate = found.kind === 'promised' && found.includeBy !== 0 && found.includeBy < service.clock();
    return html(
      words.title,
      <>
        <Body found={found} lang={lang} zone={zone} isLate={isLate} />
        {found.kind !== 'none' && found.kind !== 'no_name' && (
          <>
            <h2>{words.steps}</h2>
            <LogSteps lang={lang} jurisdiction={jurisdiction} entry={entry} isPromise={found.kind === 'promised'} />
          </>
        )}
        <p class="small">{words.secret}</p>
        <p class="small">
          <a href="/log/checkpoint">{words.checkpoint}</a> · <a href="/log/policy">{words.policy}</a> ·{' '}
          <a href={href(lang, '/log')}>{words.how}</a>
        </p>
      </>,
      { status: found.kind === 'none' || found.kind === 'no_name' ? 404 : 200 },
    );
  },
};
