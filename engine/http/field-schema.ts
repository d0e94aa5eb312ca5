import { z } from 'zod';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { Fields, FieldSpec } from '../../kernel/stream/fields.ts';
import { ID_MAX, NAME_MAX } from '../../kernel/stream/fields.ts';
import { LINE_MAX_CODE_POINTS, TEXT_MAX_CODE_POINTS } from '../../kernel/stream/text.ts';

/**
 * A bound in UTF-16 units that no text within the bound in code points crosses, whatever its line ends: what is longer is not looked at.
 * The exact bound is the decider's, which counts code points.
 */
const unitsOf = (codePoints: number): number => 3 * codePoints;

const DAY_LENGTH = 10;
const MINUTE_LENGTH = 16;

const SAID = {
  line: unitsOf(LINE_MAX_CODE_POINTS),
  text: unitsOf(TEXT_MAX_CODE_POINTS),
  id: ID_MAX,
  site: ID_MAX,
  part: ID_MAX,
  day: DAY_LENGTH,
  moment: MINUTE_LENGTH,
} as const;

const jsonKind = (spec: FieldSpec): z.ZodType => {
  switch (spec.kind) {
    case 'choice':
      return z.enum(spec.of);
    case 'step':
    case 'whole':
      return z.number().int().nonnegative();
    case 'flag':
      return z.literal(true);
    case 'group':
      return z.strictObject(shapeOf(spec.fields, jsonKind));
    case 'day':
      return z.string().max(SAID.day).describe('YYYY-MM-DD');
    case 'moment':
      return z.string().max(SAID.moment).describe('YYYY-MM-DDTHH:MM, by the clocks of the place');
    case 'name':
      return z.string().max(unitsOf(spec.max ?? NAME_MAX));
    case 'line':
    case 'text':
    case 'id':
    case 'site':
    case 'part':
      return z.string().max(SAID[spec.kind]);
    case 'files':
    case 'server':
      throw new Error(`a ${spec.kind} field is read from no request`);
  }
};

const GROUP_MAX = 4096;

/** A part of a form that holds JSON, as the same field of the JSON request has it. */
const jsonPart = (schema: z.ZodType) =>
  z
    .string()
    .max(GROUP_MAX)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

/** The same field as a part of a form, which is text. */
const partKind = (spec: FieldSpec): z.ZodType => {
  if (spec.kind === 'flag') return z.literal('true').transform(() => true);
  if (spec.kind === 'step' || spec.kind === 'whole') return z.string().max(9).regex(/^\d+$/).transform(Number);
  return spec.kind === 'group' ? jsonPart(jsonKind(spec)) : jsonKind(spec);
};

const shapeOf = (fields: Fields, kindOf: (spec: FieldSpec) => z.ZodType): z.ZodRawShape =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, spec]) => spec.kind !== 'server' && spec.kind !== 'files')
      .map(([name, spec]) => {
        // A flag is said, or left out.
        const plain = spec.optional === true || spec.kind === 'flag' ? kindOf(spec).optional() : kindOf(spec);
        return [name, spec.note === undefined ? plain : plain.describe(spec.note)];
      }),
  );

/** The members of a JSON request for what a command takes. Photos and papers, and what the server fills in, are not among them. */
export const jsonShape = (fields: Fields): z.ZodRawShape => shapeOf(fields, jsonKind);

/** The same as parts of a form: a flag is `true`, a group is JSON. */
export const partsShape = (fields: Fields): z.ZodRawShape => shapeOf(fields, partKind);

/** A code as it is typed, with groups, spaces and a label. */
export const CODE_TEXT = z.string().max(256);
/** A number of a matter, or an id in a path. */
export const NAME_TEXT = z.string().max(64);

/** Fewest and most characters of a key: long enough that nobody guesses it. */
const KEY = { min: 22, max: 200 } as const;

/** The key of a form that may be sent twice, where it must be there, and where it may be. */
const KEY_TEXT = z
  .string()
  .max(KEY.max)
  .describe(`Random, at least ${KEY.min} characters, and as secret as the code: the same key brings the same answer again.`);
export const NEEDS_KEY = z.looseObject({ 'idempotency-key': KEY_TEXT });
export const MAY_HAVE_KEY = z.looseObject({ 'idempotency-key': KEY_TEXT.optional() });

/** Random, printable, of such a length. */
export const TOKEN = new RegExp(`^[\\x21-\\x7e]{${KEY.min},${KEY.max}}$`);

/** A key is missing, or is none. */
export const noKey = (): Refusal => refuse('key_missing', KEY);

/**
 * The key of a step that may be sent twice, with the hashes of the files that came with it; nothing where none was sent. A key that is none
 * is refused: it would keep nothing.
 */
export const onceIn = (
  headers: { readonly [name: string]: unknown },
  files: readonly { readonly sent: string }[] = [],
): { readonly once?: { readonly token: string; readonly sent: readonly string[] } } | Refusal => {
  const token = headers['idempotency-key'];
  if (token === undefined) return {};
  return typeof token === 'string' && TOKEN.test(token) ? { once: { token, sent: files.map((it) => it.sent) } } : noKey();
};
