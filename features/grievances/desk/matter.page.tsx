import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { findControlWord } from '../../../kernel/policy/tripwire.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { VERBS, type Asker } from '../domain/decide.ts';
import { lostCharacter, typed } from '../portal/filing/typed.ts';
import { parseMatterNumber } from '../server/matter-number.ts';
import { fileForStaff, readForStaff, type MatterView } from '../server/read-matter.ts';
import { takeStep } from '../server/take-step.ts';
import { MatterBody } from './matter-view.tsx';
import type { Steps } from './step-form.tsx';
import { StepPageBody } from './step-page.tsx';
import { isStepName, stepName } from './words.ts';

const TITLE = { 'zh-CN': '事项', en: 'Matter' } as const;

/** What one may not see answers exactly like what does not exist: the page names neither its number nor its address. */
export const notShown = (lang: Lang, because = refuse('not_found')): PageReply => ({ ...errorPage(lang, because), other: '/desk' });

const askerOf = (who: StaffMember): Asker => ({ kind: 'staff', post: who.post, office: who.office, role: who.role });

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
export const numberOf = (request: PageRequest): string => parseMatterNumber(request.params['number'] ?? '') ?? '';

const showMatter = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, query } = request;
  const who = whoOf(request);
  const view = await readForStaff(service, numberOf(request), who);
  const done = query['done'];
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  return draw({ view, who, lang, csrf }, done !== undefined && isStepName(done) ? { done } : {});
};

const showStep = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, params } = request;
  const who = whoOf(request);
  const own = params['command'] ?? '';
  const view = await readForStaff(service, numberOf(request), who);
  if (view === undefined || isRefusal(view)) return notShown(lang, view);
  return isOpen(view, own) ? draw({ view, who, lang, csrf }, { own }) : { kind: 'redirect', to: `/desk/matter/${view.number}` };
};

/** A photo or paper: opened like the matter, with the same record, and not there like the matter. */
const showFile = async (request: PageRequest): Promise<PageReply> => {
  const file = await fileForStaff(request.service, numberOf(request), request.params['file'] ?? '', whoOf(request));
  return file === undefined || isRefusal(file) ? notShown(request.lang, file) : { kind: 'stored', file };
};

const NOT_INPUT = ['csrf', 'command', 'expected', 'sure'];

const inputOf = (form: PageRequest['form']): { readonly [name: string]: string } =>
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

const postStep = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, csrf, form } = request;
  const who = whoOf(request);
  const number = numberOf(request);
  const command = form['command'] ?? '';
  const input = inputOf(form);
  const lost = Object.entries(input)
    .map(([name, text]) => lostCharacter(name, text))
    .find((it) => it !== undefined);
  const expected = form['expected'] ?? '';
  // A form without the length it was made on is one that was not opened here.
  const early = COUNT.test(expected) ? (lost ?? warned(form, input)) : refuse('form_expired');
  const refusal = early ?? (await takeStep(service, number, askerOf(who), { name: command, input, expectedLength: Number(expected) }));
  const shown = await readForStaff(service, number, who);
  const view = isRefusal(shown) ? undefined : shown;
  if (!refusal) return { kind: 'redirect', to: view ? `/desk/matter/${number}?done=${command}` : `/desk?done=${command}&number=${number}` };
  if (!view || !isStepName(command)) return notShown(lang, isRefusal(shown) ? shown : undefined);
  const tried = { command, typed: input, refusal: asRead(refusal, view, who, command) };
  return draw({ view, who, lang, csrf, tried }, { own: isOpen(view, command) ? command : undefined });
};

/** One matter at the desk, the steps with a page of their own, and what a form does. */
export const matterPages: readonly Page[] = [
  { path: '/desk/matter/:number', method: 'GET', face: 'desk', handle: showMatter },
  { path: '/desk/matter/:number/:command', method: 'GET', face: 'desk', handle: showStep },
  { path: '/desk/matter/:number/file/:file', method: 'GET', face: 'desk', handle: showFile },
  { path: '/desk/matter/:number/step', method: 'POST', face: 'desk', handle: postStep },
];
