import { inLang } from '../../../kernel/language/languages.ts';
import { phrases } from '../../../kernel/language/words.ts';
import type { EventKind } from '../../../kernel/matter/event.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { Block, Say } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** What a file of a mediation holds, in its order (司发通〔2010〕239号); `needed` is marked there as required. */
interface Part {
  readonly name: Label;
  readonly needed?: true;
  /** The steps that put it there; absent for what the committee keeps on paper, since it would tell who somebody is. */
  readonly by?: readonly EventKind[];
}

export const MEDIATION_FILE = phrases<readonly Part[]>('papers/domain/mediation-file.MEDIATION_FILE', [
  { name: { 'zh-CN': '卷宗封面和目录', en: 'Cover and list of papers' }, by: ['filed'] },
  { name: { 'zh-CN': '申请书或者受理登记表', en: 'Application, or sheet of acceptance' }, needed: true, by: ['filed', 'accepted'] },
  { name: { 'zh-CN': '权利义务告知书', en: 'Notice of rights and duties' }, needed: true, by: ['rights_told'] },
  { name: { 'zh-CN': '双方身份材料', en: 'Who the two sides are' }, needed: true },
  { name: { 'zh-CN': '授权委托书', en: 'Power of attorney' } },
  { name: { 'zh-CN': '调查记录', en: 'Inquiry' }, by: ['inspection_held'] },
  { name: { 'zh-CN': '证据材料', en: 'Evidence' }, by: ['files_added', 'appraisal_made'] },
  { name: { 'zh-CN': '调解记录', en: 'Record of the sessions' }, needed: true, by: ['session_held'] },
  { name: { 'zh-CN': '调解协议书', en: 'Agreement' }, needed: true, by: ['mediation_agreed'] },
  { name: { 'zh-CN': '履行的收据', en: 'Receipts of what was done' }, by: ['term_judged'] },
  { name: { 'zh-CN': '回访记录', en: 'Follow-up' }, by: ['followed_up'] },
  { name: { 'zh-CN': '司法确认材料', en: 'Confirmation by the court' }, by: ['confirmation_decided'] },
  { name: { 'zh-CN': '备考表', en: 'Notes' } },
]);

/** The list of what the file should hold, and whether it does; nothing for a dossier of another kind. */
export const mediationFile = (steps: ReadonlySet<EventKind> | null, say: Say): readonly Block[] => {
  if (steps === null) return [];
  const words = PAPER_WORDS[say.lang];
  return [
    { kind: 'heading', text: words.fileOf },
    {
      kind: 'table',
      widths: [9, 4, 6],
      head: words.fileHeads,
      rows: MEDIATION_FILE.map(({ name, needed, by }) => [
        inLang(name, say.lang),
        needed ? words.fileNeeded : '',
        by === undefined ? words.fileByHand : by.some((type) => steps.has(type)) ? words.fileThere : words.fileMissing,
      ]),
    },
  ];
};
