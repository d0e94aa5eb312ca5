import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { EVENT_KINDS } from '../../../kernel/matter/event.ts';
import { PAPER_KINDS, PLACEHOLDERS } from '../../../kernel/policy/papers.ts';
import { getPack } from '../../../policy/load.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { preview } from '../../grievances/public.ts';
import { factsOf, say } from '../../../test/support/papers.ts';
import { kindOf, PAPERS } from './kinds.ts';
import { numberText } from './number.ts';
import { dossierCover, paperOf, valuesOf } from './paper-of.ts';
import type { Paper } from './paper.ts';
import type { Lang } from '../../../kernel/language/languages.ts';
import { posterOf } from './poster.ts';
import { FIELD_WORDS } from './words.ts';

const PACK = getPack('petition-2022');
const STAGES = preview(
  PACK,
  getPackCalendar(PACK.calendar),
  { lead: 'letters', above: 'county', above2: 'city' },
  instant(Date.parse('2026-09-01T02:00:00Z')),
).stages.map((stage) => ({ stage, who: stage.rule.owedBy === 'filer' ? '您' : '单位' }));
const CASES = PAPER_KINDS.flatMap((kind) => (['zh-CN', 'en'] as const).map((lang) => [kind, lang] as const));
const wordsOf = (paper: Paper): string => JSON.stringify([paper.title, paper.addressee, paper.blocks, paper.foot]);

describe.each(CASES)('the paper %s in %s', (kind, lang: Lang) => {
  const facts = factsOf(kind, { stages: STAGES });
  const paper = paperOf(kind, facts, say(lang));
  const words = wordsOf(paper);

  it('is to the holder of a receipt, and leaves no word of a template unfilled', () => {
    expect(paper.addressee).toContain('ABCD1234');
    expect(words).not.toMatch(/\{(?:receipt|office|filed|day)\}/);
    expect(paper.number).not.toBe('');
    expect(paper.path).toBe('/c/ABCDEFGHJKMNPQRSTVWXYZ2345');
  });

  it('shows each of its fields under its name, and every word that was written', () => {
    for (const field of PAPERS[kind].shows.filter((it) => it in facts.texts || it in facts.event.data))
      expect(words).toContain(JSON.stringify(FIELD_WORDS[field]?.[lang] ?? 'no name').slice(1, -1));
    for (const text of Object.values(facts.texts)) expect(words).toContain(text);
  });

  it('has no place for a name: a name beside the step, in its data or in the facts appears nowhere', () => {
    const NAME = '王小明';
    const event = { ...facts.event, data: { ...facts.event.data, name: NAME, contact: NAME, filer: NAME } };
    const named = { ...facts, event, texts: { ...facts.texts, name: NAME, contact: NAME, sealed: NAME } };
    expect(JSON.stringify(paperOf(kind, named, say(lang)))).not.toContain(NAME);
  });

  it('says so when its words were erased, and keeps its dates', () => {
    const gone = { on: getPlainDate('2026-12-01'), basis: '第四十七条' };
    const erased = wordsOf(paperOf(kind, { ...facts, texts: {}, erased: gone }, say(lang)));
    const says = erased.includes(lang === 'en' ? 'were destroyed on 1 December 2026' : '2026年12月1日依据');
    expect(says).toBe(PAPERS[kind].shows.length > 0 && kind !== 'erasure');
  });
});

