import { refuse } from '../../../kernel/refusal.ts';
import type { NewStreamEvent } from '../../../kernel/stream/event.ts';
import { SERVER, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { fileField } from '../../../kernel/stream/files.ts';
import type { Staff, StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import type { CheckState } from './state.ts';
import { WORDS } from './words.ts';

type Verb = StaffVerb<CheckState>;

/** What the server puts together from a filled form; nobody types it (server/record-check.ts). */
const RECORD: Fields = {
  site: SERVER,
  at: SERVER,
  name: SERVER,
  office: SERVER,
  local: SERVER,
  sector: SERVER,
  by: SERVER,
  for: SERVER,
  form: SERVER,
  formHash: SERVER,
  answers: SERVER,
  findings: SERVER,
  nil: SERVER,
  doneAt: SERVER,
  notBefore: SERVER,
  countersign: SERVER,
  photos: SERVER,
  unfit: SERVER,
  intake: SERVER,
  twin: SERVER,
  lesson: SERVER,
  files: SERVER,
  ...WORDS,
};

const beside = (type: string, actor: Staff): NewStreamEvent => ({ type, level: 0, actor, visibility: 'open', data: {}, texts: {} });

/** Something was looked at. What was found, and whether a second post signs, are said in the same breath. */
export const record: Verb = {
  name: 'record_check',
  makes: 'check_recorded',
  fields: RECORD,
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input) => (typeof input['site'] === 'string' ? undefined : refuse('field_choice', { field: 'site' })),
  follows: (input, actor) => [
    ...(typeof input['twin'] === 'string' ? [beside('double_found', actor)] : []),
    ...(input['countersign'] === true ? [beside('signature_asked', actor)] : []),
    ...(Number(input['findings']) > 0 ? [beside('findings_found', actor)] : []),
  ],
};

const stands = ({ said, voided }: CheckState) => (said === null || voided ? refuse('wrong_stage') : undefined);

/** The second post: never the one that made the record (Order 61 art. 25). */
const sign: Verb = {
  name: 'sign_check',
  makes: 'check_signed',
  fields: {},
  closed: (state, _context, { post }) => {
    if (stands(state) || state.said?.countersign !== true) return refuse('wrong_stage');
    if (state.signedAt !== null) return refuse('already_done');
    return post === state.madeBy ? refuse('own_work') : undefined;
  },
};

const deal: Verb = {
  name: 'deal_with_findings',
  makes: 'findings_dealt',
  fields: { words: TEXT },
  closed: (state) =>
    stands(state) ?? (state.dealt ? refuse('already_done') : (state.said?.findings ?? 0) > 0 ? undefined : refuse('wrong_stage')),
};

/** Two records came under one name: both stay, and somebody of another post says which of them is what was seen. */
const settle: Verb = {
  name: 'settle_double',
  makes: 'double_settled',
  fields: { words: TEXT },
  closed: (state, _context, { post }) =>
    stands(state) ?? (!state.isDouble ? refuse('wrong_stage') : post === state.madeBy ? refuse('same_post') : undefined),
};

/** A photo that the record names has come after it. */
export const photoReceived = (actor: Staff, nth: number, file: { readonly type: string; readonly size: number }): NewStreamEvent => ({
  ...beside('photos_received', actor),
  data: { nth: [nth], files: [{ field: fileField(0), ...file }] },
});

/** A record that is wrong stays, and says so; what it was made for is owed again where its time is not over. */
const strikeOut: Verb = {
  name: 'void_check',
  makes: 'check_voided',
  fields: { reason: TEXT },
  closed: (state, _context, { post }) => stands(state) ?? (post === state.madeBy ? refuse('same_post') : undefined),
};

/** Every step after the record, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [sign, deal, settle, strikeOut];
