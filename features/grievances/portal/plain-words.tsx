import { inLang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { custodiansOf, type CustodianSet } from '../../../kernel/seal/custodians.ts';
import { Tel } from '../../../portal/tel.tsx';
import type { Lang } from '../../../portal/page.ts';

/** The place of the sentence about custodians, which names them. */
const COLLUDE = 5;
export const CANNOT = words<readonly string[]>('grievances/portal/plain-words.CANNOT', {
  'zh-CN': [
    '在柜台上，对面的人看得见您。不想让人看见，就换个地方提交。',
    '运行这台服务器的人，在您提交的那一刻可以记下您发来的内容。密封只保护之后。',
    '您写的话本身可能让人认出您：只有您一个人才知道的细节，不要写。',
    '单位可以自己用纸记一份名单。本系统不帮它，也拦不住它。',
    '法律或者法院可以要求交出数据。只有从来没有收集的，才是安全的。',
    '姓名要由几位保管人一起才能打开；他们全部串通，就能不被人看见地打开。这里没有这样的保管人，所以不收姓名。',
    '这是开源软件。改过的一份，看起来可以一模一样。',
    '口袋里的回执，也能证明您反映过问题。可以只抄下查询码，什么也不打印。',
  ],
  en: [
    'At a counter, the person opposite sees you. To be unseen, file from somewhere else.',
    'Whoever runs this server can record what you send at the moment you send it. The seal protects afterwards.',
    'Your own words may show who you are: leave out what only you could know.',
    'An office can keep its own list on paper. This system does not help it and cannot stop it.',
    'A law or a court can demand data. Only what was never collected is safe.',
    'A name is opened by several custodians together; if all of them collude, they can do it unseen. Here there are no such custodians, so no names are taken.',
    'This is open software. A changed copy can look exactly the same.',
    'A receipt in your pocket is evidence that you complained. You may write the code down and print nothing.',
  ],
});

export const COLLUDING = words('grievances/portal/plain-words.COLLUDING', {
  'zh-CN': { list: '、', text: (who: string) => `所需的保管人如果全部串通，姓名可以在没有人看见的情况下被打开。保管人是：${who}。` },
  en: {
    list: ', ',
    text: (who: string) => `If all required custodians collude, a name can be opened unseen. The custodians are: ${who}.`,
  },
});

/** What software cannot prevent, said where people file (safeguards, "Said on the filing page"). The custodians are named where there are any. */
export const cannot = (lang: Lang, set: CustodianSet | undefined): readonly string[] => {
  const words = COLLUDING[lang];
  const who = set && custodiansOf(set).map((it) => inLang(it.name, lang));
  return who ? CANNOT[lang].with(COLLUDE, words.text(who.join(words.list))) : CANNOT[lang];
};

/** What it never does (mission). */
export const NEVER = words<readonly string[]>('grievances/portal/plain-words.NEVER', {
  'zh-CN': [
    '不把两件事按“是谁反映的”连在一起，没有档案、评分或“重复反映”的记号。',
    '不盯人：检查的是地方、东西、任务和单位。',
    '不拦人、不劝返。要撤回，只有您自己凭回执才能撤。',
    '不看网上言论，不查是谁写的。',
    '不因为有人反映、有人上访、有人一起来，就给单位扣分。看的是怎样答复。',
    '被反映的单位不会收到针对它的举报：这样的事，第一步就请您去找外面的机关。',
    '往上走的路一直开着：谁也不能挡，也不会事先知道。',
  ],
  en: [
    'It never joins two matters by who filed them: no profile, no score, no “repeat filer”.',
    'It watches no one: what is checked are places, things, tasks and offices.',
    'It turns nobody back. Only you can withdraw a matter, with your receipt.',
    'It reads no opinions online and looks for no author.',
    'No office loses points because people complained, went higher or came together. What counts is how they were answered.',
    'An accused office never receives the accusation: the first question sends you to a body outside.',
    'The way up is always open: nobody can block it or is told beforehand.',
  ],
});

export const DANGER = words('grievances/portal/plain-words.DANGER', {
  'zh-CN': {
    text: '有人正有生命危险，不要在这里写，请马上打电话：',
    police: '110 报警',
    fire: '119 火警',
    help: '120 急救',
    comma: '、',
    stop: '。',
    duty: '值班电话 ',
  },
  en: {
    text: 'If a life is in danger now, do not write here; call at once: ',
    police: '110 police',
    fire: '119 fire',
    help: '120 ambulance',
    comma: ', ',
    stop: '.',
    duty: 'who is on duty here: ',
  },
});

/** Whom to call when there is no time to file; the place's own number after those that always answer. */
export const Danger = ({ lang, duty }: { readonly lang: Lang; readonly duty?: string | null }) => {
  const words = DANGER[lang];
  return (
    <div class="note warn">
      <p>
        {words.text}
        <b>
          <Tel number="110">{words.police}</Tel>
        </b>
        {words.comma}
        <b>
          <Tel number="119">{words.fire}</Tel>
        </b>
        {words.comma}
        <b>
          <Tel number="120">{words.help}</Tel>
        </b>
        {duty && (
          <>
            {words.comma}
            <b>
              <Tel number={duty}>
                {words.duty}
                {duty}
              </Tel>
            </b>
          </>
        )}
        {words.stop}
      </p>
    </div>
  );
};

export const CALLED = words('grievances/portal/plain-words.CALLED', {
  'zh-CN': { text: '您说有人有生命危险：值班的人正在被叫。打电话更快：', comma: '、' },
  en: { text: 'You said that a life is in danger: who is on duty is being called. A telephone call is faster: ', comma: ', ' },
});

/** After somebody said that a life is in danger. */
export const DutyCalled = ({ lang, duty }: { readonly lang: Lang; readonly duty: string | null }) => (
  <div class="note warn" role="status">
    <p>
      {CALLED[lang].text}
      {['110', '119', '120', ...(duty === null ? [] : [duty])].map((number, nth) => (
        <>
          {nth > 0 && CALLED[lang].comma}
          <b>
            <Tel number={number} />
          </b>
        </>
      ))}
    </p>
  </div>
);

export const ASK = words('grievances/portal/plain-words.ASK', {
  'zh-CN': '现在有人有生命危险（请先打电话；选了，值班的人同时会被叫）',
  en: 'A life is in danger now (telephone first; the officer on duty is called as well)',
});

/** The question about danger on the form that takes a matter. */
export const DangerField = ({ lang, checked }: { readonly lang: Lang; readonly checked: boolean }) => (
  <div class="note warn">
    <label class="choice">
      <input type="checkbox" name="danger" value="yes" checked={checked} />
      {ASK[lang]}
    </label>
  </div>
);
