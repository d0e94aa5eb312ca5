import type { Both } from '../kernel/language/languages.ts';
import { phrases, type Spoken, type Words } from '../kernel/language/words.ts';
import type { JsonObject } from '../kernel/stream/event.ts';
import type { Refusal, RefusalCode } from '../kernel/refusal.ts';
import { parsePlainDate, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { dayInWords } from './dates.ts';
import type { Lang } from './page.ts';
import { CODE_SENTENCES } from './sentences/code-sentences.ts';
import { CALL_SENTENCES } from './sentences/call-sentences.ts';
import { DUTY_SENTENCES } from './sentences/duty-sentences.ts';
import { CONSULTATION_SENTENCES } from './sentences/consultation-sentences.ts';
import { CIRCULAR_SENTENCES } from './sentences/circular-sentences.ts';
import { CONFERENCE_SENTENCES } from './sentences/conference-sentences.ts';
import { WARNING_SENTENCES } from './sentences/warning-sentences.ts';
import { DOOR_SENTENCES } from './sentences/door-sentences.ts';
import { FILE_SENTENCES } from './sentences/file-sentences.ts';
import { JOINT_SENTENCES } from './sentences/joint-sentences.ts';
import { SIGN_IN_SENTENCES } from './sentences/sign-in-sentences.ts';
import { ROUND_SENTENCES } from './sentences/round-sentences.ts';
import { CASH_SENTENCES } from './sentences/cash-sentences.ts';
import { HAZARD_SENTENCES } from './sentences/hazard-sentences.ts';
import { INCIDENT_SENTENCES } from './sentences/incident-sentences.ts';
import { MEDIATION_SENTENCES } from './sentences/mediation-sentences.ts';
import { PASSING_ON_SENTENCES } from './sentences/passing-on-sentences.ts';
import { RETURN_SENTENCES } from './sentences/return-sentences.ts';
import { SITE_SENTENCES } from './sentences/site-sentences.ts';

type Sentence = (data: JsonObject) => Both<string>;

export const FIELDS = phrases<{ readonly [field: string]: Both<string> }>('portal/refusal-sentences.FIELDS', {
  subject: { 'zh-CN': '“是什么事”', en: '“What is it about”' },
  body: { 'zh-CN': '“发生了什么”', en: '“What happened”' },
  place: { 'zh-CN': '“在哪里”', en: '“Where”' },
  ask: { 'zh-CN': '“希望怎么解决”', en: '“What you ask for”' },
  files: { 'zh-CN': '“照片和文件”', en: '“Photos and papers”' },
  words: { 'zh-CN': '“您想说的话”', en: '“Your words”' },
  reason: { 'zh-CN': '“理由”', en: '“Reasons”' },
  facts: { 'zh-CN': '“查明的事实”', en: '“Facts found”' },
  opinion: { 'zh-CN': '“处理意见”', en: '“Decision”' },
  basis: { 'zh-CN': '“依据”', en: '“Basis”' },
  until: { 'zh-CN': '“延长到”', en: '“Extended to”' },
  by: { 'zh-CN': '“哪天前办结”', en: '“To be finished by”' },
  consultation: { 'zh-CN': '“哪次征求意见”', en: '“Which consultation”' },
  question: { 'zh-CN': '“回答哪个问题”', en: '“Which question”' },
  service: { 'zh-CN': '“是哪方面的事”', en: '“What it is about”' },
  word: { 'zh-CN': '“暗语”', en: '“Word”' },
  name: { 'zh-CN': '“姓名”', en: '“Name”' },
  contact: { 'zh-CN': '“联系方式”', en: '“Contact”' },
  purpose: { 'zh-CN': '“为了什么”', en: '“What for”' },
  from: { 'zh-CN': '“开始日期”', en: '“From”' },
  to: { 'zh-CN': '“结束日期”', en: '“To”' },
  occurredOn: { 'zh-CN': '“发生日期”', en: '“Day it happened”' },
  where: { 'zh-CN': '“该找谁”', en: '“Whom to go to”' },
  office: { 'zh-CN': '“承办单位”', en: '“Office”' },
  outcome: { 'zh-CN': '“结论”', en: '“Outcome”' },
  door: { 'zh-CN': '“正确的途径”', en: '“The right door”' },
  grade: { 'zh-CN': '“难易”', en: '“Grade”' },
  role: { 'zh-CN': '“怎样参加”', en: '“In what way”' },
  how: { 'zh-CN': '“怎样送达”', en: '“How it was served”' },
  notice: { 'zh-CN': '“哪份文书”', en: '“Which paper”' },
  on: { 'zh-CN': '“哪一天”', en: '“On which day”' },
  of: { 'zh-CN': '“哪一项”', en: '“Which one”' },
  answer: { 'zh-CN': '“您的回答”', en: '“Your answer”' },
  ways: { 'zh-CN': '“还可以走的路”', en: '“Ways that stay open”' },
  points: { 'zh-CN': '“要答复的各点”', en: '“Points to be answered”' },
  note: { 'zh-CN': '“说明”', en: '“Note”' },
  channel: { 'zh-CN': '“怎样来的”', en: '“How it came”' },
  handed: { 'zh-CN': '“回执怎样交给来人”', en: '“How the receipt is handed over”' },
  handle: { 'zh-CN': '“屏幕上的号码”', en: '“The number on that screen”' },
  spoken: { 'zh-CN': '“回执用哪种文字”', en: '“Language of the receipt”' },
  needs: { 'zh-CN': '“需要的帮助”', en: '“Help that is needed”' },
  trouble: { 'zh-CN': '“哪一件公共的事”', en: '“Which trouble”' },
  representatives: { 'zh-CN': '“代表几个人”', en: '“How many representatives”' },
  about: { 'zh-CN': '“是不是要举报人”', en: '“Do you want to report a person”' },
});

/** `answer3`, `promise2`, `promise2By`: fields that come several times. */
const counted = (name: string): Words<string> | undefined => {
  const [, kind, nth, by] = /^(answer|promise)(\d+)(By)?$/.exec(name) ?? [];
  if (kind === undefined || nth === undefined) return undefined;
  if (kind === 'answer') return NAMED.answer(nth);
  return by === undefined ? NAMED.promise(nth) : NAMED.promiseBy(nth);
};

export const NAMED = phrases('portal/refusal-sentences.NAMED', {
  answer: (nth: string) => ({ 'zh-CN': `“对第${nth}点的答复”`, en: `“Answer to point ${nth}”` }),
  promise: (nth: string) => ({ 'zh-CN': `“第${nth}件答应的事”`, en: `“Promise ${nth}”` }),
  promiseBy: (nth: string) => ({ 'zh-CN': `“第${nth}件答应的事到哪天做到”`, en: `“Promise ${nth}, by”` }),
  /** What a form calls its field where no list above does. */
  quoted: (name: string) => ({ 'zh-CN': `“${name}”`, en: `“${name}”` }),
});

const text = (data: JsonObject, key: string): string => String(data[key] ?? '');
/** What a refusal is about, in every language: sentences of a language that is added take theirs from here. */
export const field = (data: JsonObject): Words<string> =>
  FIELDS[text(data, 'field')] ?? counted(text(data, 'field')) ?? NAMED.quoted(text(data, 'label') || text(data, 'field'));

type Elsewhere =
  | keyof typeof CODE_SENTENCES
  | keyof typeof DOOR_SENTENCES
  | keyof typeof FILE_SENTENCES
  | keyof typeof JOINT_SENTENCES
  | keyof typeof SIGN_IN_SENTENCES
  | keyof typeof ROUND_SENTENCES
  | keyof typeof RETURN_SENTENCES
  | keyof typeof SITE_SENTENCES
  | keyof typeof HAZARD_SENTENCES
  | keyof typeof CASH_SENTENCES
  | keyof typeof PASSING_ON_SENTENCES
  | keyof typeof DUTY_SENTENCES
  | keyof typeof CALL_SENTENCES
  | keyof typeof INCIDENT_SENTENCES
  | keyof typeof WARNING_SENTENCES
  | keyof typeof MEDIATION_SENTENCES
  | keyof typeof CONSULTATION_SENTENCES
  | keyof typeof CIRCULAR_SENTENCES
  | keyof typeof CONFERENCE_SENTENCES;
export const HERE = phrases<{ readonly [code in Exclude<RefusalCode, Elsewhere>]: Sentence }>('portal/refusal-sentences.SENTENCES', {
  no_sealed_box: () => ({
    'zh-CN': '这件事没有密封的姓名，或者它已经销毁。',
    en: 'There is no sealed name with this matter, or it was destroyed.',
  }),
  unsealings_spent: () => ({
    'zh-CN': '这个季度可以请求打开姓名的次数已经用完。来件人自己要求的不受此限。',
    en: 'The number of names that may be asked for in this quarter is used up. What filers ask themselves is not limited.',
  }),
  names_not_taken: () => ({
    'zh-CN': '这里没有合格的保管人，所以不收姓名。请把姓名和联系方式删掉再提交，其他内容都还在。',
    en: 'There are no valid custodians here, so no names are taken. Please remove name and contact and send it again; the rest is still there.',
  }),
  tell_form: () => ({
    'zh-CN': '这不像一个能收到消息的地址。请只写一个邮箱，例如 li@example.cn，或者一个电话号码，只用数字；也可以不填。',
    en: 'No message can be sent to this. Please give one mail address, for example li@example.com, or one telephone number in digits; or leave it empty.',
  }),
  tell_not_taken: () => ({
    'zh-CN': '这里不能用这种方式通知。请把它删掉再提交，其他内容都还在；有没有新情况，可以用查询码自己看。',
    en: 'Nobody can be told in this way here. Please remove it and send it again; the rest is still there. With your code you can look yourself.',
  }),
  field_too_short: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}太短，至少${text(d, 'min')}个字。`,
    en: `${field(d).en} is too short; it needs ${text(d, 'min')} characters.`,
  }),
  share_wrong: () => ({
    'zh-CN': '这把钥匙打不开这一份。请核对纸上的词。',
    en: 'This key does not open this share. Please check the words on the paper.',
  }),
  field_empty: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}这一栏还没有写。写一两句也可以。`,
    en: `${field(d).en} is still empty. A sentence or two will do.`,
  }),
  field_too_long: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}${d['length'] === undefined ? '太长了' : `写了${text(d, 'length')}个字`}，最多${text(d, 'max')}个。请删短一些。`,
    en: `${field(d).en} ${d['length'] === undefined ? 'is too long' : `has ${text(d, 'length')} characters`}; ${text(d, 'max')} fit. Please shorten it.`,
  }),
  field_control_character: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}的第${text(d, 'position')}个字符是看不见的控制符，多半是复制时带进来的。请删掉它。`,
    en: `Character ${text(d, 'position')} of ${field(d).en} is an invisible control character, probably from copying. Please remove it.`,
  }),
  field_marks: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}的第${text(d, 'position')}个字符处叠了太多附加符号，没有哪种文字会这样写。请删掉它们。`,
    en: `At character ${text(d, 'position')} of ${field(d).en} more marks are piled up than any script uses. Please remove them.`,
  }),
  field_encoding: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}里有无法识别的字符。请重新输入那一处。`,
    en: `${field(d).en} holds a character that cannot be read. Please type that part again.`,
  }),
  field_choice: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}请从给出的选项里选一个。`,
    en: `Please choose one of the given answers for ${field(d).en}.`,
  }),
  field_date: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}不是一个日期。请按“2026-09-28”的样子写。`,
    en: `${field(d).en} is not a date. Please write it like 2026-09-28.`,
  }),
  field_whole: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}请写一个整数，最多九位，没有写0。`,
    en: `${field(d).en} takes a whole number of up to nine digits; write 0 for none.`,
  }),
  date_in_future: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}还没有到。请写已经过去的日子，或今天。`,
    en: `${field(d).en} lies in the future. Please give a past day or today.`,
  }),
  date_before_start: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}早于事项提交的日子。`,
    en: `${field(d).en} is before the day the matter was filed.`,
  }),
  field_unknown: (d) => ({ 'zh-CN': `没有“${text(d, 'field')}”这一栏。`, en: `There is no field “${text(d, 'field')}”.` }),
  field_type: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}的格式不对，或者缺少这一栏。`,
    en: `${field(d).en} has the wrong form or is missing.`,
  }),
  name_word: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}里有“${text(d, 'word')}”：地方的名称只说是什么地方，不说什么人。`,
    en: `${field(d).en} has “${text(d, 'word')}” in it: the name of a place says what place it is, never which people.`,
  }),
  name_too_fine: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}写得太细：只写到楼栋，不写楼层、房间和住户。`,
    en: `${field(d).en} is too fine: a building, and no floor, room or household.`,
  }),
  too_large: () => ({
    'zh-CN': '您发来的内容太大了，没有收下。请删短一些再提交。',
    en: 'What you sent is too large and was not taken. Please shorten it and send it again.',
  }),
  not_json: () => ({ 'zh-CN': '发来的内容不是UTF-8编码的JSON，没有收下。', en: 'What was sent is not JSON in UTF-8; nothing was taken.' }),
  key_missing: (d) => ({
    'zh-CN': `缺少 Idempotency-Key：${text(d, 'min')}到${text(d, 'max')}个随机的可见字符，每件事一个，不要重复使用。`,
    en: `Idempotency-Key is missing: ${text(d, 'min')} to ${text(d, 'max')} random visible characters, a new one for each matter.`,
  }),
  key_reused: () => ({
    'zh-CN': '这张表已经用来提交过另一些内容，那件事已经收下。要反映新的事，请打开一张新表。',
    en: 'This form was already used to file something else, which was taken. For a new matter please open a new form.',
  }),
  control_word: (d) => ({
    'zh-CN': `您写的话里有“${String(d['word'])}”。来件人会读到这些话，日志里也会一直留着。请改写；如果确实要这样写，再按一次按钮就照原样提交。`,
    en: `What you wrote holds “${String(d['word'])}”. The filer reads it, and it stays in the history for ever. Please reword it; if it must stand as it is, press the button once more.`,
  }),
  point_unanswered: (d) => ({
    'zh-CN': `第${text(d, 'nth')}点还没有答复。来件人提的每一点都要答到。`,
    en: `Point ${text(d, 'nth')} is not answered yet. An answer speaks to every point.`,
  }),
  points_too_many: (d) => ({ 'zh-CN': `最多${text(d, 'max')}点。`, en: `At most ${text(d, 'max')} points.` }),
  promise_past: (d) => ({
    'zh-CN': `${field(d)['zh-CN']}不能早于今天。`,
    en: `${field(d).en} cannot be a day before today.`,
  }),
  screen_unknown: () => ({
    'zh-CN': '没有这块屏幕，或者上面还有别人的回执。请来人再念一遍号码，或者改用打印的条。',
    en: 'There is no such screen, or another receipt is still on it. Ask for the number again, or use a printed slip.',
  }),
  duty_running: () => ({
    'zh-CN': '这件事还有单位没有办完；在那之前，只有反映人可以要求删除文字。',
    en: 'An office still owes an answer on this matter; until then only the filer may ask for its texts to be erased.',
  }),
  definition_known: () => ({
    'zh-CN': '这份规定已经公布过，不用再公布一次。',
    en: 'This very document was published before; it need not be published again.',
  }),
  not_found: (d) =>
    d['what'] === 'page'
      ? {
          'zh-CN': '这里没有这一页。地址可能少了几个字符，或者这一页要从表格里走到。',
          en: 'There is no page here. The address may be cut short, or the page is reached through a form.',
        }
      : d['what'] === 'code'
        ? {
            'zh-CN': '这个查询码抄写得没有错，但这里没有用它收下的事项。请看看它是不是从这个网站领取的。',
            en: 'This code is written correctly, but nothing was filed under it here. Please check whether it comes from this site.',
          }
        : d['what'] === 'collection'
          ? {
              'zh-CN': '这个领取码抄写得没有错，但这里没有它的奖励。请看看它是不是从这个网站取的。',
              en: 'This collection code is written correctly, but no reward waits under it here. Please check whether it comes from this site.',
            }
          : { 'zh-CN': '没有这件事，或者它不由您的岗位办理。', en: 'There is no such matter, or it is not for your post.' },
  not_your_post: () => ({ 'zh-CN': '这一步不由您的岗位来做。', en: 'This step is not for your post.' }),
  not_from_staff_device: () => ({
    'zh-CN': '这台设备上登录着单位的人员，所以不能在这里撤回。什么都没有改动。请在您自己的手机或电脑上做；如果有人要您撤回，您不必答应。',
    en: 'A member of staff is signed in on this device, so nothing can be withdrawn here. Nothing was changed. Please use your own phone or computer; if somebody asks you to withdraw, you need not agree.',
  }),
  version_conflict: () => ({
    'zh-CN': '您看这一页的时候，别人已经先走了一步。什么都没有改动，请看过新的情况再决定。',
    en: 'While you were looking at this page somebody else took a step. Nothing was changed; please look again and decide then.',
  }),
  not_yet: (d) =>
    d['from']
      ? { 'zh-CN': `还没有到时候：从${text(d, 'from')}起才可以。`, en: `Not yet: this opens on ${text(d, 'from')}.` }
      : { 'zh-CN': '还没有到这一步。', en: 'It has not come to this step yet.' },
  already_done: () => ({ 'zh-CN': '这一步已经做过了。', en: 'This step has been taken already.' }),
  wrong_stage: () => ({ 'zh-CN': '事项现在的阶段没有这一步。', en: 'At the stage this matter is in, there is no such step.' }),
  right_not_open: () => ({
    'zh-CN': '现在还不能走这一步：要等单位逾期，或收到答复以后。',
    en: 'This way opens when the office is late, or once you have its answer.',
  }),
  right_lapsed: (d) => ({
    'zh-CN': `这一步的期限到${text(d, 'due')}为止，已经过了。其他途径见下面。`,
    en: `The time for this step ended on ${text(d, 'due')}. Other ways are named below.`,
  }),
  duty_over: () => ({ 'zh-CN': '期限已经过了，或已经没有正在计时的事。', en: 'The time is over, or nothing is running any more.' }),
  grade_longer: () => ({ 'zh-CN': '期限只能改短，不能改长。', en: 'A grade may only become shorter, never longer.' }),
  grade_missing: () => ({ 'zh-CN': '请选难易：简单、一般或疑难。', en: 'Please choose a grade: simple, ordinary or hard.' }),
  extension_too_long: (d) => ({
    'zh-CN': `最多只能延长到${text(d, 'latest')}。`,
    en: `It can be extended to ${text(d, 'latest')} at the latest.`,
  }),
  extension_spent: () => ({ 'zh-CN': '已经延长过一次，不能再延长。', en: 'It was extended once and cannot be extended again.' }),
  no_office_above: () => ({
    'zh-CN': '这里没有登记上一级单位。您可以用书面方式向上一级提出，或走法院、行政复议的途径。',
    en: 'No office above is registered here. You may write to it on paper, or go to a court or ask for administrative review.',
  }),
  not_filers_event: () => ({ 'zh-CN': '来件人自己走的步骤，谁也不能更改。', en: 'Nobody can change a step that the filer took.' }),
  same_post: () => ({
    'zh-CN': '作废要由另一个岗位来做，不能由做这一步的岗位自己做。',
    en: 'A step is struck out by a second post, not by the one that took it.',
  }),
  own_work: () => ({
    'zh-CN': '谁定的、谁做的，谁就不能验收：要由另一个单位、另一个岗位来看。',
    en: 'Whoever ordered it or did it does not judge it: another office and another post look at it.',
  }),
  opened_there: () => ({
    'zh-CN': '对方已经打开看过，不能再收回。可以请对方说明理由退回。',
    en: 'It has been opened there and cannot be taken back. That office can object, with reasons.',
  }),
  later_depends: () => ({
    'zh-CN': '后面的步骤以它为前提，不能作废。可以补充更正。',
    en: 'Later steps stand on this one, so it cannot be struck out. You can add a correction.',
  }),
  steps_spent: (d) => ({
    'zh-CN': `这一步在一件事上最多办${text(d, 'max')}次，已经办满了。`,
    en: `This step can be taken ${text(d, 'max')} times on one matter, and has been.`,
  }),
  withdrawn: () => ({
    'zh-CN': '来件人已经撤回这件事。只有来件人可以恢复它。',
    en: 'The filer has withdrawn this matter. Only the filer can resume it.',
  }),
  office_reported: () => ({
    'zh-CN': '这个单位管着被说有危险的地方，不能把这件事交给它。请另选一个单位。',
    en: 'That office answers for the place that was reported: the report does not go to it. Please choose another.',
  }),
  hazard_unknown: () => ({
    'zh-CN': '没有这个还在办、由您单位牵头的隐患。请从列表里选，或者新写一个。',
    en: 'There is no such open hazard that your office leads. Please choose from the list, or begin a new one.',
  }),
  office_unknown: () => ({ 'zh-CN': '没有这个单位。请从列表里选。', en: 'There is no such office. Please choose from the list.' }),
  nothing_changes: (d) => ({
    'zh-CN': `现在的期限就是${text(d, 'due')}，请选更晚的一天。`,
    en: `The date is ${text(d, 'due')} already; please choose a later day.`,
  }),
  tries_spent: () => ({
    'zh-CN': '今天试的次数太多了，先停一停。请明天再试；如果是别人在试您的编号，您的查询码照样能用。',
    en: 'Too many tries today. Please try again tomorrow; if somebody else is trying your number, your code works all the same.',
  }),
  too_many_requests: (d) =>
    d['matters'] === undefined
      ? {
          'zh-CN': '从这里试的次数太多了。请过一个小时再试。',
          en: 'Too many tries from here. Please try again in an hour.',
        }
      : {
          'zh-CN': `这个岗位今天已经打开了${text(d, 'matters')}件事项，别的要到明天才能打开。今天打开过的仍然可以打开。`,
          en: `This post has opened ${text(d, 'matters')} matters today; others can be opened tomorrow. What it opened today stays open.`,
        },
  form_expired: () => ({
    'zh-CN': '这张表不是从这里打开的，或者登录已经过期。请返回，重新打开再提交。',
    en: 'This form was not opened here, or your sign-in has ended. Please go back, open it again and send it again.',
  }),
  not_ready: () => ({ 'zh-CN': '服务器正在启动，请过几秒再试。', en: 'The server is starting; please try again in a few seconds.' }),
  paper_not_made: () => ({
    'zh-CN': '这份文书现在做不出来，多半是同时做的人太多。什么都没有改动，请过一分钟再试。',
    en: 'This paper could not be made now, most likely because many are being made. Nothing was changed; please try again in a minute.',
  }),
  checkpoint_unknown: () => ({
    'zh-CN': '日志从来没有公布过这个大小。请照张贴的那张纸，只写“大小”后面的数字。什么都没有改动。',
    en: 'The log was never published at this size. Please copy the number after “Size” from the sheet that hangs. Nothing was changed.',
  }),
  storage_failed: () => ({
    'zh-CN': '没有存下来，什么都没有改动。请再试一次；如果还不行，请稍后再来。',
    en: 'It could not be stored and nothing was changed. Please try again; if it fails again, come back later.',
  }),
  storage_unknown: () => ({
    'zh-CN': '数据库没有回话，不能确定存下来没有。请先看一看有没有这一步，没有再交同一张表；同一张表交两次只算一次。',
    en: 'The database gave no answer, so it is not certain whether this was stored. Look whether the step is there; if it is not, send the same form again: one form counts once.',
  }),
});

