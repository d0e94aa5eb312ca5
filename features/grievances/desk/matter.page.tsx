import { withTicks } from '../../../kernel/stream/fields.ts';
import { words } from '../../../kernel/language/words.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { NewEvent } from '../../../kernel/matter/event.ts';
import { queryOf, queueOf } from '../../../desk/worklist/filter.ts';
import { findControlWord } from '../../../kernel/policy/tripwire.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { VERBS, type Asker } from '../domain/decide.ts';
import { lostCharacter, typed } from '../portal/filing/typed.ts';
import { filesInput } from '../../../engine/files/check-file.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { fileForStaff, readForStaff, writeDraft, type MatterView } from '../server/read-matter.ts';
import { takeStepAndLookOn } from '../server/take-step.ts';
import { lookAhead } from '../server/look-ahead.ts';
import { MatterBody } from './matter-view.tsx';
import { inQueue, type Steps } from './step-form.tsx';
import { VERB_WORDS } from '../portal/verb-words.ts';
import { PreviewBody } from './preview-page.tsx';
import { StepPageBody } from './step-page.tsx';
import { isStepName, stepName } from './words.ts';

export const TITLE = words('grievances/desk/matter.TITLE', { 'zh-CN': '事项', en: 'Matter' });

/** What one may not see answers exactly like what does not exist: the page names neither its number nor its address. */
export const notShown = (lang: Lang, because = refuse('not_found')): PageReply => ({ ...errorPage(lang, because), other: '/desk' });

/** A member of staff as who asks for a step. */
export const askerOf = (who: StaffMember): Asker => ({ kind: 'staff', post: who.post, office: who.office, role: who.role });

/** A desk page never runs without a session. */
export const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

interface Drawn {
  readonly done?: string;
  /** The step whose own page is drawn; absent for the page of the matter. */
  readonly own?: string | undefined;
}

const draw = (steps: Steps, { done, own }: Drawn = {}): PageReply => {
  const { view, lang, tried } = steps;
  const title = `${own ? `${stepName(own, lang)} · ` : ''}${TITLE[lang]} ${view.number}`;
  const body = own ? <StepPageBody steps={steps} command={own} /> : <MatterBody steps={steps} done={done} />;
  return html(title, body, {
    wide: true,
    other: `/desk/matter/${view.number}${own ? `/${own}` : ''}`,
    ...(tried ? { status: statusOf(tried.refusal.refused) } : {}),
  });
};

const isOpen = (view: MatterView, command: string): boolean => view.options.some((it) => it.command === command && it.open);

/** What cannot be a number is looked for like any other, and not found. */
export const numberOf = (request: PageRequest): string => parseEntityNumber(request.params['number'] ?? '') ?? '';

/** The list that somebody works through, as it is carried along; empty for what is none. */
const queueIn = (queue: string | undefined): string => (queue === undefined ? '' : queryOf(queueOf(queue)));

const showMatter = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, query } = request;
  const who = whoOf(request);
  const view = await readForStaff(service, numberOf(request), who);
  const done = query['done'];
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  const steps = { view, who, lang, csrf, queue: queueIn(query['queue']) };
  return draw(steps, done !== undefined && isStepName(done) ? { done } : {});
};

const showStep = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, params, query } = request;
  const queue = queueIn(query['queue']);
  const who = whoOf(request);
  const own = params['command'] ?? '';
  const view = await readForStaff(service, numberOf(request), who);
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  return isOpen(view, own)
    ? draw({ view, who, lang, csrf, queue }, { own })
    : { kind: 'redirect', to: `/desk/matter/${view.number}${inQueue(queue)}` };
};

/** A photo or paper: opened like the matter, with the same record, and not there like the matter. */
const showFile = async (request: PageRequest): Promise<PageReply> => {
  const file = await fileForStaff(request.service, numberOf(request), request.params['file'] ?? '', whoOf(request));
  return file === undefined || isRefusal(file) ? notShown(request.lang, file) : { kind: 'stored', file };
};

const NOT_INPUT = ['csrf', 'command', 'drop', 'expected', 'sure', 'queue', 'look'];

type FormInput = { readonly [name: string]: string };

const inputOf = (form: PageRequest['form']): FormInput =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => !NOT_INPUT.includes(name))
      .map(([name, text]) => [name, typed(text)]),
  );

/** A form sent twice meets its own first sending: then the step is done already, nobody else came between. */
const asRead = (refusal: Refusal, view: MatterView, who: StaffMember, command: string): Refusal => {
  const last = view.state.history.findLast((event) => event.type !== 'deadline_passed');
  const isOwn =
    last?.actor.kind === 'staff' && last.actor.post === who.post && last.type === VERBS.find((verb) => verb.name === command)?.makes;
  return refusal.refused === 'version_conflict' && isOwn ? refuse('already_done') : refusal;
};

