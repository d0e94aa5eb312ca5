import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { parseUtf8, utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { isHash32Hex } from '../../../kernel/canonical/bytes.ts';
import { hasOnly, isJsonObject, isWholeNumber, parseJson } from '../../../kernel/log/shape.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { parseMonth, type Month } from './month.ts';
import type { Range } from './range.ts';
import { STAGES, type Stage } from './stage.ts';

/** One part of what an office owes. `kept` null: withheld, because other tables would give it back. `late` is exact (G16). */
export interface StageFigures {
  readonly month: { readonly kept: Range | null; readonly late: number };
  readonly year: { readonly kept: Range | null; readonly late: number; readonly medianDays: Range | null };
}

/** An office in a month's figures; only the parts that it can owe. */
export interface OfficeFigures {
  readonly office: string;
  readonly names: { readonly 'zh-CN': string; readonly en: string };
  readonly stages: { readonly [stage in Stage]?: StageFigures };
  /** Over twelve months: answers that the offices above have left or changed. */
  readonly reviews: { readonly upheld: Range | null; readonly changed: Range | null };
}

/** The figures of a month that has closed. Never made again. */
export interface FiguresDocument {
  readonly jurisdiction: number;
  readonly month: Month;
  readonly frozenAt: string;
  /** SHA-256 (hex) of the document of the month before; null for the first. */
  readonly previous: string | null;
  /** In the order of the tree, then by id: never by what the figures say. */
  readonly offices: readonly OfficeFigures[];
}

const FORMAT = 'huiyin/figures/v1';

/** The bytes that are published and hashed: RFC 8785 JSON. */
export const documentBytes = (it: FiguresDocument): Uint8Array =>
  // Plain data of our own types.
  utf8Encode(canonicalJson({ format: FORMAT, ...it } as unknown as Json));

const isRange = (value: Json | undefined): boolean =>
  value === null ||
  (isJsonObject(value) &&
    hasOnly(value, ['from', 'to']) &&
    isWholeNumber(value['from']) &&
    (value['to'] === null || isWholeNumber(value['to'])));

const isPart = (value: Json | undefined, ranges: readonly string[]): boolean =>
  isJsonObject(value) &&
  hasOnly(value, [...ranges, 'late']) &&
  isWholeNumber(value['late']) &&
  ranges.every((name) => isRange(value[name]));

const isStage = (value: Json | undefined): boolean =>
  isJsonObject(value) &&
  hasOnly(value, ['month', 'year']) &&
  isPart(value['month'], ['kept']) &&
  isPart(value['year'], ['kept', 'medianDays']);

const isOffice = (value: Json): boolean => {
  if (!isJsonObject(value) || !hasOnly(value, ['office', 'names', 'stages', 'reviews'])) return false;
  const { names, stages, reviews } = value;
  return (
    typeof value['office'] === 'string' &&
    isJsonObject(names) &&
    typeof names['zh-CN'] === 'string' &&
    typeof names['en'] === 'string' &&
    isJsonObject(stages) &&
    hasOnly(stages, [], STAGES) &&
    Object.values(stages).every(isStage) &&
    isJsonObject(reviews) &&
    isRange(reviews['upheld']) &&
    isRange(reviews['changed'])
  );
};

/** Reads a document; undefined for anything that is none. */
export const parseDocument = (bytes: Uint8Array): FiguresDocument | undefined => {
  const text = parseUtf8(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(value) || value['format'] !== FORMAT) return undefined;
  const { previous, offices } = value;
  const isSound =
    hasOnly(value, ['format', 'jurisdiction', 'month', 'frozenAt', 'previous', 'offices']) &&
    isWholeNumber(value['jurisdiction'], 1) &&
    parseMonth(String(value['month'])) !== undefined &&
    typeof value['frozenAt'] === 'string' &&
    (previous === null || (typeof previous === 'string' && isHash32Hex(previous))) &&
    Array.isArray(offices) &&
    offices.every(isOffice);
  const { format: _format, ...document } = value;
  // Each field was checked above.
  return isSound ? (document as unknown as FiguresDocument) : undefined;
};
