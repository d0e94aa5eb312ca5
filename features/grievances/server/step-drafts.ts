import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { ContentKeys } from '../../../engine/keys/content.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { unwrap, wrap } from '../../../engine/keys/wrap.ts';
import { whole } from '../../../engine/keys/content.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** What a post has begun to write on a step, and since when it lies there. */
export interface StepDraft {
  readonly command: string;
  readonly keptOn: PlainDate;
  readonly fields: { readonly [name: string]: string };
}

interface Row {
  readonly command: string;
  readonly kept_on: PlainDate;
  readonly sealed: Buffer;
}

/** A draft is as long as an answer may be, with what is asked beside it. */
const BYTES_MAX = 200_000;
/** Days after which nobody comes back to it. */
export const DRAFT_DAYS = 60;

const PURPOSE = utf8Encode('huiyin/step-draft/v1');
const READ = statement<Row>(
  'step_drafts',
  'select command, kept_on, sealed from step_draft where jurisdiction = $1 and matter = $2 and post = $3 order by command',
);
const KEEP = statement(
  'keep_step_draft',
  'insert into step_draft (jurisdiction, matter, post, command, kept_on, sealed) values ($1, $2, $3, $4, $5, $6) on conflict (jurisdiction, matter, post, command) do update set kept_on = excluded.kept_on, sealed = excluded.sealed',
);
const DROP = statement('drop_step_draft', 'delete from step_draft where jurisdiction = $1 and matter = $2 and post = $3 and command = $4');

/** A key that is used for drafts alone, from that of the highest stream the office may open: what one above writes is not sealed for those below. */
const keyOf = (keys: ContentKeys): Uint8Array | undefined => {
  const own = keys.at(-1);
  return own && hashing.hmac(own, PURPOSE);
};

const labelOf = (jurisdiction: number, matter: string, post: string, command: string): string =>
  `huiyin/step-draft/v1/${jurisdiction}/${matter}/${post}/${command}`;

/** The drafts of a post on a matter; one that its keys no longer open is as if it were not there. */
export const readStepDrafts = async (
  tx: Transaction,
  matter: string,
  { post }: Pick<StaffMember, 'post'>,
  keys: ContentKeys,
): Promise<readonly StepDraft[]> => {
  const key = keyOf(keys);
  if (!key) return [];
  const rows = await tx.run(READ, [tx.jurisdiction, matter, post]);
  return rows.flatMap((row) => {
    const plain = whole(() => unwrap(key, labelOf(tx.jurisdiction, matter, post, row.command), row.sealed));
    const fields = plain && (JSON.parse(plain.toString('utf8')) as StepDraft['fields']); // written below
    return fields ? [{ command: row.command, keptOn: row.kept_on, fields }] : [];
  });
};

/** Keeps what was written; a newer one takes its place. Refused (`field_too_long`) where it is longer than an answer may be. */
export const keepStepDraft = async (
  tx: Transaction,
  matter: string,
  who: Pick<StaffMember, 'post'>,
  keys: ContentKeys,
  draft: StepDraft,
): Promise<Refusal | undefined> => {
  const plain = Buffer.from(JSON.stringify(draft.fields));
  if (plain.length > BYTES_MAX) return refuse('field_too_long', { max: BYTES_MAX });
  const key = keyOf(keys);
  if (!key) return refuse('not_found');
  const sealed = wrap(key, labelOf(tx.jurisdiction, matter, who.post, draft.command), plain);
  await tx.run(KEEP, [tx.jurisdiction, matter, who.post, draft.command, draft.keptOn, sealed]);
  return undefined;
};

/** Throws a draft away: its writer wants it no more, or the step is taken. */
export const dropStepDraft = async (
  tx: Transaction,
  matter: string,
  { post }: Pick<StaffMember, 'post'>,
  command: string,
): Promise<void> => {
  await tx.run(DROP, [tx.jurisdiction, matter, post, command]);
};
