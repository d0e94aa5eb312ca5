import { MARKS } from './marks.ts';
import { words } from '../kernel/language/words.ts';
import { toBase64 } from '../kernel/canonical/base64.ts';
import { formatVkey } from '../kernel/log/vkey.ts';
import { witnessesOf } from '../kernel/jurisdiction/peers.ts';
import { readStandings, type WitnessStanding } from '../engine/log/cosignatures.ts';
import { BUILD, VERSION } from '../engine/version.ts';
import { newestCheckpoint } from '../engine/log/prove.ts';
import { findLogState } from '../engine/log/integrate.ts';
import { momentInWords } from './dates.ts';
import { LogSteps } from './log-steps.tsx';
import { href, html, type Lang, type Page } from './page.ts';
import { WorkTable } from './work-table.tsx';

export const WORDS = words('portal/log.WORDS', {
  'zh-CN': {
    title: '公开日志',
    lead: '每一件事的每一步，都在这本日志里留下一个指纹。从指纹看不出是什么事、是谁；可是谁要是悄悄删改，指纹就对不上。',
    pads: '日志按固定的时间增长，没有事的时候也填满空行，所以从它的长短看不出有没有人反映。',
    now: '现在',
    size: '一共',
    entries: (n: number) => `${n}条`,
    root: '树根',
    at: '最近一次增长',
    origin: '名字',
    key: '公钥',
    none: '还没有公布过。第一次公布以后，这里会有它的大小和签名。',
    office: '只有本单位签名，没有外部见证。',
    officeText: '单靠这一个签名，防不住本单位给不同的人看不同的日志。把您下载的证明文件存好：它永远有效，出现矛盾就能指出来。',
    how: '怎样自己核对',
    steps: '谁作证',
    witnesses: '外部见证人',
    witness: '见证人',
    signedUpTo: '签到的大小',
    signedAt: '签名的时间',
    witnessKey: '公钥',
    notYet: '还没有',
    poster: '印一张公示（A4）',
    step1: '凭查询码打开进度页，下载证明文件。',
    step2: '下载核对用的公钥，存成',
    step3: '在任何一台电脑上运行（不用联网）：',
    step4: '想同时看看这台服务器有没有给别人看另一本日志，加上它的地址：',
    means: '结果是“属实”“不属实”或者“无法判断”。属实的文件永远属实，不管单位以后做什么。',
    alone: '没有这个程序，就用一个文件的核对页：存进U盘，在哪台电脑上都能打开，不联网也能用。',
    build: (version: string, build: string | null) =>
      build === null ? `这台服务器说它运行的是回音${version}，不是发行包。` : `这台服务器说它运行的是回音${version}，构建指纹 ${build}。`,
    files: '文件',
    checkpoint: '最新的签名',
    policy: '核对用的公钥',
    tiles: '全部指纹按C2SP的格式放在 /log/tile/ 下面，谁都可以照抄一份。',
  },
  en: {
    title: 'Public log',
    lead: 'Every step of every matter leaves a fingerprint in this log. It tells neither what the matter is nor whose. But if anyone removes or changes a step, the fingerprints no longer agree.',
    pads: 'The log grows at fixed times, filled up with blanks when nothing happens, so its length does not tell whether anybody filed.',
    now: 'Now',
    size: 'Size',
    entries: (n: number) => `${n} entries`,
    root: 'Root',
    at: 'Last growth',
    origin: 'Name',
    key: 'Public key',
    none: 'Nothing has been published yet. After the first time, its size and signature stand here.',
    office: 'Signed by this office only; there is no outside witness.',
    officeText:
      'One signature alone cannot stop this office from showing different logs to different people. Keep the proof you download: it stays valid for ever and exposes a contradiction.',
    how: 'How to check for yourself',
    steps: 'Who stands behind it',
    witnesses: 'Outside witnesses',
    witness: 'Witness',
    signedUpTo: 'Signed up to size',
    signedAt: 'Signed at',
    witnessKey: 'Public key',
    notYet: 'nothing yet',
    poster: 'Print a poster of it (A4)',
    step1: 'Open your progress page with the code and download the proof.',
    step2: 'Download the keys to check with and save them as',
    step3: 'On any computer, with no network, run:',
    step4: 'To see also whether this server shows others another log, add its address:',
    means: 'The result is true, false or cannot tell. A proof that is true stays true, whatever the office does later.',
    alone: 'Without the program, use the page in one file: keep it on a USB stick and open it on any computer; it needs no network.',
    build: (version: string, build: string | null) =>
      build === null
        ? `This server says that it runs Huiyin ${version}, from a checkout.`
        : `This server says that it runs Huiyin ${version}, build ${build}.`,
    files: 'Files',
    checkpoint: 'newest signature',
    policy: 'keys to check with',
    tiles: 'All fingerprints stand under /log/tile/ in the C2SP format; anyone may keep a copy.',
  },
});

