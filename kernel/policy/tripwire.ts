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
  査: '查',
};

/** Only letters and digits, compatibility forms folded, in simplified characters: spacing a word out does not hide it. */
const squeeze = (text: string): string =>
  Array.from(text.normalize('NFKC'))
    .filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    .map((sign) => TRADITIONAL[sign] ?? sign)
    .join('');

const spaced = (text: string): string =>
  ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

const find = (text: string, words: readonly string[], english: readonly string[]): string | null => {
  const squeezed = squeeze(text);
  const line = spaced(text);
  return words.find((word) => squeezed.includes(word)) ?? english.find((word) => line.includes(` ${word} `)) ?? null;
};

/** The word of control in a label or a definition, or null. Never call it on what a filer wrote. */
export const findControlWord = (text: string): string | null => find(text, WORDS, ENGLISH);

/** The word that punishes or restrains somebody in a definition, or null. */
export const findPunishingWord = (text: string): string | null => find(text, PUNISHING, PUNISHING_ENGLISH);

/** Articles of the Regulation on Petition Work that punish what filers do; no pack may rest on them. */
const PUNISHING_ARTICLES = /(信访工作条例[^；;]*第\s*(二十六|四十七|26|47)\s*条)|(petition work[^;]*\bart(icle|s)?\.?\s*(26|47)\b)/iu;

/** Whether a clause rests on an article that punishes filers. */
export const citesPunishment = (text: string): boolean => PUNISHING_ARTICLES.test(text.normalize('NFKC'));
