import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { accepted, at, petition, type Story } from '../../../../test/support/given.ts';
import { claimReadyAt, receiptsOf, rightOf, type Right } from './receipts.ts';
import { CODE_VERBS } from './replace-code.ts';

const FIRST = 'ab'.repeat(16);
const rights = (story: Story, when: string): { readonly [id: string]: Right | null } =>
  Object.fromEntries(receiptsOf(story.events).map((it) => [it.id.slice(0, 2), rightOf(it, at(when))] as const));
const id = (letters: string): string => letters.repeat(16);
const replaced = (): Story => petition().step('2026-09-05', 'filer', 'replace_code', { by: FIRST, receipt: id('11') });
const claimed = (): Story => petition().step('2026-09-05', 'filer', 'claim_code', { receipt: id('22') });

describe('the receipts of a matter', () => {
  it('begin with one that acts', () => {
    expect(receiptsOf(petition().events)).toEqual([
      { id: FIRST, nth: 0, kind: 'code', since: at('2026-09-01'), endedAt: null, endedHow: null },
    ]);
    expect(rights(petition(), '2026-09-01')).toEqual({ ab: 'act' });
  });

  it('a replaced code stops at once, and for thirty days can only say that it was not its holder', () => {
    expect(rights(replaced(), '2026-09-05')).toEqual({ ab: 'warned', '11': 'act' });
    expect(rights(replaced(), '2026-10-05T01:59:59.999Z')).toEqual({ ab: 'warned', '11': 'act' });
    expect(rights(replaced(), '2026-10-05')).toEqual({ ab: null, '11': 'act' });
  });

  it('"not me" by the replaced code ends what replaced it, with all it gave out, and is said once', () => {
    const story = replaced()
      .step('2026-09-06', 'filer', 'give_reading_code', { by: id('11'), receipt: id('33') })
      .yields('2026-09-07', 'filer', 'contest_replacement', { by: FIRST, receipt: id('44') }, [
        { type: 'replacement_contested', level: 0, actor: 'filer', data: { by: FIRST, receipt: id('44') } },
      ]);
    expect(rights(story, '2026-09-08')).toEqual({ ab: null, '11': null, '33': null, '44': 'act' });
    story
      .refuses('2026-09-08', 'filer', 'contest_replacement', { by: FIRST, receipt: id('55') }, 'not_found')
      .refuses('2026-09-08', 'filer', 'contest_replacement', { by: id('11'), receipt: id('55') }, 'not_found')
      .refuses('2026-09-08', 'filer', 'contest_replacement', { by: id('44'), receipt: id('55') }, 'right_not_open');
  });

  it('the first use of a slip ends nothing that was asked for with it; a later change of the code does', () => {
    const [filed, ...rest] = petition().events;
    if (!filed) throw new Error('a petition begins with its filing');
    const event = (n: number, type: 'carrying_code_given' | 'code_replaced', data: JsonObject) => ({ ...filed, n, type, data });
    const written = [
      { ...filed, data: { ...filed.data, channel: 'mandate', handed: 'slip' } },
      ...rest,
      event(1, 'carrying_code_given', { receipt: id('88') }),
    ];
    const live = (events: typeof written) =>
      receiptsOf(events)
        .filter((it) => it.endedAt === null)
        .map((it) => it.kind);
    expect(live(written)).toEqual(['slip', 'carrier']);
    const used = [...written, event(2, 'code_replaced', { receipt: id('11'), by: FIRST })];
    expect(live(used)).toEqual(['carrier', 'code']);
    expect(live([...used, event(3, 'code_replaced', { receipt: id('22'), by: id('11') })])).toEqual(['code']);
  });

  it('a claim waits seven days, then takes a new code; the old code works until then', () => {
    expect(rights(claimed(), '2026-09-12T01:59:59.999Z')).toEqual({ ab: 'act', '22': 'waiting' });
    expect(rights(claimed(), '2026-09-12')).toEqual({ ab: 'act', '22': 'claim' });
    expect(rights(claimed(), '2026-10-12T01:59:59.999Z')).toEqual({ ab: 'act', '22': 'claim' });
    expect(rights(claimed(), '2026-10-12')).toEqual({ ab: 'act', '22': null });
    expect(claimReadyAt(at('2026-09-05'))).toBe(at('2026-09-12'));
    claimed().refuses('2026-09-11', 'filer', 'replace_code', { by: id('22'), receipt: id('33') }, 'not_found');
    const taken = claimed().yields('2026-09-12', 'filer', 'replace_code', { by: id('22'), receipt: id('33') }, [
      { type: 'code_replaced', level: 0, actor: 'filer', data: { receipt: id('33'), by: id('22') } },
    ]);
    expect(rights(taken, '2026-09-12')).toEqual({ ab: 'warned', '22': null, '33': 'act' });
  });

  it('the code stops a claim without being replaced itself; one claim at a time, and another after it', () => {
    claimed().refuses('2026-09-06', 'filer', 'claim_code', { receipt: id('33') }, 'already_done');
    const stopped = claimed().yields('2026-09-06', 'filer', 'contest_replacement', { by: FIRST, receipt: id('33') }, [
      { type: 'replacement_contested', level: 0, actor: 'filer', data: { by: FIRST } },
    ]);
    expect(rights(stopped, '2026-09-20')).toEqual({ ab: 'act', '22': null });
    stopped.step('2026-09-07', 'filer', 'claim_code', { receipt: id('44') });
    claimed().step('2026-10-12', 'filer', 'claim_code', { receipt: id('33') });
  });

  it('a code that reads does nothing else; there are three at most, and they end together', () => {
    const give = (story: Story, letters: string): Story =>
      story.step('2026-09-05', 'filer', 'give_reading_code', { by: FIRST, receipt: id(letters) });
    const story = give(give(give(petition(), '11'), '22'), '33').refuses(
      '2026-09-06',
      'filer',
      'give_reading_code',
      { by: FIRST, receipt: id('44') },
      'reading_codes_spent',
    );
    expect(rights(story, '2026-09-06')).toEqual({ ab: 'act', '11': 'read', '22': 'read', '33': 'read' });
    for (const name of ['replace_code', 'give_reading_code', 'end_reading_codes', 'contest_replacement'])
      expect(give(petition(), '11').try('2026-09-06', 'filer', name, { by: id('11'), receipt: id('44') })).toMatchObject({
        refused: 'not_found',
      });
    const ended = story.yields('2026-09-06', 'filer', 'end_reading_codes', { by: FIRST }, [{ type: 'reading_codes_ended', level: 0 }]);
    expect(rights(ended, '2026-09-06')).toEqual({ ab: 'act', '11': null, '22': null, '33': null });
    ended.refuses('2026-09-06', 'filer', 'end_reading_codes', { by: FIRST }, 'right_not_open');
    expect(receiptsOf(ended.events)[1]).toMatchObject({ endedAt: at('2026-09-06'), endedHow: 'ended' });
  });

  it('nothing is done for a receipt that is not of the matter', () => {
    for (const by of ['', id('99')])
      for (const name of ['replace_code', 'contest_replacement', 'give_reading_code'])
        petition().refuses('2026-09-02', 'filer', name, { by, receipt: id('11') }, 'not_found');
  });

  it('codes start and meet no clock, change no stage, and are the filer’s alone', () => {
    const story = accepted().step('2026-09-05', 'filer', 'replace_code', { by: FIRST, receipt: id('11') });
    expect(story.open('2026-09-10', 'handler')).toEqual(accepted().open('2026-09-10', 'handler'));
    expect(CODE_VERBS.map((verb) => [verb.name, verb.by, verb.onOwnDevice ?? false, verb.makes])).toEqual([
      ['replace_code', 'filer', true, 'code_replaced'],
      ['claim_code', 'filer', true, 'code_lost'],
      ['contest_replacement', 'filer', true, 'replacement_contested'],
      ['give_reading_code', 'filer', false, 'reading_code_given'],
      ['end_reading_codes', 'filer', false, 'reading_codes_ended'],
      ['give_carrying_code', 'filer', true, 'carrying_code_given'],
      ['end_carrying', 'filer', true, 'carrying_ended'],
    ]);
  });

  it('the fold passes over what names no receipt', () => {
    const story = replaced();
    const nameless = story.events.map((event): typeof event => ({ ...event, data: {} as JsonObject }));
    expect(receiptsOf(nameless)).toEqual([]);
    expect(receiptsOf([])).toEqual([]);
  });
});
