import { instant } from '../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../kernel/matter/event.ts';
import type { PaperKind } from '../../kernel/policy/papers.ts';
import { dayInWords, withinInWords } from '../../portal/dates.ts';
import { paperText } from '../../policy/papers.ts';
import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { PAPERS } from '../../features/papers/domain/kinds.ts';
import type { PaperFacts } from '../../features/papers/domain/paper-of.ts';
import type { Say } from '../../features/papers/domain/paper.ts';
import type { Lang } from '../../kernel/language/languages.ts';
import { getPack } from '../../policy/load.ts';
import type { TestTown } from './installation.ts';

export const say = (lang: Lang): Say => ({
  lang,
  day: (date) => dayInWords(date, lang),
  within: (within) => withinInWords(within, lang),
  office: (id) => (lang === 'en' ? `Office ${id}` : `单位${id}`),
  choice: (field, value) => `${field}=${value}`,
});

/** Data and words of every field that a paper may show. */
const DATA = {
  door: 'court',
  outcome: 'supported',
  until: '2026-12-01',
  lead: 'housing',
  basis: '第四十七条',
  completeOn: '2026-12-30',
  to: 'water',
  office: 'water',
  told: 'speech',
  at: 'mediation_room',
  form: 'written',
  because: 'not_agreed',
  found: 'kept',
};
const TEXTS = {
  subject: '漏水。',
  body: '滴水。',
  place: '五号楼。',
  ask: '修好。',
  where: '法院立案庭。',
  reason: '理由。',
  facts: '漏点在六楼。',
  opinion: '已修。',
  words: '七日内答复。',
  ways: '法院。',
  note: '同意。',
};

/** Fields whose words stand under another name in the step. */
const SAID = ['progress', 'explained'];

/** The facts of a paper of one kind, all fields filled. */
export const factsOf = (kind: PaperKind, more: Partial<PaperFacts> = {}): PaperFacts => {
  const { of, shows } = PAPERS[kind];
  const event: MatterEvent = {
    type: of,
    v: 1,
    level: 0,
    n: 3,
    recordedAt: instant(Date.parse('2026-09-20T02:00:00Z')),
    actor: { kind: 'staff', post: 'housing.handler', office: 'housing' },
    visibility: 'open',
    policy: '',
    calendar: '',
    data: Object.fromEntries(Object.entries(DATA).filter(([field]) => shows.includes(field))),
  };
  return {
    matter: 'ABCD1234',
    event,
    texts: Object.fromEntries(
      Object.entries(TEXTS).filter(([field]) => shows.includes(field) || (field === 'words' && shows.some((it) => SAID.includes(it)))),
    ),
    leaf: '/c/ABCDEFGHJKMNPQRSTVWXYZ2345',
    issuer: 'housing',
    lead: 'housing',
    filedOn: getPlainDate('2026-09-01'),
    day: getPlainDate('2026-09-20'),
    madeAt: instant(Date.parse('2026-09-19T16:00:00Z')),
    pack: getPack('petition-2022'),
    grade: null,
    stages: [],
    points: [],
    promises: [],
    terms:
      of === 'mediation_agreed' || of === 'confirmation_asked'
        ? [{ owes: 'other', object: 'pay_money', amount: 3000, what: '修墙的钱', by: getPlainDate('2026-10-01') }]
        : [],
    fileOf: null,
    transfer:
      kind === 'transfer'
        ? { subject: '漏水。', handling: '请查漏点。', proposedBy: '信访局 · 接待岗', signedBy: '信访局 · 负责人' }
        : null,
    corrections: [],
    erased: null,
    found: [],
    log: { printed: null, witnesses: 0, quorum: 0 },
    text: paperText(null, kind),
    number: '单位答〔2026〕1号',
    ...more,
  };
};

/** Erases the texts of a matter for its filer. */
export const eraseIn = async (town: TestTown, number: string): Promise<void> => {
  const erasure = { basis: '个人信息保护法 第四十七条', askedBy: 'filer', completeAfterDays: 30 } as const;
  const refusal = await eraseMatter(town.service, number, erasure);
  if (refusal) throw new Error(refusal.refused);
};

/** Files a matter and returns the code of its receipt. */
export const fileWithCode = async (town: TestTown): Promise<string> => {
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.code;
};
