import type { Both } from '../../../kernel/language/languages.ts';
import { phrases, words } from '../../../kernel/language/words.ts';
import type { REASONS, WarningLevel, WarningSource } from '../domain/vocabulary.ts';

const say = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });

export const LEVEL_WORDS = phrases<{ readonly [level in WarningLevel]: Both<string> }>('warnings/portal/words.LEVEL_WORDS', {
  red: say('红色（一级）', 'red (level I)'),
  orange: say('橙色（二级）', 'orange (level II)'),
  yellow: say('黄色（三级）', 'yellow (level III)'),
  blue: say('蓝色（四级）', 'blue (level IV)'),
});

export const SOURCE_WORDS = phrases<{ readonly [source in WarningSource]: Both<string> }>('warnings/portal/words.SOURCE_WORDS', {
  own_observation: say('本单位看到的', 'seen by the office'),
  office_above: say('上级单位', 'an office above'),
  cap_message: say('收到的预警报文', 'a message of a warning service'),
});

export const LIFTED_WORDS = phrases<{ readonly [reason in (typeof REASONS)[number]]: Both<string> }>('warnings/portal/words.LIFTED_WORDS', {
  danger_gone: say('危险已过', 'the danger is gone'),
  moved_on: say('已移出本地', 'it has moved on'),
  issued_by_mistake: say('误发', 'it was issued by mistake'),
});

/** What everybody reads of warnings. */
export const WARNED = words('warnings/portal/words.WARNED', {
  'zh-CN': {
    title: '预警',
    lead: '现在有效的预警，和最近30天结束的。每一条都写明来源和截止时间，最长72小时。',
    now: '现在有效',
    none: '现在没有预警。',
    past: '最近30天结束的',
    pastNone: '最近30天没有结束的预警。',
    called: (level: string, hazard: string) => `${hazard}预警：${level}`,
    exercise: '演练，不是真的预警',
    exerciseMark: (text: string) => `【演练】${text}`,
    exerciseNote: '这是演练，不是真的预警。 This is an exercise.',
    ahead: '还没有开始',
    holds: '有效',
    lifted: (why: string) => `已解除：${why}`,
    ended: '已到时结束',
    office: '发布单位',
    from: '从',
    until: '到',
    where: '范围',
    allOf: (office: string) => `${office}所管的地方`,
    caution: '注意',
    measures: '怎么做',
    source: '来源',
    signed: (office: string, signer: string) => `${office}，${signer}签`,
    toldBy: (sender: string, identifier: string) => `${sender} 的报文 ${identifier}`,
    messages: '发出的消息',
    sent: { Alert: '发布', Update: '调整', Cancel: '解除' },
    over: '到时结束',
    feed: '订阅（Atom）',
    cap: '机器可读（CAP 1.2）',
    all: '全部预警',
    number: (number: string) => `编号 ${number}`,
    onlyIn: '只有中文原文：',
  },
  en: {
    title: 'Warnings',
    lead: 'Warnings that hold now, and those that ended in the last 30 days. Each says its source and its end, 72 hours at most.',
    now: 'In force now',
    none: 'No warning is in force.',
    past: 'Ended in the last 30 days',
    pastNone: 'No warning ended in the last 30 days.',
    called: (level: string, hazard: string) => `Warning, ${level}: ${hazard}`,
    exercise: 'an exercise, not a real warning',
    exerciseMark: (text: string) => `EXERCISE · ${text}`,
    exerciseNote: '这是演练，不是真的预警。 This is an exercise.',
    ahead: 'not begun yet',
    holds: 'in force',
    lifted: (why: string) => `lifted: ${why}`,
    ended: 'over, by its own end',
    office: 'Issued by',
    from: 'From',
    until: 'Until',
    where: 'Where',
    allOf: (office: string) => `the area of ${office}`,
    caution: 'Be careful of',
    measures: 'What to do',
    source: 'Source',
    signed: (office: string, signer: string) => `${office}, signed by ${signer}`,
    toldBy: (sender: string, identifier: string) => `message ${identifier} of ${sender}`,
    messages: 'Messages that went out',
    sent: { Alert: 'issued', Update: 'adjusted', Cancel: 'lifted' },
    over: 'over, by its own end',
    feed: 'Subscribe (Atom)',
    cap: 'for machines (CAP 1.2)',
    all: 'All warnings',
    number: (number: string) => `Number ${number}`,
    onlyIn: 'In Chinese only:',
  },
});
