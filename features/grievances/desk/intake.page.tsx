import { inLang, allLangs, isLang, langOf, writingOf } from '../../../kernel/language/languages.ts';
import { typedDigits } from '../../../kernel/canonical/bounded-text.ts';
import { readText } from '../../../kernel/stream/text.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Intake } from '../domain/intake/file.ts';
import { askedFirst } from '../portal/filing/about.page.tsx';
import { FileField } from '../portal/files.tsx';
import { filingFaults, filingFields, formToken, typed } from '../portal/filing/typed.ts';
import { kindOf, offeredKinds } from '../portal/filing/read-preview.ts';
import { chosenService, subjectsOf } from '../portal/filing/service-field.tsx';
import { fileAndShow, type FilingAnswer } from '../server/file-matter.ts';
import { wordFault } from '../server/receipts/lost-word.ts';
import type { MatterView } from '../server/read-matter.ts';
import { screensOf } from '../server/receipts/handed-receipts.ts';
import { handAloud, handSlip, IntakeDone, ReadBack } from './intake-view.tsx';
import { INTAKE } from './intake-words.ts';
import { whoOf } from './matter.page.tsx';

type Form = PageRequest['form'];

const CHANNELS = ['counter', 'phone', 'letter'] as const;
const HANDINGS = ['screen', 'slip', 'aloud'] as const;

/** As what a post writes matters down: at the counter that receives them, or for somebody who asks it to carry theirs there. */
type Writer = 'counter' | 'mandate';

/** The posts that register matters take them down at the office that receives them; at every other office those who work with people do it by mandate. */
const writerOf = (who: StaffMember, deskOffice: string): Writer | null =>
  who.role !== 'desk' && who.role !== 'head' && (who.role !== 'handler' || who.office === deskOffice)
    ? null
    : who.office === deskOffice
      ? 'counter'
      : 'mandate';

const fieldsOf = (lang: Lang, it: Jurisdiction, writer: Writer): readonly Field[] => {
  const words = INTAKE[lang];
  // A mediation is opened by a party itself, and by nobody for it (G17).
  const kinds = offeredKinds(it).filter((kind) => kind !== 'mediation');
  const subjects = kinds.flatMap((kind) => subjectsOf(it, kind));
  const choice = (
    name: string,
    values: readonly string[],
    label: string,
    more: { readonly hint?: string; readonly first?: string },
  ): Field => ({
    kind: 'radio',
    name,
    label,
    ...more,
    // The lists' own values; a language that was added stands under its own name.
    options: values.map((value) => ({
      value,
      text: value in words.choices || !isLang(value) ? words.choices[value as keyof typeof words.choices] : writingOf(value).name,
    })),
  });
  return [
    choice('about', ['no', 'yes'], words.about, { hint: words.aboutHint }),
    { kind: 'check', name: 'danger', label: words.danger },
    ...(kinds.length > 1
      ? [
          {
            kind: 'radio',
            name: 'kind',
            label: words.kind,
            first: 'grievance',
            options: kinds.map((value) => ({ value, text: words.kinds[value] })),
          } as const,
        ]
      : []),
    // What is said on a draft names the draft; that its words may be published is for who says it to agree to, by their own hand.
    ...(kinds.includes('comment')
      ? [
          { kind: 'line', name: 'consultation', label: words.consultation, hint: words.consultationHint, optional: true } as const,
          { kind: 'line', name: 'question', label: words.question, optional: true, digits: true } as const,
        ]
      : []),
    ...(writer === 'counter' ? [choice('channel', CHANNELS, words.channel, { hint: words.channelHint, first: 'counter' })] : []),
    choice('spoken', allLangs(), words.spoken, { first: lang }),
    { kind: 'line', name: 'subject', label: words.subject },
    { kind: 'text', name: 'body', label: words.body, hint: words.bodyHint },
    ...(subjects.length > 0
      ? [
          {
            kind: 'select',
            name: 'service',
            label: words.service,
            optional: true,
            options: subjects.map((subject) => ({ value: subject.id, text: inLang(subject.label, lang) })),
          } as const,
        ]
      : []),
    { kind: 'line', name: 'place', label: words.place, optional: true },
    { kind: 'text', name: 'ask', label: words.ask, optional: true, short: true },
    { kind: 'line', name: 'needs', label: words.needs, hint: words.needsHint, optional: true },
    { kind: 'line', name: 'word', label: words.word, hint: words.wordHint, optional: true },
    // Both sign the mandate that is printed then: the person is there.
    writer === 'counter'
      ? choice('handed', HANDINGS, words.handed, { hint: words.handedHint, first: 'screen' })
      : choice('handed', ['slip', 'screen'], words.handed, { first: 'slip' }),
    { kind: 'line', name: 'handle', label: words.handle, hint: words.handleHint, optional: true, digits: true },
  ];
};

