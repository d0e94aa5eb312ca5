import type { FiguresDocument } from './document.ts';
import type { Range } from './range.ts';
import { STAGES } from './stage.ts';

/** The columns, in order. An empty field: withheld, or no such part. `…_to` empty beside a filled `…_from`: or more. */
export const CSV_COLUMNS = [
  'month',
  'office',
  'name_zh',
  'name_en',
  'stage',
  'month_kept_from',
  'month_kept_to',
  'month_late',
  'year_kept_from',
  'year_kept_to',
  'year_late',
  'year_median_days_from',
  'year_median_days_to',
  'year_review_upheld_from',
  'year_review_upheld_to',
  'year_review_changed_from',
  'year_review_changed_to',
  'sha256',
] as const;

const both = (range: Range | null): readonly string[] =>
  range === null ? ['', ''] : [String(range.from), range.to === null ? '' : String(range.to)];

/** RFC 4180; what a spreadsheet would take for a formula is kept as text. */
const quoted = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** All months, a line a month, office and part; `hashOf` names the document that each line repeats. */
export const figuresCsv = (documents: readonly FiguresDocument[], hashOf: (it: FiguresDocument) => string): string => {
  const lines = documents.flatMap((doc) =>
    doc.offices.flatMap((it) =>
      STAGES.flatMap((stage) => {
        const part = it.stages[stage];
        if (!part) return [];
        // An office's reviews are about its answers.
        const reviews = stage === 'answer' ? [...both(it.reviews.upheld), ...both(it.reviews.changed)] : ['', '', '', ''];
        return [
          [
            doc.month,
            it.office,
            it.names['zh-CN'],
            it.names.en,
            stage,
            ...both(part.month.kept),
            String(part.month.late),
            ...both(part.year.kept),
            String(part.year.late),
            ...both(part.year.medianDays),
            ...reviews,
            hashOf(doc),
          ],
        ];
      }),
    ),
  );
  return [CSV_COLUMNS, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
};
