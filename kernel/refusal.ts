import type { JsonObject } from './matter/event.ts';

/** Why a command yields no events. Codes are stable; sentences live with the faces, HTTP status with the server. */
export const REFUSAL_CODES = [
  // what was sent
  'field_empty',
  'field_too_long',
  'field_control_character',
  'field_encoding',
  'field_choice',
  'field_date',
  'date_in_future',
  'date_before_start',
  'field_unknown',
  'field_type',
  'code_length',
  'code_character',
  'code_check',
  'about_unanswered',
  'too_large',
  'not_json',
  'key_missing',
  'key_reused',
  'definition_known',
  'files_none',
  'files_too_many',
  'files_too_large',
  'files_busy',
  'file_too_large',
  'file_empty',
  'file_kind',
  'file_heic',
  'file_pixels',
  'file_damaged',
  'form_damaged',
  'link_expired',
  // what may be done
  'not_found',
  'not_your_post',
  'not_from_staff_device',
  'version_conflict',
  'not_yet',
  'already_done',
  'wrong_stage',
  'right_not_open',
  'right_lapsed',
  'duty_over',
  'duty_running',
  'control_word',
  'grade_longer',
  'grade_missing',
  'extension_too_long',
  'extension_spent',
  'no_office_above',
  'not_filers_event',
  'same_post',
  'later_depends',
  'withdrawn',
  'office_unknown',
  'nothing_changes',
  'no_sealed_box',
  'unsealings_spent',
  'names_not_taken',
  'tell_form',
  'tell_not_taken',
  'share_wrong',
  'reading_codes_spent',
  'code_reads_only',
  // what the service says
  'too_many_requests',
  'sign_in_needed',
  'sign_in_failed',
  'sign_in_wait',
  'sign_in_stale',
  'passkey_failed',
  'oidc_failed',
  'link_unknown',
  'password_short',
  'password_like_account',
  'first_code_wrong',
  'last_way',
  'account_form',
  'account_known',
  'account_unknown',
  'own_account',
  'second_needed',
  'nothing_pending',
  'form_expired',
  'not_ready',
  'storage_failed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected "no": nothing was changed. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly data?: JsonObject;
}

export const refuse = (refused: RefusalCode, data?: JsonObject): Refusal => (data === undefined ? { refused } : { refused, data });

/** Tells a refusal from anything else a decision may return. */
export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;
