import { z } from 'zod';
import { GRADES } from '../../../kernel/policy/pack.ts';
import { DISPUTE_OUTCOMES } from '../domain/answer-dispute.ts';
import { POINTS_MAX } from '../domain/points.ts';
import { PROMISES_MAX } from '../domain/promises.ts';
import { SERVED_HOW } from '../domain/serve.ts';
import { HELPER_ROLES, NOTICE_NAMES } from '../domain/state.ts';
import { DOORS } from '../domain/refuse-matter.ts';
import { OUTCOMES } from '../domain/reply.ts';
import { OFFICE_PURPOSES } from '../domain/unsealing.ts';
import { REVIEW_OUTCOMES } from '../domain/review-outcomes.ts';

const expected = z
  .number()
  .int()
  .nonnegative()
  .optional()
  .describe('`length` of the matter as it was read; a step taken in between is then refused as version_conflict');
const step = <Command extends string, Input extends z.ZodRawShape>(command: Command, input: Input) =>
  z.strictObject({ command: z.literal(command), expected, input: z.strictObject(input) });

const text = z.string();
const day = z.string().describe('YYYY-MM-DD');
const occurredOn = day.optional();
const decision = { outcome: z.enum(REVIEW_OUTCOMES), opinion: text, basis: text.optional() };

const of = z.number().int().nonnegative().optional().describe('Number of the step that is meant; needed where several wait.');
const counted = <Schema extends z.ZodType>(count: number, name: (nth: number) => string, schema: Schema) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i + 1), schema.optional()]));
const answer = {
  outcome: z.enum(OUTCOMES),
  facts: text,
  opinion: text,
  basis: text.optional(),
  ...counted(POINTS_MAX, (nth) => `answer${nth}`, text),
  ...counted(PROMISES_MAX, (nth) => `promise${nth}`, text),
  ...counted(PROMISES_MAX, (nth) => `promise${nth}By`, day),
};

/** Every step of an office with the fields it takes; nothing else is read. */
export const StaffStep = z.discriminatedUnion('command', [
  step('register', { office: text, grade: z.enum(GRADES).optional(), occurredOn }),
  step('call_duty', { words: text }),
  step('take_danger', { words: text }),
  step('regrade', { grade: z.enum(GRADES), reason: text }),
  step('accept', { occurredOn, points: text.optional().describe('One a line: the reply must answer each.') }),
  step('forward', { office: text, reason: text, by: day.optional().describe('To be finished by; only where the pack has a rule for it.') }),
  step('object_forward', { reason: text }),
  step('ask_naming', { reason: text }),
  step('name_office', { office: text, reason: text }),
  step('ask_filer', { words: text }),
  step('offer_inspection', { on: day, where: text, words: text.optional() }),
  step('hold_inspection', { on: day, words: text }),
  step('add_office', { office: text, role: z.enum(HELPER_ROLES), words: text }),
  step('release_office', { office: text, words: text.optional() }),
  step('contribute', { words: text }),
  step('interim_reply', { words: text }),
  step('propose_reply', answer),
  step('return_reply', { reason: text }),
  step('serve', { notice: z.enum(NOTICE_NAMES), how: z.enum(SERVED_HOW), occurredOn, note: text.optional() }),
  step('answer_dispute', { outcome: z.enum(DISPUTE_OUTCOMES), opinion: text, basis: text.optional() }),
  step('keep_promise', { of, words: text, occurredOn }),
  step('explain_final', { words: text, ways: text }),
  step('refuse', { door: z.enum(DOORS), where: text, reason: text }),
  step('reply', { ...answer, occurredOn }),
  step('extend', { until: day, reason: text }),
  step('hold_hearing', { from: day, to: day, note: text.optional() }),
  step('supervise', { words: text }),
  step('decide_review', decision),
  step('decide_rereview', decision),
  step('locate', { place: text.describe('Id of the published list of public places.') }),
  step('link_trouble', { trouble: text.describe('Number of a trouble of the own office.') }),
  step('unlink_trouble', { reason: text }),
  step('ask_unseal', { purpose: z.enum(OFFICE_PURPOSES), basis: text, reason: text }),
  step('make_dossier', {}),
  step('correct', { n: z.number().int().nonnegative(), words: text }),
  step('void', { n: z.number().int().nonnegative(), reason: text }),
]);
