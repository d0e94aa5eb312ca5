import type { Lang } from '../../../portal/page.ts';
import type { MatterView } from '../server/read-matter.ts';
import { LABELS } from './step-labels.ts';

/** Into which group a comment is put: those that its consultation has. */
export const grouping = ({ view, lang }: { readonly view: MatterView; readonly lang: Lang }) => ({
  group: {
    label: LABELS[lang].group,
    hint: LABELS[lang].groupHint,
    options: (view.consultation?.headings ?? []).map((heading, i) => ({ value: String(i + 1), text: heading })),
  },
});
