import { foldForms } from '../canonical/bounded-text.ts';
/**
 * Words of control (G3). They fail in definitions and in labels written by staff, and warn in staff notes; they are never
 * looked for in a filer's text. A tripwire: the closed kinds are the wall.
 */
const WORDS = [
  '重点人员',
  '重点人',
  '重点对象',
  '稳控',
  '维稳',
  '管控',
  '劝返',
  '接返',
  '截访',
  '息访',
  '缠访',
  '闹访',
  '非访',
  '涉稳',
  '去向',
  '舆情',
  '敏感节点',
  '敏感时期',
  '特护期',
  '黑名单',
  '信访老户',
  '上访户',
  '落地查人',
  '盯防',
  '布控',
  '包保',
  '五包一',
  '思想动态',
  '现实表现',
];

const ENGLISH = [
  'blacklist',
  'watchlist',
  'key person',
  'key persons',
  'key personnel',
  'stability control',
  'stability maintenance',
  'troublemaker',
  'troublemakers',
  'vexatious',
  'whereabouts',
  'serial petitioner',
  'serial petitioners',
  'public opinion monitoring',
  'person of interest',
];

/** Clauses that punish or restrain people are refused in definitions (G2). */
const PUNISHING = [
  '处罚',
  '拘留',
  '训诫',
  '罚款',
  '劝阻',
  '批评教育',
  '带离',
  '限制出行',
  '限制高消费',
  '失信',
  '信用记录',
  '诚信档案',
  '行政强制',
  '强制措施',
  '治安管理',
];

const PUNISHING_ENGLISH = [
  'punish',
  'punished',
  'punishes',
  'punishment',
  'penalty',
  'penalties',
  'detain',
  'detained',
  'detention',
  'arrest',
  'fined',
  'restrain',
  'restrained',
  'sanction',
  'sanctioned',
  'credit record',
  'admonish',
  'admonished',
  'admonition',
];

/** Words for groups of people (G19): a subject names a service, never who somebody is, believes, was or suffers from. */
const GROUPS = [
  '老兵',
  '退役',
  '退伍',
  '复员',
  '转业军人',
  '军属',
  '信教',
  '教徒',
  '信众',
  '宗教人士',
  '少数民族',
  '穆斯林',
  '藏族',
  '维吾尔',
  '回族',
  '蒙古族',
  '刑满',
  '刑释',
  '前科',
  '社区矫正',
  '服刑',
  '吸毒',
  '戒毒',
  '精神病',
  '精神障碍',
  '艾滋',
  '上访',
  '访民',
  '信访人',
  '维权',
  '流动人口',
  '外来人员',
  '农民工',
  '贫困户',
  '低保户',
  '五保户',
  '失独',
  '残疾人',
  '外国人',
  '境外人员',
  '无业人员',
  '涉军',
  '特殊人群',
  '特定群体',
];

const GROUPS_ENGLISH = [
  'veteran',
  'veterans',
  'ex servicemen',
  'believer',
  'believers',
  'worshipper',
  'worshippers',
  'religious',
  'muslim',
  'muslims',
  'christian',
  'christians',
  'tibetan',
  'tibetans',
  'uyghur',
  'uyghurs',
  'ethnic',
  'minority',
  'minorities',
  'prisoner',
  'prisoners',
  'ex prisoner',
  'ex prisoners',
  'convict',
  'convicts',
  'offender',
  'offenders',
  'addict',
  'addicts',
  'mentally ill',
  'psychiatric patients',
  'petitioner',
  'petitioners',
  'activist',
  'activists',
  'migrant',
  'migrants',
  'foreigner',
  'foreigners',
  'vagrant',
  'vagrants',
  'special groups',
];

/** Traditional and variant forms of the characters the words above are made of. */
const TRADITIONAL: { readonly [character: string]: string } = {
  點: '点',
  員: '员',
  對: '对',
  穩: '稳',
  維: '维',
  勸: '劝',
  訪: '访',
  纏: '缠',
  鬧: '闹',
  閙: '闹',
  輿: '舆',
  節: '节',
  時: '时',
  護: '护',
  單: '单',
  戶: '户',
  佈: '布',
  現: '现',
  實: '实',
  態: '态',
  動: '动',
  處: '处',
  罰: '罚',
  訓: '训',
  誡: '诫',
  評: '评',
  離: '离',
  費: '费',
  記: '记',
  錄: '录',
  誠: '诚',
  檔: '档',
  強: '强',
  帶: '带',
  復: '复',
  轉: '转',
  業: '业',
  軍: '军',
  屬: '属',
  眾: '众',
  數: '数',
  爾: '尔',
  滿: '满',
  釋: '释',
  區: '区',
  矯: '矫',
  礙: '碍',
  權: '权',
  來: '来',
  農: '农',
  貧: '贫',
  獨: '独',
  殘: '残',
  國: '国',
  無: '无',
  體: '体',
  査: '查',
};

/** Only letters and digits, compatibility forms folded, in simplified characters: spacing a word out does not hide it. */
const squeeze = (text: string): string =>
  Array.from(foldForms(text))
    .filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    .map((sign) => TRADITIONAL[sign] ?? sign)
    .join('');

const spaced = (text: string): string =>
  ` ${foldForms(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** The first of some words that a text holds, however it is spaced out, folded or written in traditional characters; null where none is. */
export const findWord = (text: string, words: readonly string[], english: readonly string[]): string | null => {
  const squeezed = squeeze(text);
  const line = spaced(text);
  return words.find((word) => squeezed.includes(word)) ?? english.find((word) => line.includes(` ${word} `)) ?? null;
};

/** The word of control in a label or a definition, or null. Never call it on what a filer wrote. */
export const findControlWord = (text: string): string | null => findWord(text, WORDS, ENGLISH);

/** The word that punishes or restrains somebody in a definition, or null. */
export const findPunishingWord = (text: string): string | null => findWord(text, PUNISHING, PUNISHING_ENGLISH);

/** The word for a group of people in a subject, or null. Never call it on what a filer wrote. */
export const findGroupWord = (text: string): string | null => findWord(text, GROUPS, GROUPS_ENGLISH);

/** Articles of the Regulation on Petition Work that punish what filers do; no pack may rest on them. */
const PUNISHING_ARTICLES = /(信访工作条例[^；;]*第\s*(二十六|四十七|26|47)\s*条)|(petition work[^;]*\bart(icle|s)?\.?\s*(26|47)\b)/iu;

/** Whether a clause rests on an article that punishes filers. */
export const citesPunishment = (text: string): boolean => PUNISHING_ARTICLES.test(foldForms(text));
