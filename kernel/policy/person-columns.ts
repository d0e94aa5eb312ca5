/** Why a column is dropped (G13). */
export type DropReason = 'name' | 'phone' | 'document' | 'mail' | 'address' | 'coordinates' | 'account' | 'trait' | 'unasked';

const BY_NAME: readonly (readonly [DropReason, RegExp])[] = [
  ['phone', /phone|mobile|\btel\b|telephone|fax|电话|手机|联系方式|座机/],
  ['mail', /e-?mail|邮箱|电子邮件/],
  ['document', /身份证|证件|护照|id[ _-]?card|id[ _-]?number|national[ _-]?id|\bssn\b|passport|社保|户口/],
  ['coordinates', /latitude|longitude|^(lat|lng|lon|x|y)$|coordinate|经度|纬度|坐标|\bgps\b|\bgeo/],
  ['address', /address|住址|住所|家庭|户籍|门牌|地址|postcode|zip/],
  ['account', /account|open[ _-]?id|wechat|微信|\bqq\b|user|账号|帐号|device|设备|\bip\b|cookie|nick|昵称|网名|网友|author|作者/],
  ['trait', /gender|\bsex\b|性别|\bage\b|年龄|birth|出生|民族|ethnic|nationality|religion|信仰|宗教|政治面貌|occupation|职业|marital|婚姻/],
  [
    'name',
    /姓名|名字|来访人|来件人|来信人|信访人|联系人|申请人|投诉人|举报人|反映人|当事人|caller|complainant|petitioner|applicant|contact|surname|(first|last|full|given|family)[ _-]?name|^name$|person/,
  ],
];

/** What its heading says a column holds of persons; undefined when nothing. */
export const reasonByName = (column: string): DropReason | undefined => {
  const name = column.trim().toLowerCase();
  return BY_NAME.find(([, pattern]) => pattern.test(name))?.[0];
};

/** Patterns that number or reach a person, wherever they stand in words. */
export const PATTERNS = {
  phone: /(?<!\d)1[3-9]\d{9}(?!\d)/,
  document: /(?<!\d)\d{17}[\dXx](?![\dXx])/,
  // Bounded on both sides: without that a long word without an @ is read anew from each of its letters.
  mail: /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]/,
} as const;
export type PatternName = keyof typeof PATTERNS;
export const PATTERN_NAMES = Object.keys(PATTERNS) as readonly PatternName[]; // the keys of our own list

/** Which pattern that numbers or reaches a person a text holds; undefined for none. */
export const findPattern = (text: string): PatternName | undefined => PATTERN_NAMES.find((name) => PATTERNS[name].test(text));

const SHARE = 0.2;

/** What most of its values look like, whatever its heading says. */
export const reasonByContent = (values: readonly string[]): DropReason | undefined => {
  const filled = values.filter((value) => value !== '');
  return filled.length === 0
    ? undefined
    : PATTERN_NAMES.find(
        (name) => filled.filter((value) => value.length < 64 && PATTERNS[name].test(value)).length / filled.length >= SHARE,
      );
};