interface Drawn {
  readonly request: Pick<PageRequest, 'service' | 'lang' | 'csrf'>;
  readonly writer: Writer;
  readonly typed: Form;
  readonly refusal?: Refusal;
}

const formReply = async ({ request: { service, lang, csrf }, writer, typed: given, refusal }: Drawn): Promise<PageReply> => {
  const words = INTAKE[lang];
  const fields = fieldsOf(lang, await service.jurisdiction(), writer);
  const said = writer === 'counter' ? words : words.mandate;
  const form = { lang, id: 'intake', typed: given, ...(refusal ? { refusal } : {}) };
  return html(
    said.title,
    <>
      {refusal && <FaultSummary refusal={refusal} form={form} fields={fields} />}
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {writer === 'mandate' && <p class="note">{words.mandate.rules}</p>}
      <p class="small">{words.pass(screensOf(service).pass(service.clock()))}</p>
      <form method="post" action={href(lang, '/desk/intake')} enctype="multipart/form-data" autocomplete="off">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="token" value={formToken(given['token'])} />
        <Fields fields={fields} form={form} />
        <FileField id="files" isOptional lang={lang} fault={refusal?.data?.['field'] === 'files' ? refusal : undefined} />
        <p class="small">{words.scan}</p>
        <p>
          <button class="btn" type="submit">
            {words.next}
          </button>
        </p>
      </form>
    </>,
    { other: '/desk/intake', ...(refusal ? { status: statusOf(refusal.refused) } : {}) },
  );
};

const handleOf = (form: Form): string => typedDigits(form['handle'] ?? '') ?? '';

/** What the public form asks besides words; sealed names are not among it: a clerk would read what no office may see (G4). */
const readMore = (it: Jurisdiction, form: Form) => {
  const kind = kindOf(it, form);
  const word = readText(form['word'] ?? '', 'line').text;
  const { service } = chosenService(it, kind, form);
  const { consultation = '', question = '' } = form;
  return {
    kind,
    ...(service === undefined ? {} : { service }),
    // What the kind does not take is refused at its field, and never dropped.
    ...(kind === 'comment' || consultation.trim() !== '' ? { consultation } : {}),
    ...(question.trim() === '' ? {} : { question: /^\d{1,2}$/.test(question.trim()) ? Number(question) : 0 }),
    ...(form['danger'] === 'yes' ? { danger: true as const } : {}),
    ...(word.trim() === '' ? {} : { word }),
  };
};

/** What was chosen and ticked, as it is read to the person beside their words. */
const marksOf = (lang: Lang, it: Jurisdiction, form: Form): readonly (readonly [string, string])[] => {
  const words = INTAKE[lang];
  const kind = kindOf(it, form);
  const subject = subjectsOf(it, kind).find(({ id }) => id === form['service']);
  const marks: readonly (readonly [string, string | undefined])[] = [
    [words.kind, offeredKinds(it).length > 1 && kind in words.kinds ? words.kinds[kind] : undefined],
    [words.consultation, form['consultation']],
    [words.question, form['question']],
    [words.service, subject && inLang(subject.label, lang)],
    [words.inDanger, form['danger'] === 'yes' ? words.yes : undefined],
  ];
  return marks.flatMap(([label, text]) => (text === undefined || text.trim() === '' ? [] : [[label, text] as const]));
};

/** Everything but what the filer says; the first fault is the answer. */
const readIntake = (form: Form, who: StaffMember, writer: Writer, { service }: PageRequest): Intake | Refusal => {
  const channel = writer === 'mandate' ? writer : CHANNELS.find((it) => it === form['channel']);
  const handed = HANDINGS.find((it) => it === form['handed']);
  if (form['about'] !== 'no') return refuse('field_choice', { field: 'about' });
  if (channel === undefined) return refuse('field_choice', { field: 'channel' });
  if (!isLang(form['spoken'])) return refuse('field_choice', { field: 'spoken' });
  if (handed === undefined) return refuse('field_choice', { field: 'handed' });
  // Who telephones sees no screen here, and who signs a mandate is no voice.
  if ((handed === 'screen' && channel === 'phone') || (handed === 'aloud' && channel === 'mandate'))
    return refuse('field_choice', { field: 'handed' });
  if (handed === 'screen' && !screensOf(service).isFree(handleOf(form), service.clock()))
    return refuse('screen_unknown', { field: 'handle' });
  return { channel, by: who.post, readBack: form['agreed'] === 'yes', handed };
};

