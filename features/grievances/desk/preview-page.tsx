import { words } from '../../../kernel/language/words.ts';
import type { MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import { href } from '../../../portal/page.ts';
import { FilerSaid } from './filer-said.tsx';
import { SaidOf } from './history.tsx';
import type { Steps } from './step-form.tsx';
import { stepName } from './words.ts';

export const WORDS = words('grievances/desk/preview-page.WORDS', {
  'zh-CN': {
    title: (step: string) => `发出前再看一遍：${step}`,
    lead: '还没有发出。来件人会读到的就是下面这些；发出以后只能另写更正，不能改。',
    said: '来件人写过的话',
    edit: '回去改',
  },
  en: {
    title: (step: string) => `Before it goes out: ${step}`,
    lead: 'Nothing has gone out yet. This is what the filer will read; afterwards a correction can be added, and nothing changed.',
    said: 'Everything the filer wrote',
    edit: 'Go back and change it',
  },
});

/** An event that is not recorded yet, as a history shows it. */
const asEvent = (event: NewEvent, { view }: Steps): MatterEvent => {
  const [filed] = view.entries;
  if (!filed) throw new Error('a matter starts with its filing');
  return { ...filed.event, ...event, n: view.length };
};

interface PreviewProps {
  readonly steps: Steps;
  readonly command: string;
  readonly events: readonly NewEvent[];
  readonly typed: { readonly [name: string]: string };
  /** A word of control was warned of and is sent all the same. */
  readonly isSure: boolean;
}

/** What is about to be served, beside everything that the filer wrote. Both ways on carry what was typed. */
export const PreviewBody = ({ steps, command, events, typed, isSure }: PreviewProps) => {
  const { view, lang, csrf, queue } = steps;
  const words = WORDS[lang];
  return (
    <>
      <h1>{words.title(stepName(command, lang))}</h1>
      <p class="lead">{words.lead}</p>
      <div class="two">
        <div>
          {events.map((event) => (
            <div class="card">
              <SaidOf event={asEvent(event, steps)} texts={event.texts} view={view} lang={lang} />
            </div>
          ))}
          <form method="post" action={href(lang, `/desk/matter/${view.number}/step`)}>
            <input type="hidden" name="csrf" value={csrf} />
            <input type="hidden" name="expected" value={view.length} />
            <input type="hidden" name="queue" value={queue} />
            {isSure && <input type="hidden" name="sure" value="yes" />}
            {Object.entries(typed).map(([name, text]) => (
              // A hidden field drops no line end, where a text field folded away would.
              <input type="hidden" name={name} value={text} />
            ))}
            <input type="hidden" name="command" value={command} />
            <p class="row">
              <button class="btn" name="look" value="done">
                {stepName(command, lang)}
              </button>
              <button class="btn plain" name="look" value="edit">
                {words.edit}
              </button>
            </p>
          </form>
        </div>
        <aside>
          <h2>{words.said}</h2>
          <FilerSaid view={view} lang={lang} />
        </aside>
      </div>
    </>
  );
};
