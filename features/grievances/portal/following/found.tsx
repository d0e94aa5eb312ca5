import { words } from '../../../../kernel/language/words.ts';
import { Tel } from '../../../../portal/tel.tsx';
import type { Lang } from '../../../../portal/page.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { officeName } from '../offices.ts';

export const WORDS = words('grievances/portal/following/found.WORDS', {
  'zh-CN': { colon: '：', gap: ' · ', phone: '电话 ' },
  en: { colon: ': ', gap: ' · ', phone: 'telephone ' },
});

interface Props {
  readonly jurisdiction: Jurisdiction;
  readonly office: string | null;
  readonly lang: Lang;
}

/** Where an office is found: its address, hours and telephone; nothing where nobody has said them. */
export const Found = ({ jurisdiction, office, lang }: Props) => {
  const it = office === null ? undefined : jurisdiction.offices.get(office);
  const places = [it?.address, it?.hours].filter((part) => typeof part === 'string');
  if (!it || (places.length === 0 && it.phone === null)) return null;
  const words = WORDS[lang];
  return (
    <p class="small">
      {officeName(jurisdiction, it.office, lang)}
      {words.colon}
      {places.join(words.gap)}
      {it.phone !== null && (
        <>
          {places.length > 0 && words.gap}
          {words.phone}
          <Tel number={it.phone} />
        </>
      )}
    </p>
  );
};

/** The same as one line of plain words, for paper; undefined where nobody has said it. */
export const foundLine = ({ jurisdiction, office, lang }: Props): string | undefined => {
  const it = office === null ? undefined : jurisdiction.offices.get(office);
  const words = WORDS[lang];
  const parts = [it?.address, it?.hours, it?.phone && `${words.phone}${it.phone}`].filter((part) => typeof part === 'string');
  return it && parts.length > 0 ? `${officeName(jurisdiction, it.office, lang)}${words.colon}${parts.join(words.gap)}` : undefined;
};
