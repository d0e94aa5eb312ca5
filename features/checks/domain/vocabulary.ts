import type { Lesson } from '../../../kernel/form/lesson.ts';
import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a record can hold. Closed (G2). A record is never changed: what follows stands beside it. */
export const EVENTS = [
  'check_recorded',
  'signature_asked',
  'findings_found',
  'photos_received',
  'double_found',
  'check_signed',
  'findings_dealt',
  'double_settled',
  'check_voided',
  'deadline_passed',
] as const;
export type CheckEventKind = (typeof EVENTS)[number];

interface CheckWords {
  readonly event: CheckEventKind;
  readonly duty: 'sign_check' | 'deal_with_findings' | 'settle_double';
  readonly party: 'checked_office' | 'checking_office' | 'check_supervisor';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'check';
}

/** The words of records: what was looked at, by whom as a post, and what becomes of what was not in order. */
export const CHECK: Vocabulary<CheckWords> = {
  packs: ['check'],
  events: EVENTS,
  duties: {
    sign_check: { meets: ['check_signed', 'check_voided'] },
    deal_with_findings: { meets: ['findings_dealt', 'check_voided'] },
    settle_double: { meets: ['double_settled', 'check_voided'] },
  },
  parties: {
    checked_office: { level: 0, label: { 'zh-CN': '场所的责任单位', en: 'the office that answers for the site' } },
    checking_office: { level: 0, label: { 'zh-CN': '检查单位', en: 'the office that looked' } },
    check_supervisor: { level: 0, label: { 'zh-CN': '属地监管单位', en: 'the local supervisor' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['check_recorded', 'signature_asked', 'findings_found', 'double_found'],
  first: 'check_recorded',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};

/** What a record says, as data of its first event. */
export interface Recorded {
  /** The number of what was looked at: a site, or an asset; of an asset, the site where it hung then. */
  readonly site: string;
  readonly at?: string;
  /** What it was called. */
  readonly name: string;
  /** The office that answers for the site, the two that supervise it, and the one that looked. */
  readonly office: string;
  readonly local: string;
  readonly sector: string;
  readonly by: string;
  /** For which windows of which rules of which programmes: `programme/rule`, and the window's name; null for rules that count from the last time. */
  readonly for: readonly { readonly rule: string; readonly window: string | null }[];
  readonly form: string | null;
  /** SHA-256 (hex) of the form as it was published. */
  readonly formHash: string | null;
  /** Answers without their words (kernel/form/evaluate.ts). */
  readonly answers: { readonly [key: string]: { readonly value?: unknown; readonly photos?: readonly string[] } };
  readonly findings: number;
  readonly nil: boolean;
  /** When it was done, as claimed; and the newest checkpoint that the device knew, so that it was not made before (milliseconds). */
  readonly doneAt: number;
  readonly notBefore: number | null;
  readonly countersign: boolean;
  /** Photos that its answers name. */
  readonly photos: readonly NamedPhoto[];
  /** Answers that are wrong or missing. A page takes none such; what comes from a phone is kept, and counts for nothing. */
  readonly unfit: number;
  /** What a device called it, where one made it. */
  readonly intake: Intake | null;
  /** The record that came under the same name with other bytes, before this one. */
  readonly twin: string | null;
  /** What it says as a lesson or a campaign; null of everything else. */
  readonly lesson: Lesson | null;
}

/** A photo that a record names, as it was sent: its SHA-256 (hex), by which answers name it, and its size in bytes. */
export interface NamedPhoto {
  readonly sha256: string;
  readonly size: number;
  /** What stands in the row: SHA-256 (hex) over the id of the intake and the hash above. Who has no id cannot tell two photos to be one (G10). Null: came with the form. */
  readonly tag: string | null;
}

/** By what a record from a device is known again: SHA-256 (hex) of its id, which is random and stays with the device, and of its manifest. */
export interface Intake {
  readonly handle: string;
  readonly manifest: string;
}
