import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact an asset can hold. Closed (G2). */
export const EVENTS = [
  'asset_entered',
  'asset_changed',
  'asset_moved',
  'asset_handed_on',
  'inspection_told',
  'certificate_told',
  'no_proof_needed',
  'out_of_use_said',
  'out_of_use_taken_back',
  'asset_ended',
  'deadline_passed',
] as const;
export type AssetEventKind = (typeof EVENTS)[number];

/** Why an asset is out of use for some days. Said beforehand, and for reasons of things (places.md 3). */
export const PAUSES = ['repair', 'not_needed', 'by_order', 'site_closed'] as const;

/** Why an asset is none any more. */
export const ENDINGS = ['scrapped', 'replaced', 'given_away', 'entered_twice'] as const;

interface AssetWords {
  readonly event: AssetEventKind;
  readonly duty: 'tell_proof' | 'renew_proof';
  readonly party: 'asset_office' | 'asset_supervisor' | 'asset_sector' | 'asset_post' | 'asset_overseer';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'asset';
}

/** Parties whose duties come back by programmes: their rows are written beside those that follow from events. */
export const SLOT_PARTIES = ['asset_post', 'asset_overseer'] as const;

/** The words of assets: what hangs on a site, and the days until which its inspection and its certificate hold. */
export const ASSET: Vocabulary<AssetWords> = {
  packs: ['asset'],
  events: EVENTS,
  duties: {
    tell_proof: { meets: ['inspection_told', 'certificate_told', 'no_proof_needed', 'asset_ended'] },
    renew_proof: { meets: ['inspection_told', 'certificate_told', 'asset_ended'] },
  },
  parties: {
    asset_office: { level: 0, label: { 'zh-CN': '设备所在场所的责任单位', en: 'the office that answers for the site of the asset' } },
    asset_supervisor: { level: 0, label: { 'zh-CN': '属地监管单位', en: 'the local supervisor' } },
    asset_sector: { level: 0, label: { 'zh-CN': '行业监管单位', en: 'the supervisor of the sector' } },
    // What comes back is owed by these two (features/checks); no pack says so, programmes do.
    asset_post: { level: 0, label: { 'zh-CN': '责任岗位', en: 'the post that answers for it' } },
    asset_overseer: { level: 0, label: { 'zh-CN': '上级检查', en: 'the supervisor that looks itself' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['asset_entered', 'inspection_told', 'certificate_told'],
  first: 'asset_entered',
  promise: null,
  task: { events: ['inspection_told', 'certificate_told'], duty: 'renew_proof' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
