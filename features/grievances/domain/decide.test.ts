import { JOINT_VERBS } from './joint/joint.ts';
import { CODE_VERBS } from './receipts/replace-code.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { accepted, at, opened, people, petition, REPLY, Story, type Who } from '../../../test/support/given.ts';
import { VERBS } from './decide.ts';
import { fold } from './state.ts';
import { timeline } from './timeline.ts';
import { project } from './project.ts';
import { getPack } from '../../../policy/load.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';

const pack = getPack('petition-2022');
const calendar = getPackCalendar(pack.calendar);

describe('decide', () => {
  it('refuses a step on a page that somebody else has made old', () => {
    const story = accepted();
    expect(story.try('2026-09-10', 'handler', 'reply', REPLY, 2)).toEqual({ refused: 'version_conflict' });
    expect(isRefusal(story.try('2026-09-10', 'handler', 'reply', REPLY, 3))).toBe(false);
  });

  it('to whom a matter does not exist, every command of every name answers like a matter that was never filed', () => {
    const nothing = new Story('petition', false);
    for (const who of ['stranger', 'admin', 'reviewer', 'city'] as const) {
      for (const name of [...VERBS.map((verb) => verb.name), 'no_such_command'])
        expect(accepted().try('2026-09-10', who, name)).toEqual(nothing.try('2026-09-10', who, name));
      expect(accepted().options('2026-09-10', who)).toEqual([]);
    }
  });

  it('lists to each of them only steps that their side ever has, open or closed with the reason', () => {
    const commands = (who: Who): readonly string[] =>
      accepted()
        .options('2026-09-10', who)
        .map((option) => option.command);
    expect(commands('filer')).toEqual([
      'open_notice',
      'answer_question',
      'answer_inspection',
      'report_danger',
      'add_point',
      'add_files',
      'judge_promise',
      'dispute',
      'ask_take_up',
      'ask_review',
      'ask_rereview',
      'open_my_name',
      'ask_pause',
      'end_pause',
      'ask_withdrawal',
      'resume',
      'collect_reward',
      ...[...CODE_VERBS, ...JOINT_VERBS].map((verb) => verb.name),
    ]);
    expect(commands('handler')).toEqual([
      'sign_transfer',
      'return_transfer',
      'register',
      'propose_transfer',
      'call_duty',
      'take_danger',
      'regrade',
      'accept',
      'forward',
      'take_back',
      'ask_naming',
      'confirm_hazard',
      'find_no_hazard',
      'grant_reward',
      'refuse_reward',
      'refuse',
      'ask_filer',
      'offer_inspection',
      'hold_inspection',
      'add_office',
      'release_office',
      'interim_reply',
      'propose_reply',
      'return_reply',
      'reply',
      'extend',
      'hold_hearing',
      'serve',
      'answer_dispute',
      'keep_promise',
      'add_papers',
      'note_gap',
      'locate',
      'link_trouble',
      'unlink_trouble',
      'ask_unseal',
      'make_dossier',
      'correct',
      'void',
    ]);
    expect(
      accepted()
        .options('2026-09-10', 'handler')
        .filter((option) => !option.open)
        .every((option) => option.because !== undefined),
    ).toBe(true);
    expect(accepted().open('2026-09-10', 'handler')).toEqual([
      'call_duty',
      'ask_filer',
      'offer_inspection',
      'add_office',
      'interim_reply',
      'reply',
      'hold_hearing',
      'add_papers',
      'note_gap',
      'locate',
      'correct',
      'void',
    ]);
  });

  it('what `allowed` calls closed is refused with the same reason, and what it calls open is not refused for that', () => {
    for (const story of [petition(), accepted(), opened()]) {
      for (const who of ['filer', 'desk', 'handler', 'head', 'reviewer'] as const) {
        for (const option of story.options('2026-09-25', who)) {
          const decided = story.try('2026-09-25', who, option.command, {});
          if (!option.open) expect(decided).toEqual(option.because);
          else
            expect(
              isRefusal(decided) &&
                ['not_found', 'not_your_post', 'not_yet', 'wrong_stage', 'withdrawn'].includes(decided.refused) &&
                !decided.data,
            ).toBe(false);
        }
      }
    }
  });
});