/** A word of control in what staff write warns once (G3); it is theirs to send all the same, and stays for everybody to read. */
const warned = (form: PageRequest['form'], input: { readonly [name: string]: string }): Refusal | undefined => {
  if (form['sure'] === 'yes') return undefined;
  const found = Object.entries(input).flatMap(([field, text]) => {
    const word = findControlWord(text);
    return word === null ? [] : [refuse('control_word', { field, word })];
  });
  return found[0];
};

const COUNT = /^\d{1,6}$/;

/** Where a step leads: to the matter, and to the list where this post cannot open it any more. */
const afterStep = (number: string, command: string, queue: string, isShown: boolean): PageReply => {
  const on = queue === '' ? '' : `&${inQueue(queue).slice(1)}`;
  return { kind: 'redirect', to: isShown ? `/desk/matter/${number}?done=${command}${on}` : `/desk?done=${command}&number=${number}${on}` };
};

/** The page before something is served: drawn where the step could be taken, with what it would say. */
const preview = (steps: Steps, command: string, events: readonly NewEvent[], typedIn: FormInput, isSure: boolean): PageReply =>
  html(
    `${stepName(command, steps.lang)} · ${TITLE[steps.lang]} ${steps.view.number}`,
    <PreviewBody steps={steps} command={command} events={events} typed={typedIn} isSure={isSure} />,
    { wide: true, other: null },
  );

const postStep = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, form, files, filesFault } = request;
  const who = whoOf(request);
  const number = numberOf(request);
  const command = form['command'] ?? '';
  const input = inputOf(form);
  const queue = queueIn(form['queue']);
  const lost = Object.entries(input)
    .map(([name, text]) => lostCharacter(name, text))
    .find((it) => it !== undefined);
  const expected = form['expected'] ?? '';
  // A form without the length it was made on is one that was not opened here.
  const early = COUNT.test(expected) ? (lost ?? filesFault ?? warned(form, input)) : refuse('form_expired');
  const { fields = {} } = VERBS.find((verb) => verb.name === command) ?? {};
  const asked = { name: command, input: { ...withTicks(fields, input), ...filesInput(files) }, expectedLength: Number(expected) };
  const isLook = VERB_WORDS[command]?.looked === true && form['look'] !== 'done';
  const before = isLook ? await readForStaff(service, number, who) : undefined;
  const seen = before !== undefined && !isRefusal(before) ? before : undefined;
  if (seen && form['look'] === 'edit')
    return draw({ view: seen, who, lang, csrf, queue, typed: { command, typed: input } }, { own: command });
  const ahead = seen && !early ? lookAhead(service, seen, askerOf(who), asked) : undefined;
  if (seen && ahead && !isRefusal(ahead))
    return preview({ view: seen, who, lang, csrf, queue }, command, ahead, input, form['sure'] === 'yes');
  const taken =
    early ??
    (isRefusal(ahead) ? ahead : await takeStepAndLookOn(service, number, askerOf(who), asked, { files: files.map((it) => it.bytes) }));
  if (!isRefusal(taken)) return afterStep(number, command, queue, taken.isShown);
  const refusal = taken;
  // The form again needs the words of the matter. What was looked at before is as it was: nothing was recorded.
  const shown = seen ?? (await readForStaff(service, number, who));
  const view = isRefusal(shown) ? undefined : shown;
  if (!view || !isStepName(command)) return notShown(lang, isRefusal(shown) ? shown : undefined);
  const tried = { command, typed: input, refusal: asRead(refusal, view, who, command) };
  return draw({ view, who, lang, csrf, queue, tried }, { own: isOpen(view, command) ? command : undefined });
};

/** Keeps what somebody has begun to write, or throws it away, and goes on where they were. */
const postDraft = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, form } = request;
  const number = numberOf(request);
  const drop = form['drop'];
  const command = drop ?? form['command'] ?? '';
  if (!isStepName(command)) return notShown(lang);
  const refusal = await writeDraft(service, number, whoOf(request), command, drop === undefined ? inputOf(form) : undefined);
  const queue = queueIn(form['queue']);
  return refusal ? notShown(lang, refusal) : { kind: 'redirect', to: `/desk/matter/${number}/${command}${inQueue(queue)}` };
};

/** One matter at the desk, the steps with a page of their own, and what a form does. */
export const matterPages: readonly Page[] = [
  { path: '/desk/matter/:number', method: 'GET', face: 'desk', handle: showMatter },
  { path: '/desk/matter/:number/:command', method: 'GET', face: 'desk', handle: showStep },
  { path: '/desk/matter/:number/file/:file', method: 'GET', face: 'desk', handle: showFile },
  { path: '/desk/matter/:number/step', method: 'POST', face: 'desk', takesFiles: true, handle: postStep },
  { path: '/desk/matter/:number/draft', method: 'POST', face: 'desk', takesFiles: true, handle: postDraft },
];