const SENTENCES: Spoken<{ readonly [code in RefusalCode]: Sentence }> = {
  ...HERE,
  ...CODE_SENTENCES,
  ...DOOR_SENTENCES,
  ...FILE_SENTENCES,
  ...JOINT_SENTENCES,
  ...MEDIATION_SENTENCES,
  ...CONSULTATION_SENTENCES,
  ...SIGN_IN_SENTENCES,
  ...ROUND_SENTENCES,
  ...RETURN_SENTENCES,
  ...SITE_SENTENCES,
  ...HAZARD_SENTENCES,
  ...CASH_SENTENCES,
  ...PASSING_ON_SENTENCES,
  ...DUTY_SENTENCES,
  ...CALL_SENTENCES,
  ...INCIDENT_SENTENCES,
  ...WARNING_SENTENCES,
  ...CIRCULAR_SENTENCES,
  ...CONFERENCE_SENTENCES,
};

/** Dates that a refusal carries, as people say them. */
const withWords = (data: JsonObject, lang: Lang, today: PlainDate | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const date = typeof value === 'string' ? parsePlainDate(value) : undefined;
      return [name, date === undefined ? value : dayInWords(date, lang, today)];
    }),
  );

/** The sentence a person reads for a refusal; its dates carry no year where that is the year of `today`. */
export const sentenceFor = (refusal: Refusal, lang: Lang, today?: PlainDate): string =>
  SENTENCES[refusal.refused](withWords(refusal.data ?? {}, lang, today))[lang];
