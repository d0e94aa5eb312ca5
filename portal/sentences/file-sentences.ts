import { phrases, words } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

const text = (data: JsonObject, key: string): string => String(data[key] ?? '');

/** A browser keeps no file of a form that comes back. */
export const CHOOSE = words('portal/file-sentences.CHOOSE', {
  'zh-CN': '什么都没有存下，您写的字都还在，照片和文件要再选一次。',
  en: 'Nothing was stored; your words are still here, but photos and papers must be chosen again.',
});

/** Which of the chosen files, by its place: names of files are not kept. */
export const NTH = phrases('portal/file-sentences.NTH', {
  nth: (data: JsonObject) =>
    data['nth'] === undefined
      ? { 'zh-CN': '选的文件', en: 'A file' }
      : { 'zh-CN': `选的第${text(data, 'nth')}个文件`, en: `File number ${text(data, 'nth')} of those you chose` },
});

/** What somebody reads when a photo or paper could not be taken. */
export const FILE_SENTENCES = phrases('portal/file-sentences.FILE_SENTENCES', {
  files_none: () => ({
    'zh-CN': '还没有选照片或文件。请选一个再提交。',
    en: 'No photo or paper was chosen. Please choose one and send again.',
  }),
  files_too_many: (d: JsonObject) => ({
    'zh-CN': `照片和文件最多${text(d, 'max')}个，这一次超过了。${CHOOSE['zh-CN']}`,
    en: `At most ${text(d, 'max')} photos and papers fit; these are more. ${CHOOSE.en}`,
  }),
  files_too_large: (d: JsonObject) => ({
    'zh-CN': `照片和文件加起来超过了${text(d, 'max')} MB。请少选几个，其余的以后凭查询码补交。${CHOOSE['zh-CN']}`,
    en: `Together the photos and papers are larger than ${text(d, 'max')} MB. Please send fewer now and the others later, with your code. ${CHOOSE.en}`,
  }),
  files_busy: () => ({
    'zh-CN': `现在同时传照片的人太多，这一次没有收下。请过一分钟再提交，或者先不带照片，以后凭查询码补交。${CHOOSE['zh-CN']}`,
    en: `Too many photos are arriving at this moment, so nothing was stored. Please send again in a minute, or without photos and add them later with your code. ${CHOOSE.en}`,
  }),
  file_too_large: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}超过了${text(d, 'max')} MB。照片可以用手机自带的编辑功能缩小，文件可以分成几个。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} is larger than ${text(d, 'max')} MB. A photo can be made smaller with the phone’s own editor; a paper can be split. ${CHOOSE.en}`,
  }),
  file_empty: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}是空的，里面没有内容。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} is empty. ${CHOOSE.en}`,
  }),
  file_kind: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}不是这里能收的种类：能收的是 JPEG、PNG、WebP 照片和 PDF 文件。可以截屏或者拍一张照片代替。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} is of a kind that is not taken here: JPEG, PNG and WebP photos and PDF papers are. A screenshot or a photo of it will do. ${CHOOSE.en}`,
  }),
  file_heic: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}是苹果手机的 HEIC 格式，这里打不开。请在手机的“设置→相机→格式”里选“兼容性最佳”再拍，或者截屏代替。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} is in Apple’s HEIC format, which cannot be opened here. Choose “Most Compatible” under Settings, Camera, Formats and take it again, or send a screenshot. ${CHOOSE.en}`,
  }),
  file_pixels: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}的像素太多，这里最多收${text(d, 'max')}万像素。请缩小或者截屏代替。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} has too many pixels: up to ${String(Number(text(d, 'max')) / 100)} million are taken. Please make it smaller or send a screenshot. ${CHOOSE.en}`,
  }),
  file_damaged: (d: JsonObject) => ({
    'zh-CN': `${NTH.nth(d)['zh-CN']}打不开，多半是没有传完整或者已经损坏。请先在自己的手机上打开看看，再选一次；打不开就截屏代替。${CHOOSE['zh-CN']}`,
    en: `${NTH.nth(d).en} cannot be opened; it is probably cut short or damaged. Open it on your own device first, then choose it again, or send a screenshot. ${CHOOSE.en}`,
  }),
  form_damaged: () => ({
    'zh-CN': '这张表没有完整传到，什么都没有存下。请检查网络，返回上一页再提交一次。',
    en: 'This form did not arrive whole and nothing was stored. Please check the connection, go back and send it again.',
  }),
  link_expired: () => ({
    'zh-CN': '这个链接的时间已经过了，或者它指的东西已经销毁。请凭查询码再打开一次。',
    en: 'The time of this link is over, or what it led to was destroyed. Please open it again with your code.',
  }),
});
