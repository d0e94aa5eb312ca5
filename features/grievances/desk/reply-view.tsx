import { href } from '../../../portal/page.ts';
import { Duties } from './duties.tsx';
import { FilerWords } from './filer-words.tsx';
import { Tried } from './matter-view.tsx';
import { StepForm, type Steps } from './step-form.tsx';

const WORDS = {
  'zh-CN': { title: '书面答复', lead: '写给来件人看：查明了什么，怎么处理，凭什么。不同意可以去哪里，系统会附在后面。', said: '来件人说了什么', owes: '欠什么，到哪天', back: '先不写，回到这件事' },
  en: { title: 'Answer in writing', lead: 'Written to the filer: what was found, what is done, on what rule. Where to go in case of disagreement is added by the system.', said: 'What this person said', owes: 'What is owed, by when', back: 'Not now, back to the matter' },
} as const;

/** The answer with the person's words beside it. */
export const ReplyBody = ({ steps }: { readonly steps: Steps }) => {
  const { view, lang, who } = steps;
  const words = WORDS[lang];
  return (
    <>
      <Tried steps={steps} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <div class="two">
        <div>
          <StepForm steps={steps} command="reply" />
          <p><a href={href(lang, `/desk/matter/${view.number}`)}>{words.back}</a></p>
        </div>
        <aside><h2>{words.said}</h2><FilerWords view={view} lang={lang} /><h2>{words.owes}</h2><Duties view={view} lang={lang} who={who} /></aside>
      </div>
    </>
  );
};