const WitnessTable = ({
  lang,
  zone,
  standings,
}: {
  readonly lang: Lang;
  readonly zone: string;
  readonly standings: readonly WitnessStanding[];
}) => {
  const words = WORDS[lang];
  return (
    <WorkTable label={words.witnesses} heads={[words.witness, words.signedUpTo, words.signedAt, words.witnessKey]}>
      {standings.map(({ name, key, newest }) => (
        <tr>
          <td>{name}</td>
          <td>{newest?.size ?? words.notYet}</td>
          <td>{newest ? momentInWords(newest.at, zone, lang) : '–'}</td>
          <td>
            <code class="small">{key}</code>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** What the log is, how far it has come, and how anyone checks it. */
export const logPage: Page = {
  path: '/log',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, origin }) => {
    const words = WORDS[lang];
    const newest = newestCheckpoint(service.store);
    const state = await service.read(findLogState);
    const jurisdiction = await service.jurisdiction();
    const { zone } = jurisdiction;
    const standings = await service.read((tx) => readStandings(tx, witnessesOf(jurisdiction.peers)));
    const { key } = service.logKeys.checkpoint;
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p>{words.pads}</p>
        <h2>{words.now}</h2>
        {newest ? (
          <dl>
            <dt>{words.size}</dt>
            <dd>{words.entries(newest.checkpoint.size)}</dd>
            {
              state && (
                <>
                  <dt>{words.at}</dt>
                  <dd>{momentInWords(state.ticked_at as Parameters<typeof momentInWords>[0], zone, lang)}</dd>
                </>
              ) /* timestamptz is read as whole milliseconds */
            }
            <dt>{words.root}</dt>
            <dd>
              <code>{toBase64(newest.checkpoint.root)}</code>
            </dd>
            <dt>{words.origin}</dt>
            <dd>
              <code>{key.name}</code>
            </dd>
            <dt>{words.key}</dt>
            <dd>
              <code>{formatVkey(key)}</code>
            </dd>
          </dl>
        ) : (
          <p>{words.none}</p>
        )}
        <h2>{words.steps}</h2>
        <LogSteps lang={lang} jurisdiction={jurisdiction} entry={null} />
        {standings.length === 0 ? (
          <div class="note warn">
            <p>
              <b>{words.office}</b>
            </p>
            <p>{words.officeText}</p>
          </div>
        ) : (
          <WitnessTable lang={lang} zone={zone} standings={standings} />
        )}
        <h2>{words.how}</h2>
        <ol>
          <li>{words.step1}</li>
          <li>
            {words.step2} <code>policy.txt</code>
            {MARKS[lang].colon}
            <a href="/log/policy">{words.policy}</a>
          </li>
          <li>
            {words.step3}
            <pre>./huiyin verify huiyin-….json --policy policy.txt</pre>
          </li>
          <li>
            {words.step4}
            <pre>./huiyin verify huiyin-….json --policy policy.txt --against {origin}/log</pre>
          </li>
        </ol>
        <p>
          {words.alone} <a href="/verify.html">verify.html</a>
        </p>
        <p>{words.means}</p>
        <h2>{words.files}</h2>
        <p>
          <a href="/log/checkpoint">{words.checkpoint}</a> · <a href="/log/policy">{words.policy}</a> ·{' '}
          <a href={href(lang, '/log/poster')}>{words.poster}</a>
        </p>
        <p class="small">{words.tiles}</p>
        <p class="small">{words.build(VERSION, BUILD)}</p>
      </>,
    );
  },
};
