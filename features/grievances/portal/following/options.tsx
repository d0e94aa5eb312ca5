import { MARKS } from '../../../../portal/marks.ts';
import { WithTel } from '../../../../portal/tel.tsx';
import { dayInWords, daysInWords } from '../../../../portal/dates.ts';
import { gap, href } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import type { Option } from '../../domain/decide.ts';
import { JOINT_VERBS } from '../../domain/joint/joint.ts';
import { TABLE_VERBS } from '../../domain/mediation/mediation.ts';
import { unopened } from '../../domain/answer/open-notice.ts';
import { collectReward } from '../../domain/line/collect-reward.ts';
import { CODE_VERBS } from '../../domain/receipts/replace-code.ts';
import { daysLeft } from '../../domain/timeline.ts';
import { ASKED_COMMANDS } from './asked.tsx';
import { FileField } from '../files.tsx';
import { FOLLOW } from './follow-words.ts';
import { COMMANDS, commandTitle, needsWords, takesFiles, takesWords } from './option-words.ts';
import { dueDayIn, namedIn, type Seen } from '../filing/seen.ts';
import { formToken } from '../filing/typed.ts';

/** Steps that this page lists: not those the matter's pack does not know, nor what stands elsewhere on the page. */
const listed = ({ view }: Seen): readonly Option[] =>
  view.options.filter((it) => {
    if ([...CODE_VERBS, ...JOINT_VERBS, ...TABLE_VERBS, collectReward].some((verb) => verb.name === it.command)) return false;
    if (it.command === 'open_my_name' && it.because?.refused === 'no_sealed_box') return false;
    if (it.command === 'open_notice' || (it.command === 'resume' && !it.open)) return false;
    if (ASKED_COMMANDS.includes(it.command)) return false;
    if (it.command === 'dispute' && !it.open && it.because?.refused !== 'right_lapsed') return false;
    if ((it.command === 'add_point' || it.command === 'report_danger') && !it.open) return false;
    if (it.command === 'revoke_publishing' && !it.open && it.because?.refused !== 'words_published') return false;
    if ((it.command === 'ask_pause' || it.command === 'end_pause') && !it.open) return false;
    return (
      !it.command.startsWith('ask_') ||
      it.command === 'ask_withdrawal' ||
      it.command === 'ask_pause' ||
      view.pack.rules.some((rule) => rule.kind === it.command)
    );
  });

/** The last day of a right and the days left; undefined where none is open. */
export const untilOf = ({ view, lang }: Seen, command: string): string | undefined => {
  const right = view.owed.find((it) => it.nature === 'right' && it.kind === command);
  if (!right) return undefined;
  const due = dueDayIn(view, right.due);
  return due === null
    ? FOLLOW[lang].noEnd
    : FOLLOW[lang].until(dayInWords(due, lang, view.today), daysInWords(daysLeft(due, view.today), lang));
};

const WordsField = ({
  command,
  lang,
  fault,
  words,
}: Pick<Seen, 'lang'> & { readonly command: string; readonly words: string; readonly fault: Seen['fault'] | undefined }) => (
  <div class={fault ? 'err' : undefined}>
    <label for={`words-${command}`}>
      {command === 'add_files' ? FOLLOW[lang].filesWords : needsWords(command) ? FOLLOW[lang].yourWords : FOLLOW[lang].words}
    </label>
    {fault && (
      <p class="why" id={`why-${command}`}>
        {sentenceFor(fault.refusal, lang)}
      </p>
    )}
    <textarea
      id={`words-${command}`}
      name="words"
      {...(fault ? { 'aria-invalid': true, 'aria-describedby': `why-${command}` } : {})}
    >{`\n${words}`}</textarea>
  </div>
);

interface Choice {
  readonly value: string;
  readonly text: string;
}

const Until = ({ seen, command }: { readonly seen: Seen; readonly command: string }) => {
  const until = untilOf(seen, command);
  return until === undefined ? null : (
    <>
      {gap(seen.lang)}
      <b>{until}</b>
    </>
  );
};