const NAMES = VERBS.map((verb) => verb.name);
const INPUT = {
  office: 'housing',
  outcome: 'explained',
  facts: '查过。',
  opinion: '说明。',
  reason: '理由。',
  words: '话。',
  handling: '请查。',
  door: 'court',
  where: '法院',
  notice: 'reply',
  until: '2026-11-20',
  from: '2026-09-05',
  to: '2026-09-06',
  n: 2,
};

/** Any lives at all: each step is tried, and taken when it is open. */
const lives = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 40 }),
    who: fc.constantFrom<Who>('filer', 'desk', 'lettersHead', 'handler', 'head', 'reviewer', 'city'),
    name: fc.constantFrom(...NAMES),
    n: fc.integer({ min: 0, max: 8 }),
  }),
  { maxLength: 25 },
);

const live = (
  steps: readonly { readonly days: number; readonly who: Who; readonly name: string; readonly n: number }[],
): { readonly story: Story; readonly now: string } => {
  const story = petition();
  let time = at('2026-09-01');
  for (const { days, who, name, n } of steps) {
    time = (time + days * 86_400_000) as typeof time; // a sum of instants
    const when = new Date(time).toISOString();
    const fields = VERBS.find((verb) => verb.name === name)?.fields ?? {};
    const said = {
      ...INPUT,
      n,
      until: new Date(time + 20 * 86_400_000).toISOString().slice(0, 10),
      from: '2026-09-01',
      to: new Date(time).toISOString().slice(0, 10),
    };
    // A field that a step does not take is refused, and a life of refusals would show nothing.
    const input = Object.fromEntries(Object.entries(said).filter(([field]) => Object.hasOwn(fields, field)));
    if (!isRefusal(story.try(when, who, name, input))) story.step(when, who, name, input);
  }
  return { story, now: new Date(time).toISOString() };
};

describe('any life of a matter', () => {
  it('numbers every stream from 0 without gaps, and folds to the same state twice', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { story } = live(steps);
        for (const level of [0, 1, 2]) {
          const own = story.events.filter((event) => event.level === level);
          expect(own.map((event) => event.n)).toEqual(own.map((_event, i) => i));
        }
        expect(fold(story.events)).toEqual(fold(story.events));
      }),
      { numRuns: 60 },
    );
  });

  it('shows the office below the same before and after any step above it', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { story, now } = live(steps);
        const below = new Story('petition', false);
        below.events = story.events.filter((event) => event.level === 0);
        for (const who of ['handler', 'head'] as const) expect(story.options(now, who)).toEqual(below.options(now, who));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a way open to the filer while an office is late, and draws stages for every reader', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { story, now } = live(steps);
        const stages = timeline(story.events, pack, calendar, at(now));
        expect(stages.length).toBeGreaterThan(0);
        const late = stages.some(
          (stage) => stage.status === 'overdue' && (stage.rule.id === 'petition.decide' || stage.rule.id === 'petition.direct.notice'),
        );
        const asked = story.events.some((event) => event.type === 'take_up_asked');
        const withdrawn = story.options(now, 'filer').some((option) => option.because?.refused === 'withdrawn');
        if (late && !asked && !withdrawn) expect(story.open(now, 'filer')).toContain('ask_take_up');
      }),
      { numRuns: 60 },
    );
  });

  it('projects to rows whose keys are unique and whose words are none', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const rows = project(live(steps).story.events, pack, calendar);
        expect(new Set(rows.obligations.map((row) => `${row.rule} ${row.started_by}`)).size).toBe(rows.obligations.length);
        expect(JSON.stringify(rows)).not.toMatch(/\p{Script=Han}/u);
      }),
      { numRuns: 60 },
    );
  });

  it('gives every person something or nothing, never an exception', () => {
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...NAMES),
        fc.dictionary(fc.constantFrom(...Object.keys(INPUT)), fc.jsonValue()),
        (steps, name, input) => {
          const { story, now } = live(steps);
          for (const who of Object.keys(people) as Who[]) story.try(now, who, name, input as never); // whatever a form may send
        },
      ),
      { numRuns: 60 },
    );
  });
});
