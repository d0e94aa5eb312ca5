import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who enters a site, says when it is open, or fills in a check. */
export const SITE_SENTENCES = phrases('portal/site-sentences.SITE_SENTENCES', {
  supervises_itself: () => ({
    'zh-CN': '监管单位不能就是场所的责任单位。',
    en: 'The office that supervises a site is never the one that answers for it.',
  }),
  site_spots_full: (d: JsonObject) => ({
    'zh-CN': `一个场所最多${String(d['max'])}个检查点。`,
    en: `A site has at most ${String(d['max'])} spots.`,
  }),
  site_unknown: () => ({
    'zh-CN': '没有这个编号的场所，或者它不归本单位负责、监管。编号在场所页面上，8个字符。',
    en: 'No site of that number, or this office neither answers for it nor supervises it. The number, 8 characters, stands on the page of the site.',
  }),
  plan_heavy: (d: JsonObject) => ({
    'zh-CN': `这张图缩小以后还是超过${String(d['max'])} kB：请换一张线条图，或者只截这一层。`,
    en: `Made smaller, this picture still weighs more than ${String(d['max'])} kB: take a drawing of lines, or cut out the one floor.`,
  }),
  plan_picture: () => ({
    'zh-CN': '请选一张图片（JPEG、PNG、WebP），一层一张。',
    en: 'Choose one picture (JPEG, PNG or WebP), one a floor.',
  }),
  site_plans_full: (d: JsonObject) => ({
    'zh-CN': `一个场所最多${String(d['max'])}张平面图，换下来的也算。`,
    en: `A site has at most ${String(d['max'])} plans, those that were replaced among them.`,
  }),
  names_person: () => ({
    'zh-CN': '这里写地方或设备的名称、编号，不写电话、身份证号、邮箱，也不写人。',
    en: 'Here stands what a place or a thing is called, or its number: no telephone, identity number or mail address, and no person.',
  }),
  no_part_in_it: () => ({
    'zh-CN': '登记场所的单位，要么是它的责任单位，要么是监管单位。',
    en: 'Whoever enters a site answers for it or supervises it.',
  }),
  hours_form: () => ({
    'zh-CN': '开放时间这样写：1-5 07:30-18:00; 6 08:00-12:00（1是星期一，7是星期日；24小时写 1-7 00:00-24:00）。',
    en: 'Opening hours are written like this: 1-5 07:30-18:00; 6 08:00-12:00 (1 is Monday, 7 is Sunday; round the clock is 1-7 00:00-24:00).',
  }),
  night_form: () => ({
    'zh-CN': '夜间这样写：21:00-06:00，到第二天为止。',
    en: 'A night is written like this: 21:00-06:00; it ends on the next day.',
  }),
  meals_form: () => ({
    'zh-CN': '用餐时间这样写：breakfast 06:30-07:30; lunch 11:00-12:30; dinner 17:00-18:30。',
    en: 'Meals are written like this: breakfast 06:30-07:30; lunch 11:00-12:30; dinner 17:00-18:30.',
  }),
  period_order: () => ({ 'zh-CN': '结束的日子在开始的日子前面。', en: 'The last day lies before the first.' }),
  slot_ahead: () => ({
    'zh-CN': '这一次检查的时间还没有到：提前做的不算。',
    en: 'The time for this check has not begun: what is done before it does not count.',
  }),
  form_answers: (d: JsonObject) => ({
    'zh-CN': `检查表里有${String(d['count'])}处填得不对，见标出的题目。`,
    en: `${String(d['count'])} answers of the form are not right; they are marked.`,
  }),
  photo_unknown: () => ({
    'zh-CN': '没有哪份检查记录提到这张照片。先送记录，再送照片。',
    en: 'No record names this photo. The record comes first, then its photos.',
  }),
  photo_size: () => ({
    'zh-CN': '这张照片的大小和记录里写的不一样。',
    en: 'This photo is not as large as its record says.',
  }),
  photo_differs: () => ({
    'zh-CN': '收到的照片和记录里写的不是同一张，请重新传送。',
    en: 'What arrived is not the photo that the record names. It must be sent again.',
  }),
  field_key_needed: () => ({
    'zh-CN': '要有账号的密钥，并且用https。',
    en: 'A key of an account is needed, over https.',
  }),
  field_keys_full: (d: JsonObject) => ({
    'zh-CN': `一个账号最多${String(d['max'])}把密钥：先作废不用的。`,
    en: `An account has at most ${String(d['max'])} keys: end one that is not used any more.`,
  }),
  manifest_form: (d: JsonObject) => ({
    'zh-CN': `这份记录读不懂（${String(d['field'])}）。`,
    en: `This record cannot be read (${String(d['field'])}).`,
  }),
  period_begun: () => ({
    'zh-CN': '停用要事先说：已经开始的日子不能补写。',
    en: 'A closure is said beforehand: a day that has begun cannot be closed afterwards.',
  }),
});
