import { phrases, words } from '../../../kernel/language/words.ts';
import type { Both } from '../../../kernel/language/languages.ts';

/** What the log had behind it on the day of a paper. */
export interface LogThen {
  /** The largest size that hung printed; null for none. */
  readonly printed: number | null;
  readonly witnesses: number;
  /** How many of them must sign. */
  readonly quorum: number;
}

/** What the program itself says on papers; what an office may word stands in its templates. */
export const PAPER_WORDS = words<{
  readonly holder: (number: string) => string;
  readonly bothSides: (number: string) => string;
  readonly toOffice: (office: string, number: string) => string;
  readonly page: string;
  readonly stages: string;
  readonly stagesNote: string;
  readonly provisional: string;
  readonly heads: readonly [string, string, string];
  readonly done: (day: string) => string;
  readonly by: (day: string) => string;
  readonly atLatest: (day: string) => string;
  readonly until: (day: string) => string;
  readonly noEnd: string;
  readonly late: string;
  readonly soFar: string;
  readonly remedies: string;
  readonly points: string;
  readonly pointAnswers: string;
  readonly promises: string;
  readonly promise: (what: string, day: string) => string;
  readonly terms: string;
  readonly termOf: (owes: string, object: string, amount: string, what: string) => string;
  readonly signs: string;
  readonly signHeads: readonly [string, string, string, string];
  readonly fileOf: string;
  readonly fileHeads: readonly [string, string, string];
  readonly fileThere: string;
  readonly fileMissing: string;
  readonly fileByHand: string;
  readonly fileNeeded: string;
  readonly transferTo: string;
  readonly transferLimit: string;
  readonly transferHandling: (post: string) => string;
  readonly transferSigned: string;
  readonly transferReturn: string;
  readonly transferReturnHeads: readonly [string, string, string];
  readonly breach: string;
  readonly breachNote: string;
  readonly corrections: (day: string) => string;
  readonly erased: (day: string, basis: string) => string;
  readonly check: (address: string) => string;
  readonly site: (address: string) => string;
  readonly log: (address: string) => string;
  readonly logSteps: (log: LogThen, day: string) => string;
  readonly seal: string;
  readonly noName: string;
  /** The same on a paper for both sides of a dispute, and what it calls who is written to. */
  readonly noNameBoth: string;
  readonly theSides: string;
  readonly unseal: string;
  readonly contents: string;
  readonly contentHeads: readonly [string, string, string];
  readonly happened: string;
  readonly happenedHeads: readonly [string, string];
  readonly opening: (days: string) => string;
  readonly right: (what: string, clause: string) => string;
  readonly struck: string;
}>('papers/domain/words.PAPER_WORDS', {
  'zh-CN': {
    holder: (number) => `致回执 ${number} 的持有人：`,
    bothSides: (number) => `致调解 ${number} 的双方：`,
    toOffice: (office, number) => `致${office}，并致回执 ${number} 的持有人：`,
    page: '第 # 页，共 % 页',
    stages: '接下来：谁、做什么、到哪一天',
    stagesNote: '每一步都用足时间，才是这些日子；办得快，后面的日期会提前。',
    provisional: '带“暂定”的日期所在的年份，放假安排还没有公布，公布后会重算。',
    heads: ['做什么', '谁来做', '到哪一天'],
    done: (day) => `${day}已办`,
    by: (day) => `${day}前`,
    atLatest: (day) => `最晚${day}`,
    until: (day) => `到${day}为止`,
    noEnd: '没有截止日期',
    late: '已经逾期',
    soFar: '暂定',
    remedies: '您还可以做什么',
    points: '答复要讲到的各点',
    pointAnswers: '逐点答复',
    promises: '答应您的事',
    promise: (what, day) => `${what}（${day}前）`,
    terms: '双方约定',
    termOf: (owes, object, amount, what) => `${owes}：${object}${amount === '' ? '' : `${amount}元`}。${what}`,
    signs: '签名',
    signHeads: ['提出调解的一方', '另一方', '调解员', '调解委员会（印章）'],
    fileOf: '调解卷宗里应当有的材料',
    fileHeads: ['材料', '是不是必备', '有没有'],
    fileThere: '有',
    fileMissing: '没有',
    fileByHand: '由调解组织另附',
    fileNeeded: '必备',
    transferTo: '承办单位',
    transferLimit: '办结期限',
    transferHandling: (post) => `拟办意见（${post}）`,
    transferSigned: '审签岗位',
    transferReturn: '办理结果（由承办单位填写，交回转办单位）',
    transferReturnHeads: ['办理结果', '承办单位（盖章）', '日期'],
    breach: '到期没有结果',
    breachNote: '不需要任何人同意，您从第二天起可以：',
    corrections: (day) => `${day}的更正`,
    erased: (day, basis) => `这份文书的文字已在${day}依据“${basis}”销毁，谁也打不开了。留下的是日期、单位和编号。`,
    check: (address) => `在公开日志里核对这一步：${address}`,
    site: (address) => `在这里反映、查进度：${address}`,
    log: (address) => `公开日志现在的样子，和怎样自己核对：${address}`,
    logSteps: ({ printed, witnesses, quorum }, day) =>
      `这一步由本单位签名。${day}公开日志${printed === null ? '还没有印出张贴过' : `印出张贴到了大小${printed}`}，${witnesses === 0 ? '没有外部见证人' : `有${witnesses}个外部见证人${quorum === 0 ? '' : `（至少要${quorum}个签名）`}`}。这一步现在是否已经签名、印出、见证，见上面的网址。`,
    seal: '（盖章）',
    noNameBoth: '本件不写姓名，双方各凭自己的码取用。“另一方”指被邀请来调解的一方。',
    theSides: '双方',
    noName: '本件不写姓名，凭回执送达：谁持有回执，就是给谁的。',
    unseal: '法律规定必须按姓名送达的，另由保管人打开封存的姓名，来件人看得到。',
    contents: '里面的文书',
    contentHeads: ['文书', '文号', '日期'],
    happened: '发生过的每一步',
    happenedHeads: ['日期', '发生了什么'],
    opening: (days) => `您打开通知后${days}内`,
    right: (what, clause) => `${what}（${clause}）`,
    struck: '（后来作废）',
  },
  en: {
    holder: (number) => `To the holder of receipt ${number}:`,
    bothSides: (number) => `To both sides of mediation ${number}:`,
    toOffice: (office, number) => `To ${office}, and to the holder of receipt ${number}:`,
    page: 'Page # of %',
    stages: 'What comes next: who owes what, by which day',
    stagesNote: 'These dates assume that every step takes all the time it has; when one is quicker, later dates move forward.',
    provisional: 'Dates marked “provisional” fall in a year whose holidays are not announced yet; they are computed again then.',
    heads: ['What', 'Who', 'By which day'],
    done: (day) => `done on ${day}`,
    by: (day) => `by ${day}`,
    atLatest: (day) => `${day} at the latest`,
    until: (day) => `until ${day}`,
    noEnd: 'no end date',
    late: 'overdue',
    soFar: 'provisional',
    remedies: 'What you may do',
    points: 'The points that the answer must speak to',
    pointAnswers: 'Each point answered',
    promises: 'What was promised to you',
    promise: (what, day) => `${what} (by ${day})`,
    terms: 'What both sides agreed',
    termOf: (owes, object, amount, what) => `${owes}: ${object}${amount === '' ? '' : `, ${amount} yuan`}. ${what}`,
    signs: 'Signatures',
    signHeads: ['The side that opened it', 'The other side', 'Mediator', 'Committee (seal)'],
    fileOf: 'What the file of a mediation should hold',
    fileHeads: ['Paper', 'Required', 'In it'],
    fileThere: 'yes',
    fileMissing: 'no',
    fileByHand: 'kept by the committee on paper',
    fileNeeded: 'required',
    transferTo: 'Office that deals with it',
    transferLimit: 'Limit',
    transferHandling: (post) => `Proposed handling (${post})`,
    transferSigned: 'Signed by the post',
    transferReturn: 'Result (filled in by the office that deals with it, and sent back)',
    transferReturnHeads: ['Result', 'Office (seal)', 'Day'],
    breach: 'If a date passes without a result',
    breachNote: 'Nobody has to agree. From the next day:',
    corrections: (day) => `Correction of ${day}`,
    erased: (day, basis) =>
      `The words of this paper were destroyed on ${day} under “${basis}”; nobody can open them any more. What is left are days, offices and numbers.`,
    check: (address) => `Look this step up in the public log: ${address}`,
    site: (address) => `Raise a matter or follow one here: ${address}`,
    log: (address) => `The public log as it is now, and how to check it: ${address}`,
    logSteps: ({ printed, witnesses, quorum }, day) =>
      `This step is signed by this office. On ${day} the public log ${printed === null ? 'had never been printed and hung up' : `hung on the wall up to size ${printed}`} and had ${witnesses === 0 ? 'no outside witness' : `${witnesses} outside witness${witnesses === 1 ? '' : 'es'}${quorum === 0 ? '' : ` (${quorum} must sign)`}`}. Whether this step is signed, printed and witnessed now stands at the address above.`,
    seal: '(seal)',
    noNameBoth: 'This paper names nobody; each side fetches it by a code of its own. “The other side” is the one that was invited.',
    theSides: 'both sides',
    noName: 'This paper names nobody. It is served by receipt: it is for whoever holds that receipt.',
    unseal: 'Where a law requires service by name, custodians open the sealed name separately, and the filer sees it.',
    contents: 'The papers in it',
    contentHeads: ['Paper', 'Number', 'Day'],
    happened: 'Every step that happened',
    happenedHeads: ['Day', 'What happened'],
    opening: (days) => `within ${days} after you open the notice`,
    right: (what, clause) => `${what} (${clause})`,
    struck: ' (struck out later)',
  },
});

