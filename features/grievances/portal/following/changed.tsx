import { words } from '../../../../kernel/language/words.ts';
import { href, html, type Lang, type PageReply } from '../../../../portal/page.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { formToken } from '../filing/typed.ts';

export const WORDS = words('grievances/portal/following/changed.WORDS', {
  'zh-CN': {
    title: '这张表交过一次了',
    lead: '刚才交的那一次已经收下，当时写的和现在的不一样。您现在写的都还在，没有丢。',
    same: '如果回执没有显示出来：把文字改回当时的样子再交一次，就会显示那一次的回执，不会多出一件。',
    other: '如果现在写的是另一件事，或者您要再交一件：',
    go: '作为新的一件继续写',
  },
  en: {
    title: 'This form was sent before',
    lead: 'What you sent a moment ago was taken; it said something else than what you wrote now. Nothing of what you wrote now is lost.',
    same: 'If you never saw the receipt: put the words back as they were and send again. The receipt of that one is shown, and nothing is filed twice.',
    other: 'If this is another matter, or you want to file once more:',
    go: 'Go on writing it as a new one',
  },
});

/** A form that comes again with other words: what was written goes on, as a new one if its writer wishes. */
export const changedReply = ({ lang, form }: { readonly lang: Lang; readonly form: { readonly [name: string]: string } }): PageReply => {
  const words = WORDS[lang];
  const kept = Object.entries(form).filter(([name]) => name !== 'token' && name !== 'files');
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>{words.same}</p>
      <p>{words.other}</p>
      <form method="post" action={href(lang, '/file/keep')}>
        {kept.map(([name, text]) => (
          <input type="hidden" name={name} value={text} />
        ))}
        <input type="hidden" name="token" value={formToken(undefined)} />
        <p>
          <button class="btn" type="submit">
            {words.go}
          </button>
        </p>
      </form>
    </>,
    { status: statusOf('key_reused'), other: null },
  );
};
