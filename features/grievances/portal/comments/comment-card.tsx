import { words } from '../../../../kernel/language/words.ts';
import { inLang } from '../../../../kernel/language/languages.ts';
import { href } from '../../../../portal/page.ts';
import { leftOutOf, publishesOf } from '../../domain/comments/comment.ts';
import type { Seen } from '../filing/seen.ts';
import { LEFT_OUT_WORDS } from '../step-words.ts';

export const COMMENT_CARD = words('grievances/portal/comments/comment-card.COMMENT_CARD', {
  'zh-CN': {
    title: '您评的草案',
    question: (text: string) => `回答的问题：${text}`,
    no: '您写的话不公开。',
    agreed: '您同意公开您写的话。公开以前，下面可以收回。',
    ordered: '同意公开的意见正在公开，到这时还同意的都在里面。',
    published: '到公开时还同意公开的意见已经公开，没有编号，没有日期。',
    revoked: '您收回了公开的同意，或者撤回了意见。公开以前收回的，您写的话不公开；已经公开的收不回来。',
    leftOut: (why: string) => `公开时不收入您的话。理由：${why}。意见照样答复。`,
  },
  en: {
    title: 'The draft you commented on',
    question: (text: string) => `The question you answered: ${text}`,
    no: 'Your words are not published.',
    agreed: 'You agreed that your words may be published. Until that is done you can take it back below.',
    ordered: 'The words of those who still agree now are being published.',
    published: 'The words of those who agreed when it was published are public, without number and day.',
    revoked:
      'You took back your consent, or your comment. Where that was before the words were published, yours are not; what is public cannot be taken back.',
    leftOut: (why: string) => `Your words are left out of what is published. Why: ${why}. You are answered all the same.`,
  },
});

/** On the page of who commented: on which draft, and what becomes of their words. */
export const CommentCard = ({ view, lang }: Seen) => {
  const { consultation, state } = view;
  if (consultation === null) return null;
  const said = COMMENT_CARD[lang];
  const [publishes, leftOut] = [publishesOf(state), leftOutOf(state)];
  const of =
    publishes === 'no'
      ? said.no
      : publishes === 'revoked'
        ? said.revoked
        : leftOut !== null
          ? said.leftOut(inLang(LEFT_OUT_WORDS[leftOut], lang))
          : consultation.isPublished
            ? said.published
            : consultation.ordered
              ? said.ordered
              : said.agreed;
  return (
    <section>
      <h2>{said.title}</h2>
      <p>
        <a href={href(lang, `/consultations/${consultation.number}`)}>{consultation.title}</a>
      </p>
      {consultation.question !== null && <p class="small">{said.question(consultation.question)}</p>}
      <p>{of}</p>
    </section>
  );
};
