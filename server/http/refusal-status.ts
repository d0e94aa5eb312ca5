import type { RefusalCode } from '../../kernel/refusal.ts';

const STATUS: { readonly [code in RefusalCode]?: number } = {
  not_found: 404,
  not_your_post: 403,
  not_from_staff_device: 403,
  version_conflict: 409,
  already_done: 409,
  wrong_stage: 409,
  not_yet: 409,
  duty_over: 409,
  duty_running: 409,
  control_word: 422,
  right_not_open: 409,
  right_lapsed: 409,
  withdrawn: 409,
  extension_spent: 409,
  later_depends: 409,
  key_reused: 409,
  no_sealed_box: 409,
  unsealings_spent: 409,
  definition_known: 409,
  too_large: 413,
  too_many_requests: 429,
  sign_in_needed: 401,
  sign_in_failed: 401,
  sign_in_wait: 429,
  form_expired: 403,
  not_ready: 503,
  storage_failed: 503,
  not_json: 400,
  key_missing: 400,
  code_length: 400,
  code_character: 400,
  code_check: 400,
};

/** The HTTP status of a refusal; what was sent wrongly and has no status of its own is 422. */
export const statusOf = (code: RefusalCode): number => STATUS[code] ?? 422;
