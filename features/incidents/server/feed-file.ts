import { z } from 'zod';
import type { KeyDirectory } from '../../../engine/keys/key-directory.ts';
import { OWN_FILE, readOperatorFile } from '../../../engine/keys/operator-file.ts';
import { isIncidentKind, type IncidentKind } from '../../../kernel/incident/kinds.ts';

/** In the folder of keys, beside the channels of calls: which feeds of warnings are watched. */
export const FEED_FILE = 'cap-feeds.json';

const kind = z.custom<IncidentKind>(isIncidentKind);
const Feed = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,38}$/),
  /** A message of CAP, or an Atom feed that links to some. */
  url: z
    .string()
    .max(1000)
    .regex(/^https?:\/\/\S+$/)
    .refine((text) => URL.canParse(text)),
  /** The office for which a watch is opened. */
  office: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  /** What its warnings are about, where `events` does not say it. */
  kind,
  /** Words of `event` in its messages, and what they are about. */
  events: z.record(z.string().min(1).max(100), kind).default({}),
  /** It sits on a private address, which the operator has looked at. */
  private: z.boolean().default(false),
});
const File = z.strictObject({ feeds: z.array(Feed).max(20) });

export type CapFeed = z.output<typeof Feed>;

/** The feeds that the operator has named; none where there is no file. A file that others can write, or that says something else, is a fault. */
export const readFeeds = (keys: Pick<KeyDirectory, 'path' | 'readText'>): readonly CapFeed[] | { readonly fault: string } => {
  const file = readOperatorFile(keys, FEED_FILE, File, OWN_FILE);
  if (file === null) return [];
  return 'said' in file ? file.said.feeds : { fault: `feeds.${file.fault} ${file.where}`.trim() };
};
