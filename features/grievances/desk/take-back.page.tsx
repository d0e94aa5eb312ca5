import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { FaultSummary, Fields, type Field } from '../../../desk/fields.tsx';
import { findPassed, type Queued } from '../../../desk/worklist/read-worklist.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { officeName, subjectName } from '../portal/offices.ts';
import { lostCharacter, typed } from '../portal/filing/typed.ts';
import { takeStep } from '../server/take-step.ts';
import { matterKind } from './matter-kind.ts';
import { askerOf, notShown, numberOf, whoOf } from './matter.page.tsx';
import { LABELS } from './step-labels.ts';

export const WORDS = words('grievances/desk/take-back.WORDS', {
  'zh-CN': {
    title: '收回转出的事',
    lead: (day: string, office: string) => `${day}转给${office}，对方还没有打开过。`,
    what: '收回以后由本单位重新转办，期限和转出以前一样。转出的那一步划上线，仍然看得见；来件人会读到理由。',
    go: '收回',
    back: '回到转出的',
  },
  en: {
    title: 'Take back what was passed on',
    lead: (day: string, office: string) => `Passed to ${office} on ${day}; it has not been opened there yet.`,
    what: 'Your office passes it on anew, and every date is what it was before. The step is struck out and stays readable; the filer reads the reasons.',
    go: 'Take it back',
    back: 'Back to what was passed on',
  },
});

const fieldsOf = (lang: Lang): readonly Field[] => [
  { kind: 'text', name: 'reason', label: LABELS[lang].takeBackWhy, hint: LABELS[lang].reasonRead, short: true },
];

const LIST = '/desk?view=passed_on';

const draw = async (request: PageRequest, row: Queued, refusal?: Refusal): Promise<PageReply> => {
  const { service, lang, csrf, form } = request;
  const words = WORDS[lang];
  const it = await service.jurisdiction();
  const state = { lang, id: 'take-back', typed: { reason: form['reason'] ?? '' }, ...(refusal ? { refusal } : {}) };
  const day = row.passed ? dayInWords(row.passed.on, lang, dateIn(service.clock(), it.zone)) : '';
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={state} fields={fieldsOf(lang)} />}
      <h1>{words.title}</h1>
      <p class="lead">
        {row.number}
        {row.subject !== null && ` · ${subjectName(it, row.subject, lang)}`}
        {' · '}
        {words.lead(day, officeName(it, row.passed?.office ?? null, lang))}
      </p>
      <form method="post" action={href(lang, `/desk/passed/${row.number}`)}>
        <input type="hidden" name="csrf" value={csrf} />
        <Fields fields={fieldsOf(lang)} form={state} />
        <p class="small">{words.what}</p>
        <p class="row">
          <button class="btn">{words.go}</button>
          <a class="btn plain" href={href(lang, LIST)}>
            {words.back}
          </a>
        </p>
      </form>
    </>
  );
  return html(`${words.title} ${row.number}`, body, refusal ? { status: statusOf(refusal.refused) } : {});
};

/** A matter that this office passed on and can still take back; for every other number nothing is there. */
const findOwn = async (request: PageRequest): Promise<Queued | undefined> => {
  const row = await findPassed(request.service, [matterKind], whoOf(request), numberOf(request));
  return row?.passed?.canTakeBack === true ? row : undefined;
};

const show = async (request: PageRequest): Promise<PageReply> => {
  const row = await findOwn(request);
  return row ? draw(request, row) : notShown(request.lang);
};

const post = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, form } = request;
  const number = numberOf(request);
  const row = await findOwn(request);
  if (!row) return notShown(lang);
  const reason = typed(form['reason'] ?? '');
  const refusal =
    lostCharacter('reason', reason) ?? (await takeStep(service, number, askerOf(whoOf(request)), { name: 'take_back', input: { reason } }));
  if (!refusal) return { kind: 'redirect', to: `/desk/matter/${number}?done=take_back` };
  return isRefusal(refusal) && refusal.refused === 'not_found' ? notShown(lang, refuse('not_found')) : draw(request, row, refusal);
};

/** Undoing a wrong choice, on a matter that this post cannot open any more. */
export const takeBackPages: readonly Page[] = [
  { path: '/desk/passed/:number', method: 'GET', face: 'desk', handle: show },
  { path: '/desk/passed/:number', method: 'POST', face: 'desk', handle: post },
];