/** How the fields of a step are called on paper. */
export const FIELD_WORDS = phrases<{ readonly [field: string]: Both<string> }>('papers/domain/words.FIELD_WORDS', {
  subject: { 'zh-CN': '什么事', en: 'Subject' },
  body: { 'zh-CN': '经过', en: 'What happened' },
  place: { 'zh-CN': '地点', en: 'Place' },
  ask: { 'zh-CN': '请求', en: 'What you ask for' },
  outcome: { 'zh-CN': '结论', en: 'Outcome' },
  door: { 'zh-CN': '该走的路', en: 'The right way' },
  where: { 'zh-CN': '具体找谁', en: 'Whom to go to' },
  to: { 'zh-CN': '转给', en: 'Passed to' },
  office: { 'zh-CN': '由谁办理', en: 'Who deals with it' },
  progress: { 'zh-CN': '办到哪里了', en: 'How far it is' },
  explained: { 'zh-CN': '说明', en: 'Explanation' },
  ways: { 'zh-CN': '还有哪些路', en: 'Ways that stay open' },
  until: { 'zh-CN': '延长到', en: 'Extended to' },
  reason: { 'zh-CN': '理由', en: 'Reasons' },
  facts: { 'zh-CN': '查明的事实', en: 'Facts found' },
  opinion: { 'zh-CN': '处理意见', en: 'Decision' },
  basis: { 'zh-CN': '依据', en: 'Basis' },
  note: { 'zh-CN': '审签意见', en: 'Note of who signed' },
  told: { 'zh-CN': '怎样说明的', en: 'How they were told' },
  at: { 'zh-CN': '在哪里', en: 'Where' },
  form: { 'zh-CN': '协议的形式', en: 'Form of the agreement' },
  because: { 'zh-CN': '为什么结束', en: 'Why it ended' },
  found: { 'zh-CN': '做到了没有', en: 'Was it kept' },
  words: { 'zh-CN': '要求和说明', en: 'What it asks and says' },
  completeOn: { 'zh-CN': '存档里的副本全部失效的日子', en: 'Copies in archives are gone on' },
});
