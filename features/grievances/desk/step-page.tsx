import { words } from '../../../kernel/language/words.ts';
import { href } from '../../../portal/page.ts';
import { VERB_WORDS } from '../portal/verb-words.ts';
import { Duties } from './duties.tsx';
import { FilerSaid } from './filer-said.tsx';
import { MatterHistory } from './history.tsx';
import { inQueue, StepForm, Tried, type Steps } from './step-form.tsx';
import { stepName } from './words.ts';

export const WORDS = words('grievances/desk/step-page.WORDS', {
  'zh-CN': {
    said: '来件人说了什么',
    owes: '欠什么，到哪天',
    history: '到现在发生的事',
    back: '先不办，回到这件事',
    needs: '来件人说需要的帮助',
  },
  en: {
    said: 'What this person said',
    owes: 'What is owed, by when',
    history: 'What has happened',
    back: 'Not now, back to the matter',
    needs: 'Help that this person said they need',
  },
});

/** Steps in which somebody is met or spoken to: what they need for that is told here, and not beside the matter. */
const MEETS: readonly string[] = ['offer_inspection', 'hold_hearing', 'ask_filer'];

/** Steps about an earlier step: the history stands beside them, beside all others what the person said. */
export const LOOKS_BACK: readonly string[] = ['correct', 'void'];

/** The page of one step: its form, and what it is about beside it. */
export const StepPageBody = ({ steps, command }: { readonly steps: Steps; readonly command: string }) => {
  const { view, lang, who, queue } = steps;
  const words = WORDS[lang];
  const needs = view.entries[0]?.texts['needs'] ?? '';
  const lead = VERB_WORDS[command]?.lead?.[lang];
  return (
    <>
      <Tried steps={steps} />
      <h1>{stepName(command, lang)}</h1>
      {lead !== undefined && <p class="lead">{lead}</p>}
      <div class="two">
        <div>
          {MEETS.includes(command) && needs !== '' && (
            <div class="note">
              <p>
                <b>{words.needs}</b>
              </p>
              <p class="words">{needs}</p>
            </div>
          )}
          <StepForm steps={steps} command={command} />
          <p>
            <a href={href(lang, `/desk/matter/${view.number}${inQueue(queue)}`)}>{words.back}</a>
          </p>
        </div>
        <aside>
          {!LOOKS_BACK.includes(command) ? (
            <>
              <h2>{words.said}</h2>
              <FilerSaid view={view} lang={lang} />
              <h2>{words.owes}</h2>
              <Duties view={view} lang={lang} who={who} />
            </>
          ) : (
            <>
              <h2>{words.history}</h2>
              <MatterHistory view={view} lang={lang} isSaidAbove={false} />
            </>
          )}
        </aside>
      </div>
    </>
  );
};
