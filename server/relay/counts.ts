import { z } from 'zod';
import type { Template } from '../../kernel/relay/message.ts';
import type { KeyDirectory } from '../../engine/keys/key-directory.ts';

/** What can become of a request. */
export type Outcome = 'sent' | 'failed' | 'nobody' | 'duplicate';

export const COUNTS_FILE = 'counts.json';
const DAYS_KEPT = 400;
const Stored = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.int().min(0))));
type Days = z.output<typeof Stored>;

/** Numbers by UTC day, template and outcome: all that a relay keeps. */
export interface Counts {
  /** Durable when it resolves. */
  add(template: Template, outcome: Outcome): Promise<void>;
  all(): Days;
}

/** Opens the counts of a folder; throws when the file there is damaged. */
export const openCounts = (folder: Pick<KeyDirectory, 'readText' | 'writeText'>, today: () => string): Counts => {
  let days = Stored.parse(JSON.parse(folder.readText(COUNTS_FILE) ?? '{}'));
  let written: Promise<void> = Promise.resolve();
  return {
    add: (template, outcome) => {
      const day = today();
      const before = days[day] ?? {};
      const row = before[template] ?? {};
      const added: Days = { ...days, [day]: { ...before, [template]: { ...row, [outcome]: (row[outcome] ?? 0) + 1 } } };
      days = Object.fromEntries(
        Object.entries(added)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .slice(-DAYS_KEPT),
      );
      // One after the other: a later file never gives way to an earlier one. One that failed is made good by the next.
      written = written.catch(() => undefined).then(() => folder.writeText(COUNTS_FILE, `${JSON.stringify(days)}\n`));
      return written;
    },
    all: () => days,
  };
};
