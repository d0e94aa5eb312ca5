import type { ComponentChildren } from 'preact';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { JUDGEMENTS } from '../domain/judge-promise.ts';
import { unanswered } from '../domain/offers.ts';
import { judgeable } from '../domain/promises.ts';
import { FOLLOW } from './follow-words.ts';
import { COMMANDS } from './option-words.ts';
import { namedIn, type Seen } from './seen.ts';
import { Words } from './words.tsx';

/** Steps of the filer that answer something; each stands with what it answers. */
export const ASKED_COMMANDS: readonly string[] = ['answer_question', 'answer_inspection', 'judge_promise'];

const textOf = ({ view }: Seen, event: MatterEvent, name: string): string =>
  view.entries.find((it) => it.event.level === event.level && it.event.n === event.n)?.texts[name] ?? '';

interface Choice {
  readonly value: string;
  readonly text: string;
}

interface FormProps {
  readonly seen: Seen;
  readonly command: string;
  readonly event: MatterEvent;
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly children: ComponentChildren;
}

/** One thing that waits for a word: what was asked, room for words, and a button for each answer. */
const Answer = ({ seen, command, event, title, choices, children }: FormProps) => {
  const { lang, code } = seen;
  const it = COMMANDS[command];
  const id = `words-${command}-${event.n}`;
  const fault = seen.fault?.command === command && seen.fault.of === event.n ? seen.fault : undefined;
  return (
    <form class="card" method="post" action={href(lang, '/follow/step')}>
      <h3>{title}</h3>
      {children}
      <p class="small">{it?.about(namedIn(seen))[lang]}</p>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="of" value={event.n} />
      <div class={fault ? 'err' : undefined}>
        <label for={id}>{it?.needsWords ? FOLLOW[lang].yourWords : FOLLOW[lang].words}</label>
        {fault && (
          <p class="why" id={`why-${id}`}>
            {sentenceFor(fault.refusal, lang)}
          </p>
        )}
        <textarea
          class="short"
          id={id}
          name="words"
          {...(fault ? { 'aria-invalid': true, 'aria-describedby': `why-${id}` } : {})}
        >{`\n${fault?.words ?? ''}`}</textarea>
      </div>
      <p class="row">
        {choices.map((choice, i) => (
          <button class={i === 0 ? 'btn' : 'btn plain'} name="answer" value={choice.value}>
            {choice.text}
          </button>
        ))}
      </p>
    </form>
  );
};

const Said = ({ seen, text }: { readonly seen: Seen; readonly text: string }) =>
  text === '' ? null : (
    <p>
      <Words text={text} lang={seen.lang} />
    </p>
  );

const day = ({ view, lang }: Seen, event: MatterEvent, name: string): string =>
  dayInWords(getPlainDate(String(event.data[name])), lang, view.today);

/** Questions, offers to come and look, promises to judge: what an office waits for from the filer, with the forms to say it. */
export const AskedOfYou = (seen: Seen) => {
  const { view, lang } = seen;
  const words = FOLLOW[lang];
  const isOpen = (command: string): boolean => view.options.some((it) => it.command === command && it.open);
  const questions = isOpen('answer_question') ? unanswered(view.state, 'question_asked') : [];
  const looks = isOpen('answer_inspection') ? unanswered(view.state, 'inspection_offered') : [];
  const promises = isOpen('judge_promise') ? judgeable(view.state, view.today) : [];
  if (questions.length + looks.length + promises.length === 0) return null;
  const kept = { kept: words.keptYes, partly: words.keptPartly, not_kept: words.keptNo } as const;
  return (
    <section>
      <h2>{words.asked}</h2>
      {questions.map((event) => (
        <Answer
          seen={seen}
          command="answer_question"
          event={event}
          title={words.question(namedIn(seen, event).by)}
          choices={[{ value: '', text: COMMANDS['answer_question']?.button[lang] ?? '' }]}
        >
          <Said seen={seen} text={textOf(seen, event, 'words')} />
        </Answer>
      ))}
      {looks.map((event) => (
        <Answer
          seen={seen}
          command="answer_inspection"
          event={event}
          title={words.look(namedIn(seen, event).by, day(seen, event, 'on'))}
          choices={[
            { value: 'agreed', text: words.agree },
            { value: 'declined', text: words.decline },
          ]}
        >
          <Said seen={seen} text={textOf(seen, event, 'where')} />
          <Said seen={seen} text={textOf(seen, event, 'words')} />
        </Answer>
      ))}
      {promises.map((event) => {
        const done = view.state.history.find((it) => it.type === 'promise_kept' && it.data['of'] === event.n);
        return (
          <Answer
            seen={seen}
            command="judge_promise"
            event={event}
            title={COMMANDS['judge_promise']?.title(namedIn(seen))[lang] ?? ''}
            choices={JUDGEMENTS.map((value) => ({ value, text: kept[value] }))}
          >
            <Said seen={seen} text={`${textOf(seen, event, 'promise')} (${words.promisedBy(day(seen, event, 'by'))})`} />
            {done && <Said seen={seen} text={`${words.saidKept}${textOf(seen, done, 'words')}`} />}
          </Answer>
        );
      })}
    </section>
  );
};
