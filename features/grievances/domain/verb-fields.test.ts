import { describe, expect, it } from 'vitest';
import { VERBS } from './decide.ts';

/** Why a step of a filer cannot be sent without end although it has no number: something else bounds it. */
const BOUNDED: { readonly [verb: string]: string } = {
  open_notice: 'once a paper',
  answer_question: 'once a question of the office',
  answer_inspection: 'once an offer of the office',
  add_point: 'as many as an answer can speak to',
  judge_promise: 'once a promise',
  answer_child: 'once a question of the office',
  dispute: 'once while its right runs',
  ask_take_up: 'once while its right runs',
  ask_review: 'once an answer',
  ask_rereview: 'once a review',
  open_my_name: 'once while a request runs, within the ceiling of the custodians',
  resume: 'once a withdrawal',
  end_pause: 'once a pause',
  collect_reward: 'once',
  revoke_publishing: 'once',
  end_reading_codes: 'once after a code was given',
  end_carrying: 'once after somebody was asked',
  close_to_others: 'once after it was opened',
};

describe('every step describes what it takes', () => {
  it('and a filer takes none without end', () => {
    const filers = VERBS.filter((verb) => verb.by === 'filer');
    expect(filers.filter((verb) => (verb.most === undefined) !== Object.hasOwn(BOUNDED, verb.name)).map((verb) => verb.name)).toEqual([]);
  });

  it.each(VERBS.map((verb) => [verb.name, verb] as const))('%s: by names that a sentence can name', (_name, { fields }) => {
    for (const name of Object.keys(fields)) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });
});
