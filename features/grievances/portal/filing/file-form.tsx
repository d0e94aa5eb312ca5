import { words } from '../../../../kernel/language/words.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { DoorKind } from '../../../../kernel/matter/kinds.ts';
import { DOOR_FORM } from '../../../door/public.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href, html, type Lang, type PageReply } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { officeName } from '../offices.ts';
import { FileField } from '../files.tsx';
import type { readPreview } from './read-preview.ts';
import { cannot, DangerField } from '../plain-words.tsx';
import { ConsentField, ServiceField, type Chosen } from './service-field.tsx';
import { SealedForm, WordForm, type SealedTyped } from './sealed-form.tsx';
import { Stages } from '../following/stages.tsx';
import { TellForm, type TellTyped } from './tell-form.tsx';
import { COMMENT, CommentFields, PublishField, type CommentTyped } from '../comments/comment-fields.tsx';
import { DISPUTE, DisputeFields, type DisputeTyped } from './dispute-fields.tsx';
import { DANGER, DangerKindField, DoorNote, WhereField } from '../line/danger-fields.tsx';
import { FILING_TEXTS } from '../../domain/intake/file.ts';
import { FILING_NAMES, formToken, SEALED_NAMES, type FilingField, type FilingFields } from './typed.ts';

export const WORDS = words('grievances/portal/filing/file-form.WORDS', {
  'zh-CN': {
    title: '请说说这件事',
    step: '第2步，共3步',
    back: '上一步',
    lead: '用您平常说话的方式写就好，不用留姓名和电话。',
    errors: '还有几处要改，您写的都还在',
    labels: {
      subject: ['用一句话说，是什么事？', '例如：和平街路口的路灯不亮'],
      body: ['发生了什么？', '时间、地点、经过，最多两万字。只有您一个人才知道的细节，可能让人认出您。'],
      place: ['在哪里？（可不填）', '街道、路口、建筑物的名字都行'],
      ask: ['您希望怎么解决？（可不填）', '写得越具体，越好核对办成了没有'],
      needs: ['见面或者答复时需要什么帮助？（可不填）', '翻译、手语、大字、轮椅通道。只在约您的时候给承办的人看'],
    },
    who: '谁会看到',
    whoText: (desk: string) => [
      `${desk}会看到您写的内容，登记后转给该办的单位，那个单位也会看到。您逐级往上请求复查，上级单位也会看到。`,
      '每一次有人打开您的事项，都会记在您的进度页上。',
    ],
    optional: '更多（都可以不填）：希望怎么解决、需要的帮助、暗语……',
    latest: (day: string) => `最晚${day}书面答复。`,
    errorTitle: '有几处要改：',
    more: '它防不住的事',
    stages: (day: string) => `今天（${day}）提交，之后的每一步和期限`,
    button: '提交，领取回执',
    after: '按下以后，回执就在下一页，只显示这一次。请准备好抄下、拍下或打印。',
  },
  en: {
    title: 'Tell us about it',
    step: 'Step 2 of 3',
    back: 'Back',
    lead: 'No name or telephone is needed. Write as you speak.',
    errors: 'A few things need changing; all you wrote is still here',
    labels: {
      subject: ['In one sentence: what is it about?', 'For example: the street light at Peace Street is out'],
      body: ['What happened?', 'When, where, how; up to 20,000 characters. What only you know can show who you are.'],
      place: ['Where? (optional)', 'A street, a crossing, the name of a building'],
      ask: ['What should be done? (optional)', 'The more precise, the easier to check that it was done'],
      needs: [
        'Help you need when somebody meets or answers you (optional)',
        'Interpreter, sign language, large print, wheelchair; shown only where you are to be met',
      ],
    },
    who: 'Who will see it',
    whoText: (desk: string) => [
      `${desk} reads what you write, registers it and passes it to the office that deals with it, which reads it too. When you ask for a review, the office above reads it as well.`,
      'Each time somebody opens your matter, that is listed on your progress page.',
    ],
    optional: 'More (optional): what should be done, help, a secret word',
    latest: (day: string) => `Answered in writing by ${day}.`,
    errorTitle: 'Please correct: ',
    more: 'What it cannot prevent',
    stages: (day: string) => `Filed today (${day}): every step and its date`,
    button: 'File it and get the receipt',
    after: 'The next page is the receipt, shown only once: be ready to copy, photograph or print it.',
  },
});

