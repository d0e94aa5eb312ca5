import { z } from 'zod';
import { GRADES } from '../../../kernel/policy/pack.ts';
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

/** Every step of an office with the fields it takes; nothing else is read. */
export const StaffStep = z.discriminatedUnion('command', [
  step('register', { office: text, grade: z.enum(GRADES).optional(), occurredOn }),
  step('regrade', { grade: z.enum(GRADES), reason: text }),
  step('accept', { occurredOn }),
  step('refuse', { door: z.enum(DOORS), where: text, reason: text }),
  step('reply', { outcome: z.enum(OUTCOMES), facts: text, opinion: text, basis: text.optional(), occurredOn }),
  step('extend', { until: day, reason: text }),
  step('hold_hearing', { from: day, to: day, note: text.optional() }),
  step('supervise', { words: text }),
  step('decide_review', decision),
  step('decide_rereview', decision),
  step('ask_unseal', { purpose: z.enum(OFFICE_PURPOSES), basis: text, reason: text }),
  step('make_dossier', {}),
  step('correct', { n: z.number().int().nonnegative(), words: text }),
  step('void', { n: z.number().int().nonnegative(), reason: text }),
]);
