import { words } from '../../kernel/language/words.ts';
import { bundleFile, bundleOf } from '../../engine/log/build-bundle.ts';
import { TOKEN } from '../../engine/http/field-schema.ts';
import { statusOf } from '../../engine/http/refusal-status.ts';
import { randomBytes } from '../../engine/keys/random.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import { beginStaffEntity, readStaffEntity, readStaffFile, takeStaffStep, type StaffView } from '../../engine/staff-entity.ts';
import { parseEntityNumber } from '../../engine/store/entity-number.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { minuteText, type Fields } from '../../kernel/stream/fields.ts';
import type { StaffVerb } from '../../kernel/stream/staff-kind.ts';
import { errorPage } from '../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../portal/page.ts';
import { sentenceFor } from '../../portal/refusal-sentences.ts';
import { typedBefore } from '../choose-site.tsx';
import { DueTag } from '../due.tsx';
import { named, seatName, type StaffFace } from './face.ts';
import { earlyFault, inputOf, Refused, StepForm, type FormAround, type Tried } from './form.tsx';
import { History, type Shown } from './history.tsx';
import { takePhotos, takesFiles, type TakenFiles } from './taken-files.ts';

export const WORDS = words('desk/staff-entity/pages.WORDS', {
  'zh-CN': {
    list: '各单位欠的每一步列在“待办”里。',
    seats: '哪些单位',
    owes: '欠什么，到哪天',
    nothing: '现在不欠什么。',
    next: '可以做的',
    closed: '现在做不了的',
    trace: '您打开了它：岗位和日期已经记下。',
    done: '已经记下：',
    bundle: '可以离线核对的证明文件（huiyin verify）',
    colon: '：',
  },
  en: {
    list: 'The worklist shows every step that an office owes.',
    seats: 'Which offices',
    owes: 'What is owed, by when',
    nothing: 'Nothing is owed now.',
    next: 'What can be done',
    closed: 'What cannot be done now',
    trace: 'You opened it: your post and the day are recorded.',
    done: 'Recorded: ',
    bundle: 'The proof of all this, to be checked offline (huiyin verify)',
    colon: ': ',
  },
});

/** A desk page never runs without a session. */
const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

/** What one may not see answers exactly like what does not exist. */
const notShown = (lang: Lang, because: Refusal = refuse('not_found')): PageReply => ({ ...errorPage(lang, because), other: '/desk' });

/** What cannot be a number is looked for like any other, and not found. */
const numberOf = ({ params }: PageRequest): string => parseEntityNumber(params['number'] ?? '') ?? '';

const Owed = <State,>({ shown: { face, view, lang }, own }: { readonly shown: Shown<State>; readonly own: string }) => {
  const officeOf = (party: string): string | null => face.seats.find((seat) => seat.party === party)?.officeOf(view.state) ?? null;
  const owed = view.owed
    .map((it) => ({ it, office: face.officeOwing?.(it.startedBy.n, view.state) ?? officeOf(it.owedBy) }))
    .filter(({ office }) => face.ownOwed !== true || office === own);
  return owed.length === 0 ? (
    <p>{WORDS[lang].nothing}</p>
  ) : (
    <ul>
      {owed.map(({ it, office }) => (
        <li>
          {seatName(view.it, office, lang)}
          {WORDS[lang].colon}
          {named(face.words.owed, it.kind, lang)}{' '}
          {it.due !== null && (
            <DueTag due={typeof it.due === 'string' ? it.due : dateIn(it.due, view.it.zone)} today={view.today} lang={lang} />
          )}
        </li>
      ))}
    </ul>
  );
};

const Seats = <State,>({ shown: { face, view, lang } }: { readonly shown: Shown<State> }) => (
  <dl>
    {face.seats.map(({ label, officeOf }) => (
      <>
        <dt>{label[lang]}</dt>
        <dd>{seatName(view.it, officeOf(view.state), lang)}</dd>
      </>
    ))}
  </dl>
);

interface StepsProps<State> {
  readonly shown: Shown<State>;
  readonly around: FormAround;
  /** The step whose form stands open: the one that was refused, or asked for. */
  readonly chosen: string | undefined;
}

/** A form as long as a page of its own is opened by a link, so that the page of the entity stays light; and so are all after the first few. */
const LONG = 8;
const IN_SIGHT = 4;
const isLong = <State,>({ fields }: StaffVerb<State>): boolean => Object.keys(fields).length > LONG;

