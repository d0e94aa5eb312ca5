import { words } from '../../../../kernel/language/words.ts';
import { DOOR_KINDS, type DoorKind, type OpenKind } from '../../../../kernel/matter/kinds.ts';
import { findSubject } from '../../../../kernel/policy/subjects.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { accusedReply, kindReply } from '../../../door/public.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { typedComment } from '../comments/comment-fields.tsx';
import { packOfKind } from '../../server/file-matter.ts';
import { formReply } from './file-form.tsx';
import { dutyPhone } from '../offices.ts';
import { Danger } from '../plain-words.tsx';
import { kindOf, offeredKinds, readPreview } from './read-preview.ts';
import { chosenService } from './service-field.tsx';
import { filingFields, formToken } from './typed.ts';
import { placeCodeIn } from '../line/place-code.ts';
import { writeAt } from './write-at.ts';

export const WORDS = words('grievances/portal/filing/about.WORDS', {
  'zh-CN': {
    title: '反映一件事',
    step: '第1步，共3步',
    question: '您是要举报某个人的行为吗？',
    hint: '举报，是说有人收钱办事、打人骂人、打击报复，或者有孩子可能正受伤害。路灯坏了、手续办不下来、对某个单位的服务或者答复不满意，都选“有件事要办”。',
    why: '为什么先问：反映谁，就不应当让谁收到。',
    yes: '要举报人',
    no: '有件事要办',
    ways: '先看看该找谁、走哪条路',
    next: '下一步',
    kind: '您要做什么？',
    kinds: {
      grievance: '有件事要解决',
      suggestion: '提一个建议',
      help: '请求帮助（养老金、看病、困难、打官司）',
      hazard_report: '一个地方、一件东西有危险',
      mediation: '和别人有纠纷，想请人调解',
      comment: '对公开征求意见的草案提意见',
    },
    errors: '还差一步',
  },
  en: {
    title: 'Raise a matter',
    step: 'Step 1 of 3',
    question: 'Do you want to report what somebody did?',
    hint: 'That is: somebody working for an office took money, used violence or insults, or retaliated, or a child may be in danger. For a broken street light, papers that do not come through, or bad service or a poor answer of an office, choose “I want something done”.',
    why: 'Why this is asked first: whoever is accused should not receive the accusation.',
    yes: 'I want to report a person',
    no: 'I want something done',
    ways: 'First see which office deals with it, and which ways there are',
    next: 'Next',
    kind: 'What do you want to do?',
    kinds: {
      grievance: 'Have something put right',
      suggestion: 'Propose something',
      help: 'Ask for help (pension, medical costs, hardship, a lawyer)',
      hazard_report: 'A danger in a place or a thing',
      mediation: 'Settle a dispute with somebody, with a mediator',
      comment: 'Say something on a draft that is open to everybody',
    },
    errors: 'One thing is missing',
  },
});

/** Where the same page stands in the other language. */
const otherOf = (form: { readonly [name: string]: string }): string =>
  form['consultation'] !== undefined && form['kind'] === 'comment'
    ? `/file?kind=comment&consultation=${form['consultation']}`
    : form['at'] === undefined
      ? '/file'
      : `/danger?place=${form['at']}`;

