import { foldForms } from '../canonical/bounded-text.ts';
import { reasonByName, type DropReason } from '../policy/person-columns.ts';
import type { ItemKind } from './form.ts';

/**
 * What a question asks of persons (G11, D8). `register`: who came, was absent, lives or slept there, looked suspicious. `count`: how many
 * people, which only the closed list may ask. The others as a column of persons is dropped for (`person-columns.ts`).
 */
export type PersonReason = DropReason | 'register' | 'count' | 'signature';

const REGISTER =
  /访客|来访(登记|人员|者)|会客|可疑|陌生人|形迹|盘查|名单|名册|花名|请假|缺勤|旷课|缺课|夜不归|未归|去哪|同住|同行人|租客|租户|承租人|房东|户主|住户|居民(姓名|信息|情况)|入住人|身份证|学号|工号|车牌|宿管谈话|信教|信众|礼拜|香客|朝拜|心理(状况|异常|问题)|情绪异常|表现异常|人脸|\b(visitors?|strangers?|suspicious|suspects?|loiter\w*|roll[ -]call|absent\w*|absence|lodgers?|tenants?|landlords?|residents?|households?|occupants?(?! load)|id cards?|identity (card|paper|document)s?|licen[cs]e plates?|number plates?|worship\w*|pilgrims?|monks?|prayers?|faith|beliefs?|ethnic\w*|face recognition|who (is|was|are|were|lives?|lived|sleeps?|slept|entered|left|came))\b/iu;
const SIGNATURE = /签名|签字|署名|按手印|\b(signatures?|signed by|sign here|fingerprints?)\b/iu;
const NAMED =
  /(检查|巡查|填表|填报|报告|值班|陪餐|驾驶|负责|责任|被检查|受检|见证|目击)(人员?|者) *(是谁|姓名|名字|[:：])|(人员|学生|教师|老师|职工|驾驶员|司机|孩子|幼儿|病人|老人)(的)?(姓名|名字|电话|年龄|性别|民族|籍贯|住址)|是谁|哪(位|个)(人|学生|老师|同学|员工)|\b(reporter|respondent|interviewe[er]|enumerator|inspector|beneficiary|driver|teacher|pupil|student|child|worker|patient|guard)('?s)?[ _-]?(name|phone|age|id|number|address)\b|\bname of (the )?(delegate|staff|person|reporter|respondent|inspector|driver|teacher|pupil|student|child|worker|patient|owner|guard|manager|head)|\bwhose\b|\bwho\b *\?/iu;
const PEOPLE =
  /人数|多少(个)?(人|学生|孩子|员工|老人|病人)|几(个|名)(人|学生|孩子|员工)|(人员|学生|职工|教师|幼儿|老人|病人|群众)(总)?数|\b(number of|how many) (\w+ ){0,2}(people|persons|pupils|students|children|staff|workers|teachers|patients|beneficiaries|men|women|families|guests|visitors|passengers|attendees)\b|\bhead ?count\b/iu;
/** The same as the question itself, not as something said in it: a choice may speak of room for a number of people. */
const PEOPLE_ASKED = new RegExp(`^[\\d.、\\s]*(${PEOPLE.source})|人数`, 'iu');
/** Things whose names hold a word of persons. */
const THINGS =
  /\b(safety|warning|protective|protection|locking|alarm|braking|earthing|rescue|fall[ -]stop|lifting|electrical|limiting|fire) devices?\b|\b(in|no|without|bare) contact\b|\bcontact(or)?s? (surface|breaker|points?)\b|\bauthorit(y|ies)\b|\b(in|into|on) account\b/giu;

/** A label that is nothing but who: "司机", "值班人员", "Guard on duty". */
const WHO =
  /(人员?|者|员|师傅|老师|教师|学生|同学|领导|校长|园长|主任|班长|司机|经理|店长|厨师|医生|护士|业主|家长)[\s:：?？]*$|^\W*(the )?(\w+ )?(driver|guard|inspector|teacher|pupil|student|child|cook|manager|reporter|owner|leader|principal|attendant|officer|worker|patient|parent|doctor|nurse|person|staff|crew|visitor)s?( (on duty|present|in charge|responsible|concerned))?\W*$/iu;
const CHOSEN: readonly ItemKind[] = ['note', 'one_of', 'some_of', 'photo'];

/** Kinds whose answer could hold what their label asks for. */
const FREE: readonly ItemKind[] = ['one_of', 'some_of', 'count', 'measure', 'date', 'photo', 'note'];

/** Why a label asks for persons, or null. `kind` is null for headings: a title, a group, a point. */
export const personAsked = (label: string, kind: ItemKind | null): PersonReason | null => {
  const text = foldForms(label);
  if (REGISTER.test(text)) return 'register';
  if (NAMED.test(text)) return 'name';
  if ((kind === 'count' || kind === 'measure') && PEOPLE.test(text)) return 'count';
  if ((kind === 'one_of' || kind === 'some_of') && PEOPLE_ASKED.test(text)) return 'count';
  if (kind === null || FREE.indexOf(kind) < 0) return null;
  if (CHOSEN.indexOf(kind) >= 0 && WHO.test(text)) return 'name';
  if (kind === 'count' && WHO.test(text)) return 'count';
  // That a record is signed may be looked at; a signature is not taken.
  if (SIGNATURE.test(text)) return 'signature';
  return reasonByName(text.replace(THINGS, ' ')) ?? null;
};
