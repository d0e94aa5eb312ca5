import { findWord } from '../policy/tripwire.ts';

/**
 * Duties about people that a programme could be bent to (mission 2, G11, G12, G19; rules-safety 11): watching where they are, calling on
 * them at home, counting who is absent, gatherings, faith, what somebody says. Found in labels and ids. A tripwire, as all word lists: the
 * closed lists of what a rule can be about are the wall.
 */
const PEOPLE = [
  '家访',
  '走访',
  '入户',
  '逐户',
  '回访',
  '约谈',
  '谈话',
  '点名',
  '查寝',
  '请假',
  '缺勤',
  '出勤',
  '考勤',
  '到岗人员名单',
  '人员名单',
  '人员台账',
  '花名册',
  '摸排人员',
  '人员排查',
  '身份证',
  '人脸',
  '轨迹',
  '定位',
  '行踪',
  '外出报备',
  '体温',
  '心理问题学生',
  '问题学生',
  '特殊学生',
  '群体性',
  '社会安全事件',
  '集会',
  '游行',
  '罢工',
  '聚集人员',
  '聚众',
  '请愿',
  '静坐',
  '横幅',
  '骚乱',
  '宗教',
  '信仰',
  '言论',
  '网上发帖',
  '租户',
  '租客',
  '来访人员',
  '可疑人员',
];

const ENGLISH = [
  'home visit',
  'home visits',
  'roll call',
  'attendance of',
  'absentee',
  'absentees',
  'absent pupils',
  'list of people',
  'list of persons',
  'list of residents',
  'list of tenants',
  'list of pupils',
  'tenants',
  'suspicious persons',
  'location of persons',
  'face recognition',
  'assembly of persons',
  'gatherings',
  'crowd control',
  'riot',
  'riots',
  'rally',
  'demonstrators',
  'sit in',
  'protest',
  'protests',
  'strike',
  'faith',
  'worship',
  'opinions',
  'posts online',
  'interview with',
];

/** Occasions of politics: nothing comes back because of one (G12, G22). */
const OCCASIONS = [
  '两会',
  '党代会',
  '人代会',
  '代表大会',
  '中全会',
  '全会',
  '峰会',
  '二十大',
  '二十一大',
  '敏感',
  '重大活动',
  '维稳',
  '政治',
  '纪念日',
  '抗议',
  '上访',
  '信访',
];
const OCCASIONS_ENGLISH = ['congress', 'summit', 'plenary', 'sensitive', 'political', 'anniversary', 'petition', 'protest'];

/** The word by which a rule would be about people, or null. Never call it on what a filer wrote. */
export const findPeopleWord = (text: string): string | null => findWord(text, PEOPLE, ENGLISH);

/** The political occasion that a holiday or a season would be named after, or null. */
export const findOccasion = (text: string): string | null =>
  // A meeting about safety is none, although two of its signs meet those of a plenary.
  findWord(text.replaceAll('安全会', '安全'), OCCASIONS, OCCASIONS_ENGLISH);