export interface Typed extends Chosen {
  readonly fields: FilingFields;
  readonly faults: {
    readonly [field in FilingField | 'files' | 'word' | 'service' | 'at' | 'against' | 'suits' | 'consultation' | 'question']?: Refusal;
  };
  /** Of a dispute: whom it is with, and that it may be mediated. */
  readonly dispute?: DisputeTyped;
  /** Of a comment: on which draft, and whether its words may be published. */
  readonly comment?: CommentTyped;
  /** Of a report of a danger: what was chosen of the public lists. */
  readonly at?: string;
  readonly token?: string;
  readonly sealed?: SealedTyped;
  readonly word?: string;
  readonly tell?: TellTyped;
  readonly danger?: boolean;
  /** At a kiosk the form is the answer to a form, and nothing of it is kept. */
  readonly isKiosk?: boolean;
  /** At a door: which of its kinds it is. */
  readonly kind?: DoorKind;
}

const Field = ({
  name,
  lang,
  value,
  fault,
  ofDanger,
  ofDispute,
  ofComment,
}: {
  readonly name: FilingField;
  readonly lang: Lang;
  readonly value: string;
  readonly fault: Refusal | undefined;
  readonly ofDanger: boolean;
  readonly ofDispute: boolean;
  readonly ofComment: boolean;
}) => {
  const [label, hint] =
    ofDanger && (name === 'place' || name === 'body')
      ? DANGER[lang][name === 'place' ? 'words' : name]
      : ofDispute && (name === 'body' || name === 'ask')
        ? DISPUTE[lang][name]
        : ofComment && (name === 'subject' || name === 'body')
          ? COMMENT[lang][name]
          : WORDS[lang].labels[name];
  const described = fault ? `${name}-hint ${name}-why` : `${name}-hint`;
  const shared = {
    id: name,
    name,
    'aria-describedby': described,
    ...(fault ? { 'aria-invalid': true as const } : {}),
    ...('optional' in FILING_TEXTS[name] ? {} : { 'aria-required': true as const }),
  };
  return (
    <div class={fault ? 'err' : undefined}>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {fault && (
        <p class="why" id={`${name}-why`}>
          {sentenceFor(fault, lang)}
        </p>
      )}
      {/* A parser drops the first line end of a textarea. */}
      {name === 'subject' || name === 'place' || name === 'needs' ? (
        <input type="text" {...shared} value={value} />
      ) : (
        <textarea {...shared} class={name === 'ask' ? 'short' : undefined}>{`\n${value}`}</textarea>
      )}
    </div>
  );
};

const FIRST: readonly FilingField[] = ['subject', 'body', 'place'];
/** A comment is about a draft, and at no place. */
const OF_COMMENT: readonly FilingField[] = ['subject', 'body'];
/** A report of a danger is called by its kind: it needs no sentence of its own. */
const OF_DANGER: readonly FilingField[] = ['place', 'body'];
const LATER: readonly FilingField[] = ['ask', 'needs'];

/** Whether something is written, or wrong, in what is folded. */
const isMoreOpen = (it: Typed): boolean =>
  LATER.some((name) => it.fields[name] !== '' || it.faults[name] !== undefined) ||
  (it.word ?? '') !== '' ||
  it.faults.word !== undefined ||
  (it.tell?.text ?? '') !== '' ||
  it.public === true ||
  SEALED_NAMES.some((name) => (it.sealed?.fields[name] ?? '') !== '' || it.sealed?.faults[name] !== undefined);

/** What the form calls itself, and who reads what is written there. */
const faceOf = (lang: Lang, { kind, dispute, comment }: Typed, ofDanger: boolean) => {
  if (comment !== undefined) return COMMENT[lang];
  const { title, lead, whoText } = ofDanger ? DANGER[lang] : WORDS[lang];
  if (kind !== undefined) return { title, lead, who: DOOR_FORM[lang].whoText };
  return dispute === undefined ? { title, lead, who: whoText } : DISPUTE[lang];
};

interface WhoReadsProps {
  readonly lang: Lang;
  readonly jurisdiction: Jurisdiction;
  readonly said: readonly string[];
}