/** Room to write, on a page of its own: what the step means, the words, photos where it takes them, and a button for each answer. */
export const WriteForm = ({
  seen,
  command,
  of,
  choices,
}: {
  readonly seen: Seen;
  readonly command: string;
  readonly of?: string;
  readonly choices?: readonly Choice[];
}) => {
  const { lang, ticket, code } = seen;
  const it = COMMANDS[command];
  if (!it) return null;
  const ofFiles = seen.fault?.refusal.data?.['field'] === 'files';
  return (
    <form
      id="writing"
      method="post"
      action={href(lang, takesFiles(command) ? '/follow/files' : '/follow/step')}
      {...(takesFiles(command) ? { enctype: 'multipart/form-data' } : {})}
      {...(ticket === undefined ? { autocomplete: 'off' } : {})}
    >
      <p>
        <WithTel text={it.about(namedIn(seen))[lang]} />
        <Until seen={seen} command={command} />
      </p>
      <input type="hidden" name={ticket === undefined ? 'code' : 'ticket'} value={ticket ?? code} />
      <input type="hidden" name="command" value={command} />
      {of !== undefined && <input type="hidden" name="of" value={of} />}
      {takesFiles(command) && <input type="hidden" name="token" value={formToken(undefined)} />}
      <WordsField command={command} lang={lang} fault={ofFiles ? undefined : seen.fault} words={seen.written ?? ''} />
      {takesFiles(command) && (
        <FileField id={`files-${command}`} isOptional lang={lang} fault={ofFiles ? seen.fault?.refusal : undefined} />
      )}
      <p class="row">
        {(choices ?? [{ value: '', text: it.button[lang] }]).map((choice, i) => (
          <button class={i === 0 ? 'btn' : 'btn plain'} {...(choice.value === '' ? {} : { name: 'answer', value: choice.value })}>
            {choice.text}
          </button>
        ))}
      </p>
    </form>
  );
};

const OptionForm = ({ seen, command }: { readonly seen: Seen; readonly command: string }) => {
  const { lang, code } = seen;
  const it = COMMANDS[command];
  if (!it) return null;
  return (
    <form class="card" id={command} method="post" action={href(lang, takesWords(command) ? '/follow/write' : '/follow/step')}>
      <h3>{commandTitle(command, namedIn(seen), lang)}</h3>
      <p>
        <WithTel text={it.about(namedIn(seen))[lang]} />
        <Until seen={seen} command={command} />
      </p>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="command" value={command} />
      <p>
        <button class={command === 'ask_withdrawal' || command === 'ask_pause' ? 'btn plain' : 'btn'}>{it.button[lang]}</button>
      </p>
    </form>
  );
};

/** What can be done at any time, seldom is, and is not to be pressed by mistake. */
const FOLDED: readonly string[] = ['report_danger', 'add_point', 'add_files', 'open_my_name', 'ask_pause', 'ask_withdrawal'];

/** What the filer can do now and until when; these are kept folded. */
export const OpenOptions = (seen: Seen) => {
  const words = FOLLOW[seen.lang];
  const open = listed(seen).filter((it) => it.open);
  const first = open.filter((it) => !FOLDED.includes(it.command));
  return (
    <section>
      <h2>{words.can}</h2>
      {first.length === 0 && <p>{unopened(seen.view.state).length > 0 ? words.openFirst : words.nothing}</p>}
      {first.map((it) => (
        <OptionForm seen={seen} command={it.command} />
      ))}
      {FOLDED.filter((command) => open.some((it) => it.command === command)).map((command) => (
        <details open={seen.fault?.command === command}>
          <summary>{commandTitle(command, namedIn(seen), seen.lang)}</summary>
          <OptionForm seen={seen} command={command} />
        </details>
      ))}
    </section>
  );
};

/** What is closed, each with its reason: a way that cannot be seen cannot be claimed. */
export const ClosedOptions = (seen: Seen) => {
  const closed = listed(seen).filter((it) => !it.open);
  if (closed.length === 0) return null;
  return (
    <>
      <h3>{FOLLOW[seen.lang].closed}</h3>
      <ul class="small">
        {closed.map((it) => (
          <li>
            <b>{commandTitle(it.command, namedIn(seen), seen.lang)}</b>
            {MARKS[seen.lang].colon}
            {it.because && sentenceFor(it.because, seen.lang, seen.view.today)}
          </li>
        ))}
      </ul>
    </>
  );
};