describe('the papers of the petition pack', () => {
  it('carry the remedies in the pack’s own words, and the ways that a breach opens', () => {
    const reply = wordsOf(paperOf('reply', factsOf('reply', { stages: STAGES }), say('zh-CN')));
    for (const remedy of PACK.rules.find((rule) => rule.id === 'petition.decide')?.remedies ?? []) expect(reply).toContain(remedy['zh-CN']);
    const receipt = wordsOf(paperOf('receipt', factsOf('receipt', { stages: STAGES }), say('en')));
    expect(receipt).toContain('Without an answer in time, or where a promise was not kept, you may ask the office above to take it up');
    expect(receipt).toContain('If a date passes without a result');
  });

  it('count the time of a right that begins with this paper from its opening', () => {
    const reply = wordsOf(paperOf('reply', factsOf('reply', { stages: STAGES }), say('zh-CN')));
    expect(reply).toContain('您打开通知后30日内');
  });

  it('say what was corrected, and to which office a letter of supervision goes', () => {
    const corrections = [{ on: getPlainDate('2026-10-01'), words: '是七楼。' }];
    const reply = wordsOf(paperOf('reply', factsOf('reply', { corrections }), say('en')));
    expect(reply).toContain('Correction of 1 October 2026');
    expect(paperOf('supervision', factsOf('supervision'), say('zh-CN')).addressee).toBe('致单位housing，并致回执 ABCD1234 的持有人：');
  });

  it('name both posts of a transfer slip, its office, its limit, and leave room for the result', () => {
    const stages = STAGES.map((it) => ({ ...it }));
    const words = wordsOf(paperOf('transfer', factsOf('transfer', { stages }), say('zh-CN')));
    for (const it of [
      '漏水。',
      '承办单位',
      '单位housing',
      '拟办意见（信访局 · 接待岗）',
      '请查漏点。',
      '审签岗位',
      '信访局 · 负责人',
      '同意。',
      '办结期限',
      '办理结果',
    ])
      expect(words).toContain(it);
    expect(paperOf('transfer', factsOf('transfer'), say('en')).addressee).toBe('To Office housing, and to the holder of receipt ABCD1234:');
    const erased = factsOf('transfer', { texts: {}, transfer: { subject: '', handling: '', proposedBy: '岗甲', signedBy: '岗乙' } });
    expect(wordsOf(paperOf('transfer', erased, say('zh-CN')))).not.toContain('拟办意见');
  });

  it('are each given by one step, and a step gives one kind of paper at most', () => {
    const steps = Object.values(PAPERS).map((it) => it.of);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.every((it) => EVENT_KINDS.includes(it))).toBe(true);
    expect(kindOf('replied')).toBe('reply');
    expect(kindOf('notice_opened')).toBeUndefined();
  });

  it('fill exactly the closed list of placeholders', () => {
    expect(Object.keys(valuesOf(factsOf('reply'), say('en'))).toSorted()).toEqual([...PLACEHOLDERS].toSorted());
  });
});

describe('a number', () => {
  const number = { kind: 'reply', office: 'housing', year: 2026, seq: 12 } as const;
  it('is written by the office’s own short name where it has published one', () => {
    const texts = { id: 'x', version: 1, kinds: {}, offices: { housing: { 'zh-CN': '青住建', en: 'QH' } } };
    expect(numberText(number, { officeName: '县住建局', word: '答', texts: null, lang: 'zh-CN' })).toBe('县住建局答〔2026〕12号');
    expect(numberText(number, { officeName: '县住建局', word: '答', texts, lang: 'zh-CN' })).toBe('青住建答〔2026〕12号');
    expect(numberText(number, { officeName: 'Housing', word: 'Answer', texts, lang: 'en' })).toBe('QH Answer [2026] No. 12');
  });
});

describe('a dossier', () => {
  it('begins with a sheet that lists its papers and every step', () => {
    const reply = paperOf('reply', factsOf('reply'), say('zh-CN'));
    const steps = [{ on: getPlainDate('2026-09-01'), what: '您提交了这件事' }];
    const cover = dossierCover(factsOf('dossier'), [reply], steps, say('zh-CN'));
    const words = wordsOf(cover);
    for (const it of [reply.title, reply.number, '您提交了这件事', '2026年9月1日']) expect(words).toContain(it);
  });
});

describe('the poster', () => {
  it.each(['zh-CN', 'en'] as const)(
    'in %s lists every stage with who, how long, the clause and a day, and the ways at a breach',
    (lang) => {
      const today = getPlainDate('2026-09-01');
      const facts = { place: '青川县', desk: '县信访局', today, madeAt: instant(0), pack: PACK, stages: STAGES };
      const words = wordsOf(posterOf(facts, say(lang)));
      for (const { stage } of STAGES) for (const it of [stage.rule.label[lang], stage.rule.clause[lang]]) expect(words).toContain(it);
      for (const it of PACK.rules.filter((rule) => 'breachOf' in rule.start && rule.owedBy === 'filer'))
        expect(words).toContain(it.label[lang]);
      expect(words).toContain(lang === 'en' ? 'may be extended once, by at most 30 days' : '可延长一次，最多30日');
    },
  );
});