/** Who will read it, and what no software can prevent. */
const WhoReads = ({ lang, jurisdiction, said }: WhoReadsProps) => (
  <div class="note">
    <h2 class="small">{WORDS[lang].who}</h2>
    {said.map((text) => (
      <p>{text}</p>
    ))}
    <details>
      <summary>{WORDS[lang].more}</summary>
      <ul class="small">
        {cannot(lang, jurisdiction.custodians?.set).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </details>
  </div>
);

/** The form, with everything kept that was typed and every fault at its field and at the top. */
export const formReply = (lang: Lang, seen: Awaited<ReturnType<typeof readPreview>>, now: Instant, it: Typed): PageReply => {
  const words = WORDS[lang];
  const { jurisdiction, stages, state } = seen;
  const today = dateIn(now, jurisdiction.zone);
  const faults: readonly (readonly [string, Refusal])[] = [
    ...(['consultation', 'question', 'service', 'at', 'against', 'suits', ...FILING_NAMES, 'files', 'word'] as const).flatMap((name) =>
      it.faults[name] ? [[name, it.faults[name]] as const] : [],
    ),
    ...SEALED_NAMES.flatMap((name) => (it.sealed?.faults[name] ? [[name, it.sealed.faults[name]] as const] : [])),
    ...(it.tell?.fault ? [['tell', it.tell.fault] as const] : []),
  ];
  const { where } = seen;
  const field = (name: FilingField) => (
    <Field
      name={name}
      lang={lang}
      value={it.fields[name]}
      fault={it.faults[name]}
      ofDanger={where !== null}
      ofDispute={it.dispute !== undefined}
      ofComment={it.comment !== undefined}
    />
  );
  // The last day by which somebody must have answered in writing, whatever comes before it.
  const last = stages.find((stage) => stage.rule.kind === 'decide' || stage.rule.kind === 'reply')?.due;
  const own = faceOf(lang, it, where !== null);
  const { title } = own;
  const reader = it.comment ? (state.lead ?? jurisdiction.deskOffice) : jurisdiction.deskOffice;
  const body = (
    <>
      <p class="small">
        {words.step} · <a href={href(lang, '/file')}>{words.back}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{own.lead}</p>
      {it.kind !== undefined && <p>{DOOR_FORM[lang].about[it.kind]}</p>}
      {faults.length > 0 && (
        <div class="errors" role="alert">
          <h2>{words.errors}</h2>
          <ul>
            {faults.map(([name, fault]) => (
              <li>
                <a href={`#${name}`}>{sentenceFor(fault, lang)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form
        id="filing"
        method="post"
        action={href(lang, '/file/submit')}
        enctype="multipart/form-data"
        {...(it.isKiosk ? { autocomplete: 'off' } : {})}
      >
        {!it.isKiosk && <input type="hidden" name="goes" value="on" />}
        {it.kind === undefined ? <input type="hidden" name="about" value="no" /> : <input type="hidden" name="kind" value={it.kind} />}
        {it.kind === undefined && seen.kind !== 'grievance' && <input type="hidden" name="kind" value={seen.kind} />}
        <input type="hidden" name="token" value={formToken(it.token)} />
        {where === null ? (
          <>
            {it.comment && <CommentFields lang={lang} it={it.comment} view={seen.consultation} faults={it.faults} />}
            {(it.comment ? OF_COMMENT : FIRST).map(field)}
            {it.comment && <PublishField lang={lang} checked={it.comment.publish} />}
            {it.dispute && <DisputeFields lang={lang} jurisdiction={jurisdiction} it={it.dispute} faults={it.faults} />}
            <ServiceField lang={lang} jurisdiction={jurisdiction} kind={seen.kind} chosen={it} />
          </>
        ) : (
          <>
            <DangerKindField lang={lang} jurisdiction={jurisdiction} service={it.service} fault={it.faults.service} />
            <WhereField lang={lang} where={where} at={it.at} fault={it.faults.at} />
            {OF_DANGER.map(field)}
          </>
        )}
        <FileField id="files" isOptional lang={lang} fault={it.faults.files} />
        {where !== null && <DoorNote lang={lang} />}
        {it.dispute === undefined && it.comment === undefined && <DangerField lang={lang} checked={it.danger === true} />}
        <details open={isMoreOpen(it)}>
          <summary>{words.optional}</summary>
          {it.comment === undefined && LATER.map(field)}
          <WordForm lang={lang} word={it.word ?? ''} fault={it.faults.word} />
          {jurisdiction.relay?.ways.some((way) => way !== 'webhook') && <TellForm lang={lang} it={it.tell ?? { text: '' }} />}
          {jurisdiction.custodians && (
            <SealedForm lang={lang} set={jurisdiction.custodians.set} it={it.sealed ?? { fields: { name: '', contact: '' }, faults: {} }} />
          )}
          <ConsentField lang={lang} jurisdiction={jurisdiction} kind={seen.kind} chosen={it} />
        </details>
        <WhoReads lang={lang} jurisdiction={jurisdiction} said={own.who(officeName(jurisdiction, reader, lang))} />
        {last && <p>{words.latest(dayInWords(last, lang, today))}</p>}
        <details>
          <summary>{words.stages(dayInWords(today, lang, today))}</summary>
          <Stages stages={stages} around={{ jurisdiction, state, lang }} today={today} />
        </details>
        <p class="small">{words.after}</p>
        <p>
          <button class="btn" type="submit">
            {words.button}
          </button>
        </p>
      </form>
    </>
  );
  const first = faults[0]?.[1];
  const status = first ? statusOf(first.refused) : 200;
  return html(
    first ? `${words.errorTitle}${title}` : title,
    body,
    it.isKiosk ? { status, other: '/file' } : { status, otherForm: { form: 'filing', action: '/file/keep' } },
  );
};