/** The question that nobody skips (G5). What was typed already, if anything, is carried along. */
export const aboutReply = (
  lang: Lang,
  form: { readonly [name: string]: string },
  isMissing: boolean,
  kinds: readonly OpenKind[],
  duty: string | null,
  goesOn = true,
): PageReply => {
  const words = WORDS[lang];
  const refusal = refuse('about_unanswered');
  // A comment is about one draft: it is begun on the page of that.
  const shown = kinds.filter((kind) => kind !== 'comment' || (form['kind'] === 'comment' && form['consultation'] !== undefined));
  const kept = Object.entries(filingFields(form)).filter(([, text]) => text !== '');
  return html(
    words.title,
    <>
      <p class="small">{words.step}</p>
      {isMissing && (
        <div class="errors" role="alert">
          <h2>{words.errors}</h2>
          <ul>
            <li>
              <a href="#about-yes">{sentenceFor(refusal, lang)}</a>
            </li>
          </ul>
        </div>
      )}
      <form method="post" action={href(lang, '/file/about')} autocomplete="off">
        {goesOn && <input type="hidden" name="goes" value="on" />}
        {(['service', 'at', 'consultation'] as const).map(
          (name) => form[name] !== undefined && <input type="hidden" name={name} value={form[name]} />,
        )}
        {kept.map(([name, text]) => (
          <input type="hidden" name={name} value={text} />
        ))}
        <div class={isMissing ? 'err' : undefined}>
          <fieldset aria-describedby="about-hint">
            <legend>
              <h1>{words.question}</h1>
            </legend>
            <p id="about-hint">{words.hint}</p>
            {isMissing && <p class="why">{sentenceFor(refusal, lang)}</p>}
            <label class="choice">
              <input type="radio" name="about" value="yes" id="about-yes" />
              {words.yes}
            </label>
            <label class="choice">
              <input type="radio" name="about" value="no" />
              {words.no}
            </label>
          </fieldset>
        </div>
        <p class="small">{words.why}</p>
        {shown.length > 1 && (
          <fieldset>
            <legend>{words.kind}</legend>
            {shown.map((kind) => (
              <label class="choice">
                <input type="radio" name="kind" value={kind} checked={kind === (form['kind'] ?? 'grievance')} />
                {words.kinds[kind]}
              </label>
            ))}
          </fieldset>
        )}
        <p>
          <button class="btn" type="submit">
            {words.next}
          </button>
        </p>
      </form>
      <p>
        <a href={href(lang, '/ways')}>{words.ways}</a>
      </p>
      <Danger lang={lang} duty={duty} />
    </>,
    { status: isMissing ? statusOf('about_unanswered') : 200, other: otherOf(form) },
  );
};

export const aboutPage: Page = {
  path: '/file',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, isKiosk, query }) => {
    const it = await service.jurisdiction();
    if (it.purpose === 'door') return kindReply(lang, {}, false);
    const subject = findSubject(it.subjects?.set ?? null, query['service']);
    const ofSubject = it.packs.get(it.newestPack.get(subject?.pack ?? '') ?? '')?.kind;
    const at = placeCodeIn(query['at']);
    const consultation = parseEntityNumber(query['consultation'] ?? '');
    const kind = query['kind'] ?? ofSubject;
    const begun = {
      ...(subject === undefined ? {} : { service: subject.id }),
      ...(kind === undefined ? {} : { kind }),
      ...(at === undefined ? {} : { at }),
      ...(consultation === undefined ? {} : { consultation }),
    };
    return aboutReply(lang, begun, false, offeredKinds(it), dutyPhone(it), !isKiosk);
  },
};

/**
 * The answer without which nothing is taken: here that it is about nobody's conduct, at a door which of its kinds it is. Where it is missing,
 * or leads elsewhere, the page to show instead; nothing that was typed is stored or passed on.
 */
export const askedFirst = async ({
  service,
  lang,
  form,
  origin,
}: Pick<PageRequest, 'service' | 'lang' | 'form' | 'origin'>): Promise<
  { readonly reply: PageReply } | { readonly pack?: string; readonly kind?: DoorKind }
> => {
  const it = await service.jurisdiction();
  if (it.purpose === 'door') {
    const kind = DOOR_KINDS.find((one) => one === form['kind']);
    const pack = kind && packOfKind(it, kind);
    return kind && pack !== undefined ? { pack, kind } : { reply: kindReply(lang, filingFields(form), true) };
  }
  if (form['about'] === 'yes') return { reply: accusedReply(it, lang, origin) };
  return form['about'] === 'no' ? {} : { reply: aboutReply(lang, form, true, offeredKinds(it), dutyPhone(it)) };
};

/** Yes stores nothing and says whom to go to; no leads to the form, which has an address of its own. */
export const aboutAnswerPage: Page = {
  path: '/file/about',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, lang, form, origin, isKiosk } = request;
    const asked = await askedFirst({ service, lang, form, origin });
    if ('reply' in asked) return asked.reply;
    if (form['goes'] === 'on' && !isKiosk) return writeAt(request, formToken(undefined));
    const it = await service.jurisdiction();
    return formReply(lang, await readPreview(service, form, asked.pack, lang), service.clock(), {
      fields: filingFields(form),
      faults: {},
      ...(kindOf(it, form) === 'comment' ? { comment: typedComment(form) } : {}),
      ...(asked.kind === undefined ? chosenService(it, kindOf(it, form), form) : {}),
      ...asked,
      isKiosk,
    });
  },
};
