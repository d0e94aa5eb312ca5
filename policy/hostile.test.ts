import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readPack } from './load.ts';

type Tree = { [key: string]: unknown };

const text = readFileSync(join(import.meta.dirname, 'petition-2022', 'policy.yaml'), 'utf8');
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A sound pack with one field changed: `rule.field.inner`, or a field of the pack; undefined takes it out. */
const changed = (at: string, value: unknown): string => {
  const pack: unknown = parse(text);
  const steps = at.startsWith('petition.') ? [at.split('/')[0] ?? '', ...at.split('/').slice(1)] : at.split('/');
  let place: unknown = pack;
  if (steps[0]?.startsWith('petition.') && isTree(pack) && Array.isArray(pack['rules'])) {
    const id = steps.shift();
    place = pack['rules'].find((rule: unknown) => isTree(rule) && rule['id'] === id);
  }
  const last = steps.pop() ?? '';
  for (const step of steps) place = isTree(place) ? place[step] : undefined;
  if (!isTree(place)) throw new Error(`nothing at ${at}`);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return stringify(pack);
};

const codesOf = (source: string): readonly string[] => {
  const loaded = readPack(source);
  return 'pack' in loaded ? [] : loaded.problems.map((problem) => problem.code);
};

/** What somebody who owns the configuration might try, and the code that stops it. */
const TRICKS: readonly (readonly [string, string, unknown, string])[] = [
  ['a clock that starts on an event nobody knows', 'petition.decide/start/event', 'petitioner_left_town', 'policy.event.unknown'],
  ['a duty of a kind nobody knows', 'petition.decide/kind', 'watch_filer', 'policy.kind.unknown'],
  ['a party nobody knows', 'petition.decide/owedBy', 'police', 'policy.party.unknown'],
  ['a field nobody knows', 'petition.decide/priority', 'low', 'policy.field.unknown'],
  ['a pack-wide field nobody knows', 'escort', true, 'policy.field.unknown'],
  ['a condition on the channel', 'petition.decide/when', { channel: 'counter' }, 'policy.condition.unknown'],
  ['a condition on the number of joiners', 'petition.decide/when', { grade: 'hard', joiners: 5 }, 'policy.condition.unknown'],
  ['a condition on a grade the pack does not have', 'petition.decide/when', { grade: 'hard' }, 'policy.grade.unknown'],
  ['a branch nobody knows', 'petition.decide/branch', 'capital', 'policy.branch.unknown'],
  ['a period in words', 'petition.decide/within', 'as soon as possible', 'policy.within.invalid'],
  ['a period of no days', 'petition.decide/within', '0 days', 'policy.within.invalid'],
  ['a duty without an end', 'petition.decide/within', null, 'policy.within.missing'],
  ['a rule without its clause', 'petition.decide/clause', undefined, 'policy.field.missing'],
  ['a reply met by a withdrawal', 'petition.decide/metBy', ['replied', 'withdrawal_asked'], 'policy.met_by.not_allowed'],
  ['a reply met by time', 'petition.decide/metBy', ['deadline_passed'], 'policy.met_by.not_allowed'],
  ['a notice met by registering', 'petition.direct.notice/metBy', ['registered'], 'policy.met_by.not_allowed'],
  ['a duty met by what starts it', 'petition.forwarded.notice/metBy', ['forwarded'], 'policy.met_by.start'],
  ['a clock that waits for the withdrawal', 'petition.decide/start/event', 'withdrawal_asked', 'policy.start.not_allowed'],
  ['a clock that only a correction starts', 'petition.decide/start/event', 'corrected', 'policy.start.not_allowed'],
  ['days that do not count while withdrawn', 'petition.decide/excludes', ['withdrawal_asked'], 'policy.excludes.not_allowed'],
  ['an extension by anybody', 'petition.decide/extend/by', 'replied', 'policy.extend.not_allowed'],
  ['extensions without number', 'petition.decide/extend/times', 99, 'policy.value.invalid'],
  ['an extension by the handler alone', 'petition.decide/extend/approvedBy', 'handler', 'policy.value.unknown'],
  ['a withdrawal at once', 'withdrawalAfter', '1 day', 'policy.withdrawal.too_short'],
  ['a withdrawal within minutes', 'withdrawalAfter', '30 minutes', 'policy.withdrawal.too_short'],
  ['a duty of the filer', 'petition.decide/owedBy', 'filer', 'policy.duty.of_filer'],
  ['a duty that a filing makes owed to the office above', 'petition.direct.notice/owedTo', 'office_above', 'policy.direction.filers_act'],
  ['a duty to report upwards without a breach', 'petition.decide/owedTo', 'office_above', 'policy.direction.owed_above'],
  ['a task for the office below because its filer went up', 'petition.own.takeup.answer/owedBy', 'office', 'policy.direction.tasked_below'],
  ['a task for the office below because a review was asked', 'petition.review.decide/owedBy', 'office', 'policy.direction.tasked_below'],
  ['a right turned into a duty', 'petition.review.ask/nature', 'duty', 'policy.nature.wrong'],
  ['a duty turned into a right', 'petition.decide/nature', 'right', 'policy.nature.wrong'],
  ['a right taken from the filer', 'petition.review.ask/owedBy', 'office', 'policy.right.not_filers'],
  ['a window that opens with any paper', 'petition.review.ask/start', { event: 'notice_opened' }, 'policy.start.notice'],
  [
    'a start that is two things at once',
    'petition.decide/start',
    { event: 'accepted', endOf: 'petition.direct.notice', orEvent: 'accepted' },
    'policy.start.unclear',
  ],
  ['a breach of a rule that is not there', 'petition.own.takeup.silent/start/breachOf', ['petition.gone'], 'policy.rule.unknown'],
  ['a breach of a right', 'petition.own.takeup.silent/start/breachOf', ['petition.review.ask'], 'policy.breach.of_right'],
  ['rules that wait for each other', 'petition.decide/start', { breachOf: ['petition.decide'] }, 'policy.cycle'],
  ['two rules of one name', 'petition.decide/id', 'petition.direct.notice', 'policy.id.twice'],
  ['a zone that does not exist', 'calendar/zone', 'Asia/Nowhere', 'policy.zone.unknown'],
  ['a word of control in a label', 'petition.decide/label', { 'zh-CN': '答复重点人员', en: 'Answer' }, 'policy.word.control'],
  ['a word of control in traditional characters', 'petition.decide/label', { 'zh-CN': '穩控措施', en: 'Answer' }, 'policy.word.control'],
  ['a word of control spaced out', 'petition.decide/label', { 'zh-CN': '劝 \u200b返·登记', en: 'Answer' }, 'policy.word.control'],
  ['a word of control in English', 'petition.decide/label', { 'zh-CN': '答复', en: 'Answer the Key-Person' }, 'policy.word.control'],
  ['a word of control in a remedy', 'petition.decide/remedies', [{ 'zh-CN': '息访后可申请', en: 'Ask' }], 'policy.word.control'],
  ['a clause that punishes', 'petition.decide/label', { 'zh-CN': '对信访人予以训诫', en: 'Answer' }, 'policy.clause.punishes'],
  ['a clause that restrains', 'petition.decide/label', { 'zh-CN': '答复', en: 'The filer may be detained' }, 'policy.clause.punishes'],
  [
    'a rule that rests on the articles about filers’ conduct',
    'petition.decide/clause',
    { 'zh-CN': '信访工作条例 第四十七条', en: 'art. 34' },
    'policy.clause.punishes',
  ],
  ['grades without a duty', 'grades', ['simple'], 'policy.grade.uncovered'],
];

