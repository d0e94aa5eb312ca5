import { z } from 'zod';
import { isIncidentKind, type IncidentKind } from '../../../../kernel/incident/kinds.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { checkText, readText } from '../../../../kernel/stream/text.ts';
import { REPORTS } from '../../domain/vocabulary.ts';

const words = z
  .string()
  .max(30_000)
  .transform((text, context) => {
    const { text: clean } = readText(text, 'text');
    if (isRefusal(checkText('words', clean, 'text', true) ?? null)) context.addIssue('not a text');
    return clean;
  });
const count = z.number().int().min(0).max(999_999_999).optional();

/** What a report says to another installation: the elements of AR art. 12, people as counts, no name. */
const Report = z.strictObject({
  v: z.literal(1),
  report: z.string().regex(/^[0-9a-f]{32}$/),
  /** The number of the incident there. */
  number: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  kind: z.custom<IncidentKind>(isIncidentKind),
  which: z.enum(REPORTS),
  knownAt: z.iso.datetime(),
  /** The public name of the site. */
  site: z.string().max(200).nullable(),
  conditions: words,
  actions: words,
  needs: words,
  dead: count,
  missing: count,
  injured: count,
  evacuated: count,
});
export type PeerReport = z.output<typeof Report>;

const Receipt = z.strictObject({
  v: z.literal(1),
  report: z.string().regex(/^[0-9a-f]{32}$/),
  /** The post that took it, and when. */
  post: z.string().regex(/^[a-z][a-z0-9_-]{0,39}\.[a-z]+$/),
  takenAt: z.iso.datetime(),
});
export type PeerReceipt = z.output<typeof Receipt>;

const read = <T>(schema: z.ZodType<T>, body: string): T | undefined => {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

export const readReport = (body: string): PeerReport | undefined => read(Report, body);
export const readReceipt = (body: string): PeerReceipt | undefined => read(Receipt, body);
