import type { StaffView } from '../../../engine/staff-entity.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { LetterState } from '../domain/state.ts';
import { rulesOf } from '../server/duties.ts';
import { postName } from './post-name.ts';
import { FIELDS, LINKS, MAP, PAPER } from './words.ts';

/** A letter as it stands: who answers for what, from when to when, and the two signatures. */
export const LetterBody = ({ view, lang }: { readonly view: StaffView<LetterState>; readonly lang: Lang }) => {
  const { state, it, entries } = view;
  const words = PAPER[lang];
  const duty = state.rule === null ? undefined : rulesOf(it).get(state.rule);
  const said = entries.findLast(({ event }) => event.type === 'letter_drawn' || event.type === 'letter_changed');
  const signature = (type: string, post: string | null): string => {
    const entry = entries.findLast(({ event }) => event.type === type);
    return post === null || !entry
      ? MAP[lang].nobody
      : words.signed(postName(it, post, lang), dayInWords(dateIn(entry.event.recordedAt, it.zone), lang, view.today));
  };
  return (
    <>
      <p>
        <a href={href(lang, '/desk/responsibility')}>{LINKS.map[lang]}</a>
      </p>
      <dl>
        <dt>{FIELDS['holder']?.[lang]}</dt>
        <dd>{postName(it, state.holder, lang)}</dd>
        <dt>{words.duty}</dt>
        <dd>{state.rule === null ? MAP[lang].allDuties : duty ? inLang(duty.label, lang) : state.rule}</dd>
        <dt>{words.span}</dt>
        <dd>{state.from !== null && state.to !== null && words.days(dayInWords(state.from, lang), dayInWords(state.to, lang))}</dd>
        <dt>{words.what}</dt>
        <dd class="words">{said?.texts['what']}</dd>
        <dt>{words.office}</dt>
        <dd>{signature('letter_signed', state.signedBy)}</dd>
        <dt>{words.post}</dt>
        <dd>{signature('letter_taken_on', state.takenBy)}</dd>
      </dl>
    </>
  );
};