/** The receipt on its way to the person: on their screen, on paper, or through the clerk's mouth. */
const handOver = async (
  { service, lang, origin }: PageRequest,
  {
    handed,
    handle,
    spoken,
    answer,
    view,
  }: {
    readonly handed: Intake['handed'];
    readonly handle: string;
    readonly spoken: Lang;
    readonly answer: FilingAnswer;
    readonly view: MatterView;
  },
): Promise<PageReply> => {
  if (handed === 'screen') {
    const shown = screensOf(service).show(handle, { answer, lang: spoken }, service.clock());
    return html(INTAKE[lang].doneTitle, <IntakeDone lang={lang} spoken={spoken} answer={answer} shown={shown} />, { other: null });
  }
  const handing = { lang, spoken, answer, view, origin };
  return handed === 'slip' ? handSlip(handing) : handAloud(handing);
};

const take = async (request: PageRequest, writer: Writer): Promise<PageReply> => {
  const { service, lang, csrf, files, filesFault, origin } = request;
  const form: Form = Object.fromEntries(Object.entries(request.form).map(([name, text]) => [name, typed(text)]));
  const who = whoOf(request);
  const again = (refusal: Refusal): Promise<PageReply> => formReply({ request, writer, typed: form, refusal });
  if (form['back'] === 'yes') return formReply({ request, writer, typed: form });
  const asked = form['about'] === 'yes' ? await askedFirst({ service, lang, form, origin }) : undefined;
  if (asked && 'reply' in asked) return asked.reply;
  const intake = readIntake(form, who, writer, request);
  if (isRefusal(intake)) return again(intake);
  const it = await service.jurisdiction();
  const more = readMore(it, form);
  const fault = filesFault ?? Object.values(filingFaults(filingFields(form)))[0] ?? wordFault(more.word ?? '');
  if (fault) return again(fault);
  // Spoken words are read back before they are taken; a letter is what it is, and its scan comes with it.
  if (intake.channel === 'letter' && files.length === 0) return again(refuse('files_none', { field: 'files' }));
  // Photos that were chosen before the words were read aloud are chosen there once more, or left out by a word of the clerk.
  const chosen = intake.readBack && files.length === 0 && form['without'] !== 'yes' ? Number(form['chosen'] ?? '0') : files.length;
  if (intake.channel !== 'letter' && (!intake.readBack || chosen > files.length)) {
    const body = (
      <ReadBack lang={lang} csrf={csrf} form={form} isMandate={writer === 'mandate'} chosen={chosen} marks={marksOf(lang, it, form)} />
    );
    return html(INTAKE[lang].backTitle, body, { other: null });
  }
  const fields = Object.fromEntries(
    ['subject', 'body', 'place', 'ask', 'needs'].flatMap((name) =>
      (form[name] ?? '').trim() === '' ? [] : [[name, form[name] ?? ''] as const],
    ),
  );
  const spoken = langOf(form['spoken']);
  const filed = await fileAndShow(service, { fields, lang: spoken, files, intake, ...more }, { token: formToken(form['token']) });
  if (isRefusal(filed)) return again(filed);
  return handOver(request, { handed: intake.handed, handle: handleOf(form), spoken, ...filed });
};

const forWriters =
  (work: (request: PageRequest, writer: Writer) => PageReply | Promise<PageReply>) =>
  async (request: PageRequest): Promise<PageReply> => {
    const writer = writerOf(whoOf(request), (await request.service.jurisdiction()).deskOffice);
    return writer === null ? { ...errorPage(request.lang, refuse('not_your_post')), other: '/desk' } : work(request, writer);
  };

/** A matter that somebody brings to the counter, says on the telephone, sends by letter, or asks a post of another office to carry there. */
export const intakePages: readonly Page[] = [
  {
    path: '/desk/intake',
    method: 'GET',
    face: 'desk',
    handle: forWriters((request, writer) => formReply({ request, writer, typed: {} })),
  },
  { path: '/desk/intake', method: 'POST', face: 'desk', takesFiles: true, handle: forWriters(take) },
];
