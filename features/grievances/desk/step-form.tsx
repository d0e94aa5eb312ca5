import { MARKS } from '../../../portal/marks.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { FileField } from '../portal/files.tsx';
import { dayInWords, withinInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { VERBS } from '../domain/decide.ts';
import type { MatterView } from '../server/read-matter.ts';
import { proposalOf } from '../domain/answer/second-post.ts';
import { findEvent } from '../domain/state.ts';
import { WaitingTransfer } from './waiting-transfer.tsx';
import { VERB_WORDS } from '../portal/verb-words.ts';
import { fieldsFor } from './step-fields.ts';
import { OWED, stepName } from './words.ts';

export const WORDS = words('grievances/desk/step-form.WORDS', {
  'zh-CN': {
    within: (what: string, within: string) => `${what}，${within}内`,
    starts: '从这一步起开始计时：',
    comma: '；',
    seen: '办完以后来件人马上能看到。',
    keep: '先存着，以后再办',
    draft: (day: string) => `${day}存的草稿，还没有办。只有您这个岗位看得到，60天不动就没有了。`,
    drop: '不要这份草稿',
    kept: '您刚才写的，还没有提交：',
    look: '发出前看一遍',
  },
  en: {
    within: (what: string, within: string) => `${what} within ${within}`,
    starts: 'This step starts a clock: ',
    comma: '; ',
    seen: 'The filer sees it at once.',
    keep: 'Keep it for later',
    draft: (day: string) => `A draft of ${day}, not taken. Only your post sees it; untouched for 60 days, it is gone.`,
    drop: 'Throw this draft away',
    kept: 'What you wrote; it was not sent:',
    look: 'Look at it before it goes out',
  },
});

/** Everything a page needs to draw the steps of a matter. */
export interface Steps {
  readonly view: MatterView;
  readonly who: StaffMember;
  readonly lang: Lang;
  readonly csrf: string;
  /** Which list somebody works through, and where they are in it; empty where they came by no list. */
  readonly queue: string;
  /** What was typed before a look ahead, when its writer goes back to it. */
  readonly typed?: { readonly command: string; readonly typed: { readonly [name: string]: string } };
  /** The step that was just refused: what was typed stays. */
  readonly tried?: { readonly command: string; readonly typed: { readonly [name: string]: string }; readonly refusal: Refusal };
}

/** The query that carries the list along. */
export const inQueue = (queue: string): string => (queue === '' ? '' : `?queue=${encodeURIComponent(queue)}`);

/** What a form starts with: the second post reads and gives the answer as it was proposed; what was sent back is changed, not written anew. */
const startsWith = ({ view }: Steps, command: string): { readonly [name: string]: string } => {
  const proposal =
    command === 'reply' || command === 'propose_reply'
      ? proposalOf(view.state)
      : command === 'propose_transfer'
        ? findEvent(view.state, 'transfer_proposed')
        : undefined;
  const entry = view.entries.find((it) => it.event.level === proposal?.level && it.event.n === proposal.n);
  const choices = ['outcome', 'office', 'grade'].flatMap((name) => {
    const chosen = entry?.event.data[name];
    return typeof chosen === 'string' ? [[name, chosen] as const] : [];
  });
  return entry ? { ...entry.texts, ...Object.fromEntries(choices) } : {};
};

/** What the post has kept of a step. */
const draftOf = ({ view }: Steps, command: string) => view.drafts.find((it) => it.command === command);

/** Only what takes words is worth keeping. */
const takesWords = (command: string): boolean =>
  Object.values(VERBS.find((verb) => verb.name === command)?.fields ?? {}).some((spec) => spec.kind === 'text');

const formState = (steps: Steps, command: string) => {
  const { lang, tried, typed } = steps;
  if (typed?.command === command) return { lang, id: command, typed: typed.typed };
  const draft = tried?.command === command ? undefined : draftOf(steps, command);
  if (draft) return { lang, id: command, typed: draft.fields };
  return tried?.command === command
    ? { lang, id: command, typed: tried.typed, refusal: tried.refusal }
    : { lang, id: command, typed: startsWith(steps, command) };
};

const stepFields = ({ view, who, lang }: Steps, command: string): readonly Field[] => fieldsFor(command, { view, who, lang });

/** The duties that start with a step, in words; the grade decides where there are grades. */
const startedBy = (view: MatterView, command: string, lang: Lang): string => {
  const verb = VERBS.find((it) => it.name === command);
  return view.pack.rules
    .filter(
      (rule) =>
        'event' in rule.start &&
        (rule.start.event === verb?.makes || rule.start.event === verb?.also) &&
        rule.nature === 'duty' &&
        rule.when === null &&
        rule.within !== null,
    )
    .map((rule) => WORDS[lang].within(OWED[rule.kind][lang], withinInWords(rule.within ?? '', lang)))
    .join(WORDS[lang].comma);
};

/** Whether photos and papers may come with a step. */
const takesFiles = (command: string): boolean =>
  Object.values(VERBS.find((verb) => verb.name === command)?.fields ?? {}).some((spec) => spec.kind === 'files');

/** What was wrong with the files of a step that was just refused. */
const fileFault = ({ tried }: Steps, command: string): Refusal | undefined =>
  tried?.command === command && tried.refusal.data?.['field'] === 'files' ? tried.refusal : undefined;

/** The form of one open step: its fields, what it starts, the length of the matter as this page shows it. */
export const StepForm = ({ steps, command }: { readonly steps: Steps; readonly command: string }) => {
  const { view, lang, csrf, queue } = steps;
  const words = WORDS[lang];
  const starts = startedBy(view, command, lang);
  const draft = draftOf(steps, command);
  const toDraft = href(lang, `/desk/matter/${view.number}/draft`);
  return (
    <form
      method="post"
      action={href(lang, `/desk/matter/${view.number}/step`)}
      {...(takesFiles(command) ? { enctype: 'multipart/form-data' } : {})}
    >
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="expected" value={view.length} />
      <input type="hidden" name="queue" value={queue} />
      {steps.tried?.command === command && steps.tried.refusal.refused === 'control_word' && (
        <input type="hidden" name="sure" value="yes" />
      )}
      {(command === 'sign_transfer' || command === 'return_transfer') && <WaitingTransfer view={view} lang={lang} />}
      <Fields fields={stepFields(steps, command)} form={formState(steps, command)} />
      {takesFiles(command) && <FileField id={`${command}-files`} lang={lang} fault={fileFault(steps, command)} isOptional isStaff />}
      {draft && <p class="note">{words.draft(dayInWords(draft.keptOn, lang, view.today))}</p>}
      <p class="small">
        {starts && `${words.starts}${starts}${MARKS[lang].stop}`}
        {words.seen}
      </p>
      <p>
        <button class="btn" name="command" value={command}>
          {VERB_WORDS[command]?.looked ? words.look : stepName(command, lang)}
        </button>
        {takesWords(command) && (
          <>
            {' '}
            <button class="btn plain" name="command" value={command} formaction={toDraft} formnovalidate>
              {words.keep}
            </button>
          </>
        )}
        {draft && (
          <>
            {' '}
            <button class="btn plain" name="drop" value={command} formaction={toDraft} formnovalidate>
              {words.drop}
            </button>
          </>
        )}
      </p>
    </form>
  );
};

/** What was refused, once at the top; text whose form is closed by now is shown, so that it is not lost. */
export const Tried = ({ steps }: { readonly steps: Steps }) => {
  const { tried, view, lang } = steps;
  if (!tried) return null;
  const isOpen = view.options.some((option) => option.command === tried.command && option.open);
  const texts = isOpen
    ? []
    : stepFields(steps, tried.command).flatMap((field) =>
        field.kind === 'text' && tried.typed[field.name] ? [tried.typed[field.name]] : [],
      );
  return (
    <FaultSummary refusal={tried.refusal} form={formState(steps, tried.command)} fields={isOpen ? stepFields(steps, tried.command) : []}>
      {texts.length > 0 && (
        <>
          <p>{WORDS[lang].kept}</p>
          {texts.map((text) => (
            <p class="words">{text}</p>
          ))}
        </>
      )}
    </FaultSummary>
  );
};
