import { words } from '../../../../kernel/language/words.ts';
import { fromBase64 } from '../../../../kernel/canonical/base64.ts';
import { toHex } from '../../../../kernel/canonical/bytes.ts';
import { leafName } from '../../../../kernel/canonical/names.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { hashLeaf } from '../../../../kernel/log/tree.ts';
import { href, html, type Lang, type PageReply } from '../../../../portal/page.ts';
import { LogSteps } from '../../../../portal/log-steps.tsx';
import { Qr } from '../../../../portal/qr.tsx';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { FilingAnswer } from '../../server/file-matter.ts';
import type { MatterView } from '../../server/read-matter.ts';
import { Found } from '../following/found.tsx';
import { dutyPhone, officeName } from '../offices.ts';
import { DutyCalled } from '../plain-words.tsx';
import { Stages } from '../following/stages.tsx';
import { Words } from '../words.tsx';

export const WORDS = words('grievances/portal/filing/receipt.WORDS', {
  'zh-CN': {
    title: (number: string) => `回执 ${number}`,
    heading: '您的事项已收下',
    lead: '从现在起，答复的期限由单位来守，不由您来催。',
    once: '查询码（只显示这一次，请抄下、拍下或打印）',
    use: '凭它查进度、打开答复、请求复查。任何工作人员都无权向您要它。写过暗语的，丢了还能凭编号和暗语换；没写过，就找不回来。',
    number: '编号',
    key: '日志钥匙',
    keyUse: '用来在公开日志里找到您的事项的每一步',
    calendar: '把期限存进日历',
    follow: '看进度',
    print: '打印：用浏览器菜单里的“打印”，正好一张A4纸，下半截可以撕下来单独收好。',
    next: '接下来',
    overdue: '到期没有结果，进度页上会出现“请上级单位处理”的按钮，不需要任何人同意。',
    who: '谁看得到什么',
    whoText: (desk: string) => `${desk}和以后承办的单位看得到您写的内容；这里没有问您是谁。每一次打开都会记在您的进度页上。`,
    pocket: '口袋里的回执，也能证明您反映过问题。如果有顾虑，可以只抄下查询码，什么也不打印。',
    proof: '证明',
    proofText: (every: string) => `公开日志${every}公布一次，公布以后可以在任何一台电脑上离线核对。`,
    qr1: '扫这个，看这一步在不在公开日志里。里面没有秘密，可以给别人看。',
    qr2: '查询码、日志钥匙和叶子的指纹，给核对程序用。不要给别人看。',
    leaf: '核对这一步',
    where: '查进度的网址',
    noNotice: '有了答复，这里不会通知您（留了联系方式的除外）。请把日子存进日历，到时候凭查询码来看。',
    save: '怎样保存：抄在纸上，给这一页拍照或截屏，或者用浏览器菜单存成PDF。',
    files: (n: number) => `一起收下了${n}个附件。`,
    dropped: (n: number) => `复制时带进来的${n}个看不见的控制符没有留下，您写的字一个不少。`,
    tear: '撕下来单独收好',
    minutes: (n: number) => (n >= 60 ? `每${Math.round(n / 60)}分钟` : `每${n}秒`),
  },
  en: {
    title: (number: string) => `Receipt ${number}`,
    heading: 'We have your matter',
    lead: 'From now on it is for the offices to keep the dates, not for you to chase them.',
    once: 'Your code (shown only this once: copy, photograph or print it)',
    use: 'With it you follow the matter, open the answer and ask for a review. No member of staff may ask you for it. If you chose a secret word, the number and the word replace a lost code; otherwise it cannot be found again.',
    number: 'Number',
    key: 'Log key',
    keyUse: 'finds every step of your matter in the public log',
    calendar: 'Put the dates into a calendar',
    follow: 'See progress',
    print: 'To print, use the browser’s menu: it fits one A4 sheet, and the lower part can be torn off and kept apart.',
    next: 'What comes next',
    overdue: 'If a date passes without a result, your progress page opens the way to the office above; nobody has to agree.',
    who: 'Who sees what',
    whoText: (desk: string) =>
      `${desk} and the office that deals with it can read what you wrote; nobody asked who you are. Every time it is opened, your progress page lists it.`,
    pocket: 'A receipt in your pocket is also evidence that you complained. If that worries you, write down the code and print nothing.',
    proof: 'Proof',
    proofText: (every: string) => `The public log is published ${every}. After that this step can be checked offline on any computer.`,
    qr1: 'Scan to see whether this step is in the public log. It holds no secret.',
    qr2: 'Code, log key and the leaf’s fingerprint, for the checking program. Show it to nobody.',
    leaf: 'Check this step',
    where: 'Where to follow it',
    noNotice:
      'Nobody will tell you when there is an answer (unless you left an address for that). Put the dates into your calendar and look here with the code.',
    save: 'To keep it: copy it on paper, photograph or screenshot this page, or save it as PDF from the browser’s menu.',
    files: (n: number) => (n === 1 ? 'One photo or paper was received with it.' : `${n} photos or papers were received with it.`),
    dropped: (n: number) => `${n} invisible control signs that came with copying were left out; every letter is kept.`,
    tear: 'Tear off and keep apart',
    minutes: (n: number) => (n >= 60 ? `every ${Math.round(n / 60)} minutes` : `every ${n} seconds`),
  },
});

