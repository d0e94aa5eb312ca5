import type { FieldLang } from './words.ts';

const EN = {
  looksTitle: 'To look at again, to mend',
  lookAgain: 'Look again',
  mendIt: 'Mend',
  moreLooks: 'There are more hazards than a phone takes along: only those whose day comes first are here.',
  order: 'What was ordered',
  standard: 'Accepted when',
  saidMended: 'The office that mends says',
  noPhotoSaid: (text: string) => `No photo: ${text}`,
  notAccepted: 'Not accepted the last time',
  asFound: 'As found',
  asMended: 'As it is said to be mended',
  asNow: 'Now',
  found: 'What you see there',
  accepted: 'In order',
  returned: 'Not mended yet',
  whatSeen: 'What you looked at and measured',
  whatDone: 'How it was mended',
  whyNot: 'What is not mended yet',
  newDay: 'To be mended by',
  whyNoPhoto: 'Why there is no photo',
  lookFaults: {
    step: 'in order, or not yet',
    words: 'what you see there',
    by: 'a day to mend it by, from today on',
    photo: 'a photo, or why there is none',
  },
  movedOn:
    'This hazard has had another step since you began: what you finish here is kept with it as evidence. To decide about the new step, delete this and begin again.',
  photosLost: (count: number) =>
    count === 1
      ? 'One photo is no longer on this phone: it is decided without it.'
      : `${count} photos are no longer on this phone: it is decided without them.`,
  lookSent:
    'The server decides when it arrives: if the hazard has moved on by then, what you wrote and photographed is kept with it as evidence and is no step.',
};

/** What the pages of hazards on a phone say; loaded with them. */
export const LOOK_WORDS: { readonly [lang in FieldLang]: typeof EN } = {
  'zh-CN': {
    looksTitle: '去现场复查、整改',
    lookAgain: '复查',
    mendIt: '整改',
    moreLooks: '隐患太多，手机只带最先到期的。',
    order: '要求怎样改',
    standard: '验收标准',
    saidMended: '整改单位说',
    noPhotoSaid: (text: string) => `没有照片：${text}`,
    notAccepted: '上次没有通过',
    asFound: '查出时',
    asMended: '说是改好以后',
    asNow: '现在',
    found: '现场看到的',
    accepted: '合格',
    returned: '没有改好',
    whatSeen: '看了什么、量了什么',
    whatDone: '怎样改的',
    whyNot: '哪里还没有改好',
    newDay: '再改到哪一天',
    whyNoPhoto: '没有照片的原因',
    lookFaults: {
      step: '选合格还是没有改好',
      words: '写明看到的',
      by: '写明再改到哪一天，不早于今天',
      photo: '拍照，或写明没有照片的原因',
    },
    movedOn: '开始填以后，这个隐患已经有了新的一步：填完送去，只作为现场情况附上。要对新的一步作决定，请删掉这一份重新填。',
    photosLost: (count: number) => `有${count}张照片已不在手机里：不等这几张，照样处理。`,
    lookSent: '送到以后由服务器判断：隐患如果已经有了变化，这里写的和拍的作为现场情况附上，不算这一步。',
  },
  en: EN,
};
