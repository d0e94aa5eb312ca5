import type { ComponentChildren } from 'preact';
import { getPlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { WithTel } from '../../../../portal/tel.tsx';
import { href } from '../../../../portal/page.ts';
import { HOW_IT_IS } from '../../domain/child/ask-child.ts';
import { JUDGEMENTS } from '../../domain/answer/judge-promise.ts';
import { unanswered } from '../../domain/dialogue/offers.ts';
import { judgeable } from '../../domain/answer/promises.ts';
import { FOLLOW } from './follow-words.ts';
import { COMMANDS } from './option-words.ts';
import { namedIn, type Seen } from '../filing/seen.ts';
import { CHILD_CHOICES } from '../child-words.ts';
import { Words } from '../words.tsx';

/** Steps of the filer that answer something; each stands with what it answers. */
export const ASKED_COMMANDS: readonly string[] = ['answer_question', 'answer_inspection', 'judge_promise', 'answer_child'];

const textOf = ({ view }: Seen, event: MatterEvent, name: string): string =>
  view.entries.find((it) => it.event.level === event.level && it.event.n === event.n)?.texts[name] ?? '';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What waits for a word: what it is called, what was said, and the answers that can be given. */
export interface Asked {
  readonly command: string;
  readonly n: number;
  readonly title: string;
  readonly said: ComponentChildren;
  readonly choices: readonly Choice[];
}

/** One thing that waits for a word, with the way to the page on which it is given. */
const Answer = ({ seen, asked }: { readonly seen: Seen; readonly asked: Asked }) => {
  const { lang, code } = seen;
  const it = COMMANDS[asked.command];
  return (
    <form class="card" method="post" action={href(lang, '/follow/write')}>
      <h3>{asked.title}</h3>
      {asked.said}
      <p class="small">
        <WithTel text={it?.about(namedIn(seen))[lang] ?? ''} />
      </p>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="command" value={asked.command} />
      <input type="hidden" name="of" value={asked.n} />
      <p>
        <button class="btn">{FOLLOW[lang].answer}</button>
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

/** Questions, offers to come and look, promises to judge: what an office waits for from the filer. */
const askedOf = (seen: Seen): readonly Asked[] => {
  const { view, lang } = seen;
  const words = FOLLOW[lang];
  const isOpen = (command: string): boolean => view.options.some((it) => it.command === command && it.open);
  const kept = { kept: words.keptYes, partly: words.keptPartly, not_kept: words.keptNo } as const;
  const questions = isOpen('answer_question') ? unanswered(view.state, 'question_asked') : [];
  const looks = isOpen('answer_inspection') ? unanswered(view.state, 'inspection_offered') : [];
  const children = isOpen('answer_child') ? unanswered(view.state, 'child_asked') : [];
  const promises = isOpen('judge_promise') ? judgeable(view.state, view.today) : [];
  return [
    ...questions.map((event) => ({
      command: 'answer_question',
      n: event.n,
      title: words.question(namedIn(seen, event).by),
      said: <Said seen={seen} text={textOf(seen, event, 'words')} />,
      choices: [{ value: '', text: COMMANDS['answer_question']?.button[lang] ?? '' }],
    })),
    ...looks.map((event) => ({
      command: 'answer_inspection',
      n: event.n,
      title: words.look(namedIn(seen, event).by, day(seen, event, 'on')),
      said: (
        <>
          <Said seen={seen} text={textOf(seen, event, 'where')} />
          <Said seen={seen} text={textOf(seen, event, 'words')} />
        </>
      ),
      choices: [
        { value: 'agreed', text: words.agree },
        { value: 'declined', text: words.decline },
      ],
    })),
    ...children.map((event) => ({
      command: 'answer_child',
      n: event.n,
      title: COMMANDS['answer_child']?.title(namedIn(seen))[lang] ?? '',
      said: <Said seen={seen} text={textOf(seen, event, 'words')} />,
      choices: HOW_IT_IS.map((value) => ({ value, text: CHILD_CHOICES[value][lang] })),
    })),
    ...promises.map((event) => {
      const done = view.state.history.find((it) => it.type === 'promise_kept' && it.data['of'] === event.n);
      return {
        command: 'judge_promise',
        n: event.n,
        title: COMMANDS['judge_promise']?.title(namedIn(seen))[lang] ?? '',
        said: (
          <>
            <Said seen={seen} text={`${textOf(seen, event, 'promise')} (${words.promisedBy(day(seen, event, 'by'))})`} />
            {done && <Said seen={seen} text={`${words.saidKept}${textOf(seen, done, 'words')}`} />}
          </>
        ),
        choices: JUDGEMENTS.map((value) => ({ value, text: kept[value] })),
      };
    }),
  ];
};

/** What one answer is to; undefined where it is answered already. */
export const answerOf = (seen: Seen, command: string, n: number): Asked | undefined =>
  askedOf(seen).find((it) => it.command === command && it.n === n);

/** All of it, on the progress page. */
export const AskedOfYou = (seen: Seen) => {
  const asked = askedOf(seen);
  if (asked.length === 0) return null;
  return (
    <section>
      <h2>{FOLLOW[seen.lang].asked}</h2>
      {asked.map((it) => (
        <Answer seen={seen} asked={it} />
      ))}
    </section>
  );
};
