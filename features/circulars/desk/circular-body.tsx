import type { StaffView } from '../../../engine/staff-entity.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { CircularState } from '../domain/state.ts';
import { CIRCULARS } from './page-words.ts';
import { FIELDS, TAKE_BACK_WORDS } from './words.ts';

interface BodyProps {
  readonly view: StaffView<CircularState>;
  readonly lang: Lang;
  /** Circulars that were issued instead of this one, as far as the reader's office has to do with them. */
  readonly instead: readonly string[];
}

const Link = ({ number, lang }: { readonly number: string; readonly lang: Lang }) => (
  <a href={href(lang, `/desk/circular/${number}`)}>
    <code>{number}</code>
  </a>
);

/** What stands on the page of a circular before its steps: its number, its days, its words. */
export const CircularBody = ({ view, lang, instead }: BodyProps) => {
  const said = CIRCULARS[lang];
  const { state, it, today, texts } = view;
  const { paper, receiptBy, carryBy, replaces, takenBack, endedAt } = state;
  return (
    <>
      {takenBack !== null && endedAt !== null && (
        <p class="note">{said.takenBackFor(dayInWords(dateIn(endedAt, it.zone), lang, today), TAKE_BACK_WORDS[takenBack][lang])}</p>
      )}
      {instead.length > 0 && (
        <p class="note">
          {said.replacedBy}{' '}
          {instead.map((number) => (
            <>
              <Link number={number} lang={lang} />{' '}
            </>
          ))}
        </p>
      )}
      <dl>
        <dt>{FIELDS['paper']?.[lang]}</dt>
        <dd>{paper}</dd>
        <dt>{said.receiptBy}</dt>
        <dd>{receiptBy && dayInWords(receiptBy, lang, today)}</dd>
        {carryBy !== null && (
          <>
            <dt>{said.carryBy}</dt>
            <dd>{dayInWords(carryBy, lang, today)}</dd>
          </>
        )}
        {replaces !== null && (
          <>
            <dt>{said.replaces}</dt>
            <dd>
              <Link number={replaces} lang={lang} />
            </dd>
          </>
        )}
      </dl>
      <p class="words">{texts['words']}</p>
    </>
  );
};
