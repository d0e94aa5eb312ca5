import { phrases } from '../../../../kernel/language/words.ts';
import type { Label } from '../../../../kernel/policy/pack.ts';
import type { FieldSpec } from '../../../../kernel/stream/fields.ts';
import type { Lang } from '../../../../portal/page.ts';
import { FILER_STEPS } from '../../domain/decide.ts';
import type { Named } from '../step-words.ts';

interface Command {
  readonly title: (it: Named) => Label;
  readonly button: Label;
  readonly about: (it: Named) => Label;
  /** What stands on top of the page once it was done. */
  readonly done: (it: Named) => Label;
  /** One tap, although its verb takes words: nobody writes while a life is in danger. */
  readonly isOneTap?: true;
}

const same = (text: Label) => (): Label => text;

/** The steps of who filed, as the follow page offers them. Opening a paper stands with the paper. */
export const COMMANDS = phrases<{ readonly [command: string]: Command }>('grievances/portal/following/option-words.COMMANDS', {
  ask_take_up: {
    title: (it) => ({ 'zh-CN': `请${it.above}处理`, en: `Ask the ${it.above} to take it up` }),
    button: { 'zh-CN': '请上级单位处理', en: 'Ask the office above' },
    about: (it) => ({
      'zh-CN': `不需要任何人同意。${it.lead}不会事先知道，也不能阻止。`,
      en: `Nobody has to agree. ${it.lead} is not told beforehand and cannot stop it.`,
    }),
    done: (it) => ({
      'zh-CN': `已请${it.above}处理。它怎样答复您、什么时候答复，从现在起写在下面。`,
      en: `The ${it.above} has been asked. What it owes you, and by when, now stands below.`,
    }),
  },
  ask_review: {
    title: (it) => ({ 'zh-CN': `请${it.above}复查`, en: `Ask the ${it.above} for a review` }),
    button: { 'zh-CN': '请求复查', en: 'Ask for a review' },
    about: (it) => ({
      'zh-CN': `不同意答复，可以请${it.above}从头看一遍。${it.lead}不能阻止。`,
      en: `If you disagree with the answer, the ${it.above} looks at everything again. ${it.lead} cannot stop it.`,
    }),
    done: (it) => ({
      'zh-CN': `已请${it.above}复查。它要在哪一天前答复您，写在下面。`,
      en: `The ${it.above} has been asked for a review. The day by which it must answer stands below.`,
    }),
  },
  ask_rereview: {
    title: (it) => ({ 'zh-CN': `请${it.above2}复核`, en: `Ask the ${it.above2} for a re-review` }),
    button: { 'zh-CN': '请求复核', en: 'Ask for a re-review' },
    about: (it) => ({
      'zh-CN': `不同意复查意见，可以请${it.above2}再看一遍。这是这条路的最后一步。`,
      en: `If you disagree with the review, the ${it.above2} looks at it once more. It is the last step of this path.`,
    }),
    done: (it) => ({
      'zh-CN': `已请${it.above2}复核。它要在哪一天前答复您，写在下面。`,
      en: `The ${it.above2} has been asked for a re-review. The day by which it must answer stands below.`,
    }),
  },
  dispute: {
    title: same({ 'zh-CN': '指出答复哪里不对', en: 'Say what is wrong with the answer' }),
    button: { 'zh-CN': '请原单位回答', en: 'Let the office answer that' },
    about: (it) => ({
      'zh-CN': `${it.lead}要就您指出的问题再回答一次。请求复查的时间照样走，不必等它回答。`,
      en: `${it.lead} must answer what you say was wrong. Your time to ask for a review runs on; you need not wait.`,
    }),
    done: (it) => ({
      'zh-CN': `已告诉${it.lead}。它要在哪一天前回答，写在下面。`,
      en: `${it.lead} has been told. The day by which it must answer stands below.`,
    }),
  },
  report_danger: {
    title: same({ 'zh-CN': '现在有人有生命危险', en: 'A life is in danger now' }),
    button: { 'zh-CN': '叫值班的人', en: 'Call who is on duty' },
    isOneTap: true,
    about: same({ 'zh-CN': '先打110、119或者120。', en: 'Call 110, 119 or 120 first.' }),
    done: same({
      'zh-CN': '值班的人正在被叫。请先打110、119或者120。',
      en: 'Who is on duty is being called. Please call 110, 119 or 120 first.',
    }),
  },
  add_point: {
    title: same({ 'zh-CN': '补充一点要答复的', en: 'Add a point that must be answered' }),
    button: { 'zh-CN': '补充', en: 'Add it' },
    about: same({
      'zh-CN': '单位答复时，每一点都要答到。漏了哪一点，在这里补上，一次一点。',
      en: 'The answer must speak to every point. If one is missing, add it here, one at a time.',
    }),
    done: same({ 'zh-CN': '已补充，答复时要答到。', en: 'It is added; the answer must speak to it.' }),
  },
  answer_question: {
    title: same({ 'zh-CN': '回答单位的问题', en: 'Answer a question' }),
    button: { 'zh-CN': '回答', en: 'Answer' },
    about: same({ 'zh-CN': '不回答也可以，期限照样走。', en: 'You need not answer; the office’s time runs on either way.' }),
    done: same({ 'zh-CN': '已回答。', en: 'Your answer is sent.' }),
  },
  answer_inspection: {
    title: same({ 'zh-CN': '单位想上门查看', en: 'The office offers to come and look' }),
    button: { 'zh-CN': '同意', en: 'Agree' },
    about: same({
      'zh-CN': '可以不同意，不用说理由，也不影响办理。',
      en: 'You may decline without a reason; nothing else changes.',
    }),
    done: same({ 'zh-CN': '已告诉单位。', en: 'The office has been told.' }),
  },
  judge_promise: {
    title: same({ 'zh-CN': '答应您的事做到了吗', en: 'Was the promise kept?' }),
    button: { 'zh-CN': '做到了', en: 'Kept' },
    about: same({
      'zh-CN': '没有做到的，到期第二天起您可以请上级单位处理。',
      en: 'If it was not kept, you may go to the office above from the day after its date.',
    }),
    done: same({ 'zh-CN': '已记下，单位看得到。', en: 'It is noted, and the office sees it.' }),
  },
  open_my_name: {
    title: (it) => ({ 'zh-CN': `把我的姓名打开给${it.lead}`, en: `Let ${it.lead} know my name` }),
    button: { 'zh-CN': '请保管人打开', en: 'Ask the custodians to open it' },
    about: same({
      'zh-CN': '只有您愿意时才需要。保管人要先等这个请求在公开日志里站满时间，再决定；打开以后只能看几天。您没有留过姓名，里面就是空的。',
      en: 'Only if you wish. The custodians wait until this request has stood in the public log, then decide; once open it can be read for a few days. If you left no name, the box is empty.',
    }),
    done: same({
      'zh-CN': '已请保管人打开。他们怎样答复，都记在下面的经过里。',
      en: 'The custodians have been asked. What each of them answers is listed below.',
    }),
  },
  add_files: {
    title: same({ 'zh-CN': '补充情况', en: 'Add something' }),
    button: { 'zh-CN': '补充', en: 'Add it' },
    about: same({
      'zh-CN': '什么时候都可以补充，有没有照片都行。正在办的单位看得到，以后请上级复查，上级也看得到。每个期限都和原来一样。',
      en: 'At any time, with or without a photo. The office that deals with it sees it, and so does an office above that you ask later. Every date stays as it is.',
    }),
    done: same({ 'zh-CN': '已收下，写在下面的经过里。', en: 'It is received and listed in the history below.' }),
  },
  answer_child: {
    title: same({ 'zh-CN': '孩子现在怎么样', en: 'How is the child now?' }),
    button: { 'zh-CN': '现在安全', en: 'Safe now' },
    about: same({
      'zh-CN': '请在孩子安全的时候问孩子自己。不回答，不会算成没事；还不安全的，要重新护住。',
      en: 'Please ask the child itself, when it is safe to. No answer never counts as well; if it is not safe, the child is protected anew.',
    }),
    done: same({ 'zh-CN': '已记下，受理的单位看得到。', en: 'It is noted, and the office that took it on sees it.' }),
  },
  say_unsafe: {
    title: same({ 'zh-CN': '孩子还不安全', en: 'The child is not safe' }),
    button: { 'zh-CN': '告诉受理的单位', en: 'Tell the office' },
    about: same({
      'zh-CN': '什么时候都可以说。孩子正有危险，先打110，不要等。说了以后，护住孩子的期限重新开始。',
      en: 'At any time. If the child is in danger now, call 110 first and do not wait. The time to protect it then starts anew.',
    }),
    done: same({ 'zh-CN': '已告诉受理的单位，要重新护住孩子。', en: 'The office has been told; the child is to be protected anew.' }),
  },
  revoke_publishing: {
    title: same({ 'zh-CN': '不公开我的话', en: 'Do not publish my words' }),
    button: { 'zh-CN': '收回同意', en: 'Take it back' },
    about: same({
      'zh-CN': '您同意过公开您写的话。公开以前可以收回，不用理由；意见照样答复您。公开以后收不回来。',
      en: 'You agreed that your words may be published. Until that is done you can take it back without a reason, and you are answered all the same. Afterwards you cannot.',
    }),
    done: same({ 'zh-CN': '已收回，您的话不会公开。', en: 'It is taken back: your words will not be published.' }),
  },
  ask_pause: {
    title: same({ 'zh-CN': '双方在谈，让期限先停一停', en: 'Let the time rest while you talk' }),
    button: { 'zh-CN': '让期限停一停', en: 'Let it rest' },
    about: same({
      'zh-CN': '只有您能这样做，谁也不能要您停。一共最多停30天，随时可以恢复；您自己请求复查等的期限照样走。',
      en: 'Only you can do this, and nobody may ask it of you. Thirty days at most in all, ended whenever you like; your own windows, such as for a review, run on.',
    }),
    done: same({ 'zh-CN': '期限先停着，什么时候都可以恢复。', en: 'The time rests; you can let it run on whenever you like.' }),
  },
  end_pause: {
    title: same({ 'zh-CN': '期限现在停着', en: 'The time is resting' }),
    button: { 'zh-CN': '让期限继续走', en: 'Let it run on' },
    about: same({
      'zh-CN': '您让期限停了一停。现在就可以让它继续走，停了几天就只推后几天。',
      en: 'You let the time rest. You can let it run on now; the dates move only by the days that it rested.',
    }),
    done: same({ 'zh-CN': '期限继续走了。', en: 'The time runs on.' }),
  },
  ask_withdrawal: {
    title: same({ 'zh-CN': '撤回这件事', en: 'Withdraw it' }),
    button: { 'zh-CN': '请求撤回', en: 'Ask to withdraw' },
    about: same({
      'zh-CN':
        '只有您自己能撤回，谁也不能要您撤。第七天以后才生效，生效以后也能恢复，期限照旧。统计里它仍然算“没有得到答复”，单位不会因此好看。',
      en: 'Only you can withdraw it, and nobody may ask you to. It takes effect after seven days; you can resume it even then, with the original dates. In every figure it counts as unanswered, so no office gains by it.',
    }),
    done: same({
      'zh-CN': '已记下您的撤回请求。第七天以后生效，什么时候都可以恢复。',
      en: 'Your wish to withdraw is noted. It takes effect after seven days, and you can resume at any time.',
    }),
  },
  resume: {
    title: same({ 'zh-CN': '恢复这件事', en: 'Resume it' }),
    button: { 'zh-CN': '恢复', en: 'Resume' },
    about: same({
      'zh-CN': '恢复以后，每个期限都和没有撤回时一样。',
      en: 'Every date is then what it would have been without the withdrawal.',
    }),
    done: same({ 'zh-CN': '已恢复，每个期限都和原来一样。', en: 'It is resumed; every date is what it was.' }),
  },
  open_notice: {
    title: same({ 'zh-CN': '打开', en: 'Open' }),
    button: { 'zh-CN': '打开', en: 'Open' },
    about: same({ 'zh-CN': '', en: '' }),
    done: same({
      'zh-CN': '已打开，全文在下面。您自己的期限从今天算起。',
      en: 'It is open; the full text stands below. Your own time counts from today.',
    }),
  },
});

/** What a step is called for the reader. */
export const commandTitle = (command: string, named: Named, lang: Lang): string => COMMANDS[command]?.title(named)[lang] ?? command;

const specOf = (command: string, field: string): FieldSpec | undefined => FILER_STEPS.find((it) => it.name === command)?.fields[field];

/** What the form of a step has, by the description of its verb: room for words, words that must be there, photos and papers. */
export const takesWords = (command: string): boolean => {
  const it = COMMANDS[command];
  return it !== undefined && it.isOneTap !== true && specOf(command, 'words') !== undefined;
};
export const needsWords = (command: string): boolean =>
  specOf(command, 'words') !== undefined && specOf(command, 'words')?.optional !== true;
export const takesFiles = (command: string): boolean => specOf(command, 'files') !== undefined;