/** The steps: a form each of those that are open, and why the others are not. */
const Steps = <State,>({ shown, around, chosen }: StepsProps<State>) => {
  const { face, view, lang } = shown;
  const words = WORDS[lang];
  const usual = view.options.filter((it) => it.verb.apart !== true);
  const open = usual.filter((it) => it.because === undefined);
  const closed = usual.filter((it) => it.because !== undefined);
  return (
    <>
      {open.length > 0 && <h2>{words.next}</h2>}
      {open.map(({ verb }, nth) =>
        (isLong(verb) || (open.length > IN_SIGHT + 1 && nth >= IN_SIGHT - 1)) && verb.name !== chosen ? (
          <p>
            <a href={href(lang, `${face.path}/${view.number}?step=${verb.name}`)}>{named(face.words.steps, verb.name, lang)}</a>
          </p>
        ) : (
          <details open={verb.name === chosen || open.length === 1}>
            <summary>{named(face.words.steps, verb.name, lang)}</summary>
            <StepForm verb={verb} action={`${face.path}/${view.number}/step`} expected={view.entries.length} around={around} />
          </details>
        ),
      )}
      {closed.length > 0 && (
        <details>
          <summary>{words.closed}</summary>
          <ul>
            {closed.map(({ verb, because }) => (
              <li>
                {named(face.words.steps, verb.name, lang)}
                {words.colon}
                {because && sentenceFor(because, lang)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const draw = async <State,>(face: StaffFace<State>, request: PageRequest, view: StaffView<State>, tried?: Tried): Promise<PageReply> => {
  const { lang, csrf, query } = request;
  const body = await face.body?.(view, lang, request.service, whoOf(request));
  const words = WORDS[lang];
  const shown: Shown<State> = { face, view, lang };
  const before = typedBefore(request);
  const read = await face.choicesFrom?.(request.service, view.state, { ...before, ...tried?.typed });
  const around: FormAround = {
    it: view.it,
    lang,
    csrf,
    today: view.today,
    now: minuteText(request.service.clock(), view.it.zone),
    words: face.words,
    tried,
    choices: (field, inLang, verb) =>
      face.choicesOf?.(field, view.state, inLang, 'open', view.it, view.pack, verb) ?? read?.(field, inLang, verb),
    formPage: (verb) => `${face.path}/${view.number}?step=${verb}`,
    startsWith: (verb) => ({ ...face.startsWith?.(verb, view.state), ...(verb === query['step'] ? before : {}) }),
  };
  const done = query['done'];
  const isStep = done !== undefined && Object.hasOwn(face.words.steps, done);
  const grade = face.gradeOf(view.state);
  const title = `${face.words.title[lang]} ${view.number}`;
  const stage = named(face.words.events, face.stageOf(view.state), lang);
  return html(
    title,
    <>
      <Refused verb={view.options.find((it) => it.verb.name === tried?.command)?.verb} around={around} />
      {isStep && (
        <p class="note" role="status">
          {words.done}
          {named(face.words.steps, done, lang)}
        </p>
      )}
      <h1>{face.nameOf?.(view.state, lang) ?? view.texts[face.title ?? '']}</h1>
      <p class="lead">{[title, stage, ...(grade === null ? [] : [named(face.words.choices, grade, lang)])].join(' · ')}</p>
      {body}
      <h2>{words.seats}</h2>
      <Seats shown={shown} />
      <h2>{words.owes}</h2>
      <Owed shown={shown} own={whoOf(request).office} />
      <Steps shown={shown} around={around} chosen={tried?.command ?? query['step']} />
      {(face.ownOwed !== true || query['history'] === undefined) && face.below?.(view, lang, query)}
      <History shown={shown} asked={query['history']} />
      <p>
        <a href={href(lang, `${face.path}/${view.number}/bundle`)}>{words.bundle}</a>
      </p>
      <p class="small">{words.trace}</p>
    </>,
    {
      wide: true,
      other: `${face.path}/${view.number}`,
      ...(face.script === undefined ? {} : { script: face.script }),
      ...(tried ? { status: statusOf(tried.refusal.refused) } : {}),
    },
  );
};

/** Opens an entity for who asks; the reply where there is none for them. */
export const openFor = async <State,>(
  face: StaffFace<State>,
  request: PageRequest,
  show: (view: StaffView<State>) => Promise<PageReply | undefined> | PageReply,
): Promise<PageReply> => {
  const view = await readStaffEntity(request.service, face.kind, numberOf(request), whoOf(request));
  if (view === undefined || isRefusal(view)) return notShown(request.lang, view);
  return (await show(view)) ?? notShown(request.lang);
};

const COUNT = /^\d{1,6}$/;

/** Photos that came with the form of a step which takes some. */
const photosIn = async ({ files, filesFault, visitor }: PageRequest, fields: Fields = {}): Promise<TakenFiles | Refusal> => {
  if (!takesFiles({ fields })) return { input: {}, bytes: [] };
  return filesFault ?? takePhotos(files, visitor);
};

const post = async <State,>(face: StaffFace<State>, request: PageRequest): Promise<PageReply> => {
  const { service, form } = request;
  const [number, name, expected] = [numberOf(request), form['command'] ?? '', form['expected'] ?? ''];
  const fields = face.kind.staff.steps.find((verb) => verb.name === name)?.fields;
  const early = COUNT.test(expected) ? earlyFault(form) : refuse('form_expired');
  const photos = early ?? (await photosIn(request, fields));
  const take = ({ input, bytes }: TakenFiles) => {
    const length = face.besideOthers?.includes(name) === true ? {} : { expectedLength: Number(expected) };
    const command = { name, input: { ...inputOf(form, fields), ...input }, ...length };
    return takeStaffStep(service, face.kind, number, whoOf(request), command, { files: bytes });
  };
  const refusal = isRefusal(photos) ? photos : await take(photos);
  if (!refusal) return { kind: 'redirect', to: `${face.path}/${number}?done=${name}` };
  return openFor(face, request, (view) => draw(face, request, view, { command: name, typed: form, refusal }));
};

/** The token of a form that begins something; a new one where it has none. */
const tokenIn = (form: PageRequest['form'] | undefined): string =>
  TOKEN.test(form?.['token'] ?? '') ? String(form?.['token']) : Buffer.from(randomBytes(16)).toString('base64url');

const drawNew = async <State,>(face: StaffFace<State>, path: string, request: PageRequest, tried?: Tried): Promise<PageReply> => {
  const { service, lang, csrf } = request;
  const it = await service.jurisdiction();
  const before = typedBefore(request);
  const given = { ...request.query, ...before, ...tried?.typed };
  const choices = await face.choicesFrom?.(service, null, given);
  const around: FormAround = {
    it,
    lang,
    csrf,
    today: dateIn(service.clock(), it.zone),
    now: minuteText(service.clock(), it.zone),
    words: face.words,
    tried,
    ...(choices ? { choices } : {}),
    formPage: () => path,
    startsWith: () => ({ ...face.beginsWith?.(given), ...before }),
  };
  const { begins } = face.kind.staff;
  const title = named(face.words.steps, begins.name, lang);
  return html(
    title,
    <>
      <Refused verb={begins} around={around} />
      <h1>{title}</h1>
      <p class="lead">{face.words.lead[lang]}</p>
      <StepForm verb={begins} action={path} token={tokenIn(tried?.typed ?? before)} around={around} />
      <p class="small">{WORDS[lang].list}</p>
    </>,
    tried ? { status: statusOf(tried.refusal.refused) } : {},
  );
};

const postNew = async <State,>(face: StaffFace<State>, path: string, request: PageRequest): Promise<PageReply> => {
  const { service, form, files } = request;
  const { name, fields } = face.kind.staff.begins;
  const photos = earlyFault(form) ?? (await photosIn(request, fields));
  const begin = ({ input, bytes }: TakenFiles) => {
    const typed = inputOf(form, fields);
    // Sent twice, a photo is the same by what was sent; as it is kept it is made anew each time.
    const asked = { ...typed, ...(files.length === 0 ? {} : { sent: files.map((it) => it.sent) }) };
    return beginStaffEntity(service, face.kind, whoOf(request), { ...typed, ...input }, tokenIn(form), asked, bytes);
  };
  const begun = isRefusal(photos) ? photos : await begin(photos);
  return isRefusal(begun)
    ? drawNew(face, path, request, { command: name, typed: form, refusal: begun })
    : { kind: 'redirect', to: `${face.path}/${begun}?done=${name}` };
};

/** What proves every step offline, for whoever may open it. */
const sendBundle = <State,>(face: StaffFace<State>, request: PageRequest): Promise<PageReply> =>
  openFor(face, request, async ({ number }) => {
    const bundle = await bundleOf(request.service, number);
    return bundle && { kind: 'file', name: `huiyin-${number}.json`, type: 'application/json', body: await bundleFile(bundle) };
  });

/** A photo of one of its events. */
const sendFileOf = async <State,>(face: StaffFace<State>, request: PageRequest): Promise<PageReply> => {
  const { service, params, lang } = request;
  const file = await readStaffFile(service, face.kind, numberOf(request), params['file'] ?? '', whoOf(request));
  return file === undefined || isRefusal(file) ? notShown(lang, file) : { kind: 'stored', file };
};

const newPages = <State,>(face: StaffFace<State>, path: string): readonly Page[] => [
  { path, method: 'GET', face: 'desk', handle: (request) => drawNew(face, path, request) },
  { path, method: 'POST', face: 'desk', takesFiles: true, handle: (request) => postNew(face, path, request) },
];

/** The pages of a kind: the form that begins one, its page with the steps and the history, what proves it. */
export const staffEntityPages = <State,>(face: StaffFace<State>): readonly Page[] => [
  ...(face.newPath === undefined ? [] : newPages(face, face.newPath)),
  {
    path: `${face.path}/:number`,
    method: 'GET',
    face: 'desk',
    handle: (request) => openFor(face, request, (view) => draw(face, request, view)),
  },
  { path: `${face.path}/:number/step`, method: 'POST', face: 'desk', takesFiles: true, handle: (request) => post(face, request) },
  { path: `${face.path}/:number/bundle`, method: 'GET', face: 'desk', handle: (request) => sendBundle(face, request) },
  { path: `${face.path}/:number/file/:file`, method: 'GET', face: 'desk', handle: (request) => sendFileOf(face, request) },
];
