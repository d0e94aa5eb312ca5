import type { DefinitionKind, Way } from '../kernel/jurisdiction/definitions.ts';
import type { PublicEventKind } from '../kernel/jurisdiction/public-event.ts';
import type { Lang } from './page.ts';

type Words<K extends string> = { readonly [lang in Lang]: { readonly [key in K]: string } };

export const EVENT_WORDS: Words<PublicEventKind> = {
  'zh-CN': {
    set_up: '系统设立',
    office_added: '增设单位',
    definition_published: '公布规定',
    post_granted: '开通岗位账号',
    post_refused: '没有同意开通岗位账号',
    post_ended: '停用岗位账号',
    sign_in_recovered: '重设登录方式',
    log_reopened: '从存档恢复，另开一本日志',
    share_tested: '保管人试过自己的纸钥匙',
    relay_named: '公布或停用转告来件人的密封公钥',
    figures_published: '公布一个月的统计',
    client_named: '准许一个外部程序代为提交公共服务请求',
    client_ended: '停用一个外部程序',
  },
  en: {
    set_up: 'Set up',
    office_added: 'Office added',
    definition_published: 'Rules published',
    post_granted: 'Account for a post opened',
    post_refused: 'Account for a post refused',
    post_ended: 'Account for a post ended',
    sign_in_recovered: 'Sign-in of an account made anew',
    log_reopened: 'Restored from an archive; a new log begun',
    share_tested: 'A custodian tried the paper key',
    relay_named: 'Key of the relay that tells filers named or ended',
    figures_published: 'Figures of a month published',
    client_named: 'A program of others may file public service requests',
    client_ended: 'A program of others may file no more',
  },
};

export const KIND_WORDS: Words<DefinitionKind> = {
  'zh-CN': {
    pack: '办理规则',
    calendar: '工作日历',
    access: '查看权限',
    custodians: '身份保管人',
    papers: '文书用语',
    door: '独立受理处',
    subjects: '事项目录',
  },
  en: {
    pack: 'rules of handling',
    calendar: 'working days',
    access: 'who may see what',
    custodians: 'custodians of names',
    papers: 'words of papers',
    door: 'the independent door',
    subjects: 'list of subjects',
  },
};

export const WAY_WORDS: Words<Way> = {
  'zh-CN': { first_setup: '设立时就有', waited: '公布满七天', emergency: '紧急：立即生效，72小时后失效' },
  en: { first_setup: 'there from the beginning', waited: 'public for seven days', emergency: 'emergency: at once, ends after 72 hours' },
};

export const RECORD = {
  'zh-CN': {
    title: '本地的公开记录',
    lead: '这里的规则、岗位和单位，每一次变动都写在这里，并在公开日志里留下指纹。谁也不能悄悄改规则。',
    wait: '新规则要先公布七天，才能用来办事；紧急的可以立即用，72小时后自动失效，而且会标明。',
    rules: '规定',
    what: '哪一种',
    name: '名称',
    since: '可以引用的时间',
    document: '原文',
    history: '全部记录',
    at: '时间',
    event: '事项',
    about: '关于',
    by: '由谁',
    machine: '服务器命令行',
    confirmed: (post: string) => `由 ${post} 确认`,
    refusedBy: (post: string) => `${post} 不同意`,
    firstSetUp: '设立之初，还没有第二个人可以确认',
    nobodyElse: '没有别人可以确认',
    leaf: '指纹',
    notYet: '还没有进入公开日志',
    until: '到',
    from: '从',
    inForce: '现行',
    restored: (leaves: number, origin: string, missing: number) =>
      `${origin} 的${leaves}条已经接上；${missing === 0 ? '没有发现缺少的' : `以前签过名的有${missing}条不在存档里，已经丢失`}`,
    json: '机器可读的记录（JSON）',
  },
  en: {
    title: 'Public record',
    lead: 'Every change of the rules, posts and offices here is written down, with a fingerprint in the public log. Nobody can change a rule in silence.',
    wait: 'New rules are public for seven days before they may be used. In an emergency they may be used at once; that ends after 72 hours and is marked.',
    rules: 'Rules',
    what: 'Kind',
    name: 'Name',
    since: 'May be cited',
    document: 'Text',
    history: 'Everything recorded',
    at: 'When',
    event: 'What',
    about: 'About',
    by: 'By',
    machine: 'command line of the server',
    confirmed: (post: string) => `confirmed by ${post}`,
    refusedBy: (post: string) => `refused by ${post}`,
    firstSetUp: 'at first set-up, when there was no second person to confirm',
    nobodyElse: 'nobody else was there to confirm',
    leaf: 'Fingerprint',
    notYet: 'not in the public log yet',
    until: 'until',
    from: 'from',
    inForce: 'in force',
    restored: (leaves: number, origin: string, missing: number) =>
      `${leaves} entries of ${origin} go on here; ${missing === 0 ? 'none is known to be missing' : `${missing} that had been signed were not in the archive and are lost`}`,
    json: 'the record for machines (JSON)',
  },
} as const;
