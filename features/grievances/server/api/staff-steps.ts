import { z } from 'zod';
import { jsonShape } from '../../../../engine/http/field-schema.ts';
import { VERBS } from '../../domain/decide.ts';
import type { Verb } from '../../domain/verb.ts';

const expected = z
  .number()
  .int()
  .nonnegative()
  .optional()
  .describe('`length` of the matter as it was read; a step taken in between is then refused as version_conflict');

const stepOf = ({ name, fields }: Verb) => z.strictObject({ command: z.literal(name), expected, input: z.strictObject(jsonShape(fields)) });

const [first, ...others] = VERBS.filter((verb) => verb.by === 'staff').map(stepOf);
if (!first) throw new Error('offices have steps');

/** Every step of an office with the fields it takes; nothing else is read. */
export const StaffStep = z.discriminatedUnion('command', [first, ...others]);
