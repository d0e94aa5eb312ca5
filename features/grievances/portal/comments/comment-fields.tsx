import { words } from '../../../../kernel/language/words.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import type { PublicView } from '../../../consultations/public.ts';

export const COMMENT = words('grievances/portal/comments/comment-fields.COMMENT', {
  'zh-CN': {
    title: '对草案提意见',
    lead: '不用姓名，不用账号。每一条都有回执，都要答复。',
    subject: ['用一句话说，是什么意见？', '例如：收费标准那一条，低保户应当减免'],
    body: ['您的意见和理由', '说草案哪一条、为什么、怎样改，最多两万字。只有您一个人才知道的细节，可能让人认出您。'],
    of: (title: string, until: string) => `关于：${title}（收意见到${until}为止，含当天）`,
    read: '先看草案',
    question: '回答哪个问题？（可不选）',
    whole: '不是哪个问题，是整个草案',
    publish: '截止以后可以公开我写的话',
    publishHint:
      '公开时没有编号、日期、姓名，次序打乱，和别人的一起公开。但是您写的话、说话的样子，可能让认识您的人认出您。公开以前凭回执可以收回；公开以后收不回来。不勾也一样答复您。',
    number: '征求意见的编号',
    who: (office: string) => [
      `只有${office}会看到您写的内容；逾期不答复，您请上级单位过问的，上级也会看到。它不问、也看不到是谁写的。`,
      '每一次有人打开您的意见，都会记在您的进度页上。',
    ],
  },
  en: {
    title: 'Comment on a draft',
    lead: 'No name and no account. Each comment has a receipt, and each is owed an answer.',
    subject: ['In one sentence: what do you say?', 'For example: the fee should be waived for people on basic support'],
    body: [
      'What you say, and why',
      'Which part of the draft, why, and how it should read; up to 20,000 characters. What only you know can show who you are.',
    ],
    of: (title: string, until: string) => `About: ${title} (open until ${until}, that day included)`,
    read: 'Read the draft first',
    question: 'Which question do you answer? (optional)',
    whole: 'None of them: the draft as a whole',
    publish: 'My words may be published once the period is over',
    publishHint:
      'They are published without number, day or name, in a mixed order, together with those of others. But what you write, and how you write it, may show who you are to people who know you. Until then you can take this back by your receipt; afterwards you cannot. You are answered all the same without it.',
    number: 'Number of the consultation',
    who: (office: string) => [
      `Only ${office} reads what you write, and the office above it where no answer comes in time and you ask for that. It neither asks nor sees who wrote it.`,
      'Each time somebody opens your comment, that is listed on your progress page.',
    ],
  },
});

/** What a form says of a comment. */
export interface CommentTyped {
  readonly consultation: string;
  readonly question?: number;
  readonly publish: boolean;
}

/** Reads it off a form. */
export const typedComment = (form: { readonly [name: string]: string }): CommentTyped => {
  const asked = form['question'] ?? '';
  // What is no number of a question is refused as one that there is not.
  const question = asked === '' ? undefined : /^\d{1,2}$/.test(asked) ? Number(asked) : 0;
  return {
    consultation: form['consultation'] ?? '',
    ...(question === undefined ? {} : { question }),
    publish: form['publish'] === 'yes',
  };
};

/** The same as a filing says it. */
export const filedComment = ({ publish, ...it }: CommentTyped) => ({ ...it, ...(publish ? { publish: true as const } : {}) });

interface Props {
  readonly lang: Lang;
  readonly it: CommentTyped;
  /** Undefined where the form names none that there is. */
  readonly view: PublicView | undefined;
  readonly faults: { readonly consultation?: Refusal; readonly question?: Refusal };
}

const Why = ({ name, fault, lang }: { readonly name: string; readonly fault: Refusal | undefined; readonly lang: Lang }) =>
  fault ? (
    <p class="why" id={`${name}-why`}>
      {sentenceFor(fault, lang)}
    </p>
  ) : null;

/** Which draft it is about, and which of its questions. */
export const CommentFields = ({ lang, it, view, faults }: Props) => {
  const said = COMMENT[lang];
  const { until } = view?.state ?? {};
  return (
    <>
      <div class={faults.consultation ? 'err' : undefined}>
        <Why name="consultation" fault={faults.consultation} lang={lang} />
        {view ? (
          <p id="consultation" tabIndex={-1}>
            <input type="hidden" name="consultation" value={view.number} />
            {said.of(view.state.title, until ? dayInWords(until, lang) : '')}{' '}
            <a href={href(lang, `/consultations/${view.number}`)}>{said.read}</a>
          </p>
        ) : (
          <>
            <label for="consultation">{said.number}</label>
            <input type="text" id="consultation" name="consultation" value={it.consultation} />
          </>
        )}
      </div>
      {view && view.questions.length > 0 && (
        <div class={faults.question ? 'err' : undefined}>
          <label for="question">{said.question}</label>
          <Why name="question" fault={faults.question} lang={lang} />
          <select id="question" name="question">
            <option value="">{said.whole}</option>
            {view.questions.map((text, i) => (
              <option value={String(i + 1)} selected={it.question === i + 1}>
                {`${i + 1}. ${text}`}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
};

/** Whether the words may be published, with what that may do (mission: what software cannot prevent is said). */
export const PublishField = ({ lang, checked }: { readonly lang: Lang; readonly checked: boolean }) => (
  <>
    <label class="choice">
      <input type="checkbox" name="publish" value="yes" checked={checked} aria-describedby="publish-hint" />
      {COMMENT[lang].publish}
    </label>
    <p class="hint" id="publish-hint">
      {COMMENT[lang].publishHint}
    </p>
  </>
);