describe('a pack that tries', () => {
  it.each(TRICKS)('%s is refused', (_, at, value, code) => {
    expect(codesOf(changed(at, value))).toContain(code);
  });

  it('to owe nothing at filing is refused', () => {
    const pack = parse(text) as { rules: { id: string }[] }; // our own file, whose shape the schema holds
    pack.rules = pack.rules.filter((rule) => rule.id === 'petition.decide');
    expect(codesOf(stringify(pack))).toContain('policy.nothing_owed');
  });

  it('to be no YAML, or to name a key twice, is refused', () => {
    expect(codesOf('id: [')).toEqual(['policy.file.not_yaml']);
    expect(codesOf(`${text}\nid: other\n`)).toEqual(['policy.file.not_yaml']);
    expect(codesOf('')).not.toEqual([]);
    expect(codesOf('just words')).toEqual(['policy.value.invalid']);
  });

  it('to unfold without end, or to be huge, is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`),
    ].join('\n');
    expect(codesOf(bomb)).toEqual(['policy.file.not_yaml']);
    expect(codesOf(`# ${'x'.repeat(300_000)}`)).toEqual(['policy.file.too_large']);
  });

  it('nothing is let through', () => {
    expect(codesOf(text)).toEqual([]);
    expect(codesOf(changed('version', 2))).toEqual([]);
  });
});