interface Receipt {
  readonly lang: Lang;
  readonly origin: string;
  readonly answer: FilingAnswer;
  readonly view: MatterView;
  /** A life was said to be in danger. */
  readonly danger?: boolean;
  /** Signs that nobody types and that were left out of what was pasted. */
  readonly dropped?: number;
  readonly tickMs: number;
}

/** The receipt: all that a filer holds, shown once, made to be printed. */
export const receiptReply = ({ lang, origin, answer, view, danger, dropped = 0, tickMs }: Receipt): PageReply => {
  const words = WORDS[lang];
  const { jurisdiction, state, stages, today } = view;
  const leafHash = hashLeaf(hashing, fromBase64(answer.leaf));
  const leafPath = href(lang, `/c/${leafName(leafHash)}`);
  const filed = state.history[0];
  const files = view.entries[0]?.files.length ?? 0;
  const subject = view.entries[0]?.texts['subject'] ?? '';
  const hidden = <input type="hidden" name="code" value={answer.code} />;
  // Upper case and digits only, so that the code stays small (ISO/IEC 18004, alphanumeric mode).
  const secret = `${answer.code} ${answer.logKey} ${toHex(leafHash).toUpperCase()}`;
  return html(
    words.title(answer.number),
    <div class="receipt">
      <h1>{words.heading}</h1>
      {danger && <DutyCalled lang={lang} duty={dutyPhone(jurisdiction)} />}
      <p class="lead">
        {words.lead}{' '}
        <span class="small">
          {words.number} {answer.number}
          {files > 0 && ` · ${words.files(files)}`}
          {dropped > 0 && ` · ${words.dropped(dropped)}`}
        </span>
      </p>
      <section class="card tear">
        <p class="small print">{words.tear}</p>
        <div class="split">
          <div>
            <p class="small">{words.once}</p>
            <p class="code">{answer.code}</p>
            <p class="small">{words.use}</p>
            <dl>
              <dt>{words.number}</dt>
              <dd>
                <b>{answer.number}</b> {subject !== '' && <Words text={subject} lang={lang} />}
              </dd>
              <dt>{words.where}</dt>
              <dd>
                <b>{`${origin}${href(lang, '/follow')}`}</b>
              </dd>
              <dt>{words.key}</dt>
              <dd>
                <code>{answer.logKey}</code>
                <br class="screen" />
                <span class="small screen">{words.keyUse}</span>
              </dd>
            </dl>
          </div>
          <figure>
            <Qr text={secret} label={words.qr2} />
            <figcaption>{words.qr2}</figcaption>
          </figure>
        </div>
        <div class="row screen">
          <form method="post" action={href(lang, '/file/calendar')}>
            {hidden}
            <button class="btn" type="submit">
              {words.calendar}
            </button>
          </form>
          <form method="post" action={href(lang, '/follow')}>
            {hidden}
            <button class="btn plain" type="submit">
              {words.follow}
            </button>
          </form>
        </div>
        <p class="small screen">
          {words.save} {words.print}
        </p>
      </section>
      <div class="two">
        <section>
          <h2>{words.next}</h2>
          <Stages
            stages={stages}
            around={{ jurisdiction, state, lang }}
            today={today}
            {...(filed ? { filed: dateIn(filed.recordedAt, jurisdiction.zone) } : {})}
          />
          {jurisdiction.purpose !== 'door' && <p class="small">{words.overdue}</p>}
          <p class="small">{words.noNotice}</p>
          <Found jurisdiction={jurisdiction} office={jurisdiction.deskOffice} lang={lang} />
        </section>
        <aside>
          <h2>{words.who}</h2>
          <p>{words.whoText(officeName(jurisdiction, jurisdiction.deskOffice, lang))}</p>
          <div class="note warn screen">
            <p>{words.pocket}</p>
          </div>
          <h2>{words.proof}</h2>
          <p class="small">{words.proofText(words.minutes(Math.round(tickMs / 1000)))}</p>
          <LogSteps lang={lang} jurisdiction={jurisdiction} entry={null} isPromise brief />
          <figure>
            <Qr text={`${origin}${leafPath}`} label={words.qr1} />
            <figcaption>
              {words.qr1}{' '}
              <a class="screen" href={leafPath} target="_blank" rel="noopener">
                {words.leaf}
              </a>
            </figcaption>
          </figure>
        </aside>
      </div>
    </div>,
    { wide: true, other: null },
  );
};
