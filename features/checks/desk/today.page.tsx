import { randomBytes } from '../../../engine/keys/random.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { TOKEN } from '../../../engine/http/field-schema.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import { questionsOf, takesPhotos, type Form } from '../../../kernel/form/form.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { FILES_A_FORM } from '../../../kernel/stream/files.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { siteName, type SiteRow } from '../../sites/public.ts';
import { faultsOf, type Faults } from '../domain/filled.ts';
import { isOfDays } from '../domain/site-duties.ts';
import { findToFill, recordCheck, type ToFill } from '../server/record-check.ts';
import { readToday, readTodayOf, TODAY_ROWS, type OpenSlot } from '../server/read-today.ts';
import { answersIn, FormFields } from './form-fields.tsx';
import { FORM_SAYS } from './form-says.ts';
import { TODAY } from './words.ts';

const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

const fillPath = ({ site, rule, slot }: Pick<OpenSlot, 'site' | 'rule' | 'slot'>): string =>
  `/desk/check/new/${site}?${new URLSearchParams({ rule, slot }).toString()}`;

interface ByWhenProps {
  readonly row: OpenSlot;
  readonly zone: string;
  readonly now: number;
  readonly lang: Lang;
}

const ByWhen = ({ row, zone, now, lang }: ByWhenProps) => {
  const words = TODAY[lang];
  const due = row.due_on === null ? momentInWords(row.due_at, zone, lang) : dayInWords(row.due_on, lang, dateIn(instant(now), zone));
  return (
    <>
      {row.due_at <= now && <span class="tag late">{words.late}</span>} {words.until(due)}
    </>
  );
};

const showToday = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang } = request;
  const words = TODAY[lang];
  const who = whoOf(request);
  const it = await service.jurisdiction();
  const now = service.clock();
  const only = parseEntityNumber(request.query['site'] ?? '');
  const isFor = mayList(it.access, who.role, 'check');
  const rows = isFor
    ? await service.read((tx) => (only === undefined ? readToday(tx, who.office, now) : readTodayOf(tx, who.office, only, now)))
    : [];
  const rules = new Map(
    it.routines.programmes.flatMap(({ programme }) =>
      programme.rules.map((rule): [string, ProgrammeRule] => [`${programme.id}/${rule.id}`, rule]),
    ),
  );
  const [where, what, byWhen] = words.heads;
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="small">
        <a href={href(lang, '/desk/field-keys')}>{words.phone}</a>
      </p>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <WorkTable label={words.title} heads={words.heads}>
          {rows.map((row) => {
            const rule = rules.get(row.rule);
            return (
              <tr>
                <td data-head={where}>{siteName(row, lang)}</td>
                <td data-head={what}>
                  {rule ? inLang(rule.label, lang) : row.rule}
                  <div class="small">{rule && inLang(rule.clause, lang)}</div>
                </td>
                <td data-head={byWhen}>
                  <ByWhen row={row} zone={it.zone} now={now} lang={lang} />
                </td>
                <td>
                  <a class="btn" href={href(lang, fillPath(row))}>
                    {words.fill}
                  </a>
                </td>
              </tr>
            );
          })}
        </WorkTable>
      )}
      {rows.length === TODAY_ROWS && <p class="small">{words.more(TODAY_ROWS)}</p>}
    </>,
    { wide: true },
  );
};

interface Tried {
  readonly sent: { readonly [name: string]: string };
  readonly faults: Faults;
  readonly refusal?: Refusal | undefined;
}

const NO_FAULTS: Faults = { missing: [], wrong: [] };
const NOTE = 'w.note';

const tokenIn = (sent: Tried['sent']): string =>
  TOKEN.test(sent['token'] ?? '') ? String(sent['token']) : Buffer.from(randomBytes(16)).toString('base64url');

/** The page of a form that is filled in at a site: what for, by when, by which clause. */
export interface FillPage {
  readonly row: Pick<SiteRow, 'site' | 'name' | 'english'>;
  readonly form: Form | null;
  readonly title: string;
  readonly by: string;
  readonly clause: string;
  readonly path: string;
}

/** What is wrong, with the way to each answer. */
const Wrong = ({ tried, form, lang }: { readonly tried: Tried; readonly form: Form | null; readonly lang: Lang }) => {
  const wrong = [...new Set([...tried.faults.missing, ...tried.faults.wrong].map(({ key }) => key))];
  const labels = new Map(form ? questionsOf(form).map(({ key, item }) => [key, inLang(item.label, lang)] as const) : []);
  return (
    <div class="note" role="alert" tabIndex={-1}>
      {tried.refusal && <p>{sentenceFor(tried.refusal, lang)}</p>}
      {wrong.length > 0 && (
        <>
          <p>{TODAY[lang].fix(wrong.length)}</p>
          <ul>
            {wrong.map((key) => (
              <li>
                <a href={`#q-${key}`}>{labels.get(key) ?? key}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/** Draws a form that is to be filled in. */
export const drawFill = ({ lang, csrf }: PageRequest, page: FillPage, tried?: Tried): PageReply => {
  const words = TODAY[lang];
  const { row, form, title, path } = page;
  const { sent, faults } = tried ?? { sent: {}, faults: NO_FAULTS };
  return html(
    title,
    <>
      {tried && <Wrong tried={tried} form={form} lang={lang} />}
      <h1>{siteName(row, lang)}</h1>
      <p class="lead">
        {title} · {words.until(page.by)}
      </p>
      <p class="small">
        {FORM_SAYS[lang].clause}
        {page.clause}
      </p>
      <form method="post" action={href(lang, path)} enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="token" value={tokenIn(sent)} />
        {form ? (
          <>
            {takesPhotos(form) && <p class="small">{FORM_SAYS[lang].photosHint(FILES_A_FORM)}</p>}
            <FormFields drawn={{ form, sent, faults, lang }} />
          </>
        ) : (
          <label>
            {words.noForm}
            <textarea name={NOTE}>{sent[NOTE] ?? ''}</textarea>
          </label>
        )}
        <p>
          <button class="btn">{words.submit}</button>
        </p>
      </form>
    </>,
    { other: path, ...(tried ? { status: tried.refusal ? statusOf(tried.refusal.refused) : 422 } : {}) },
  );
};

const pageOf = ({ row, slot: { window, duty, id }, form, it }: ToFill, lang: Lang): FillPage => ({
  row,
  form,
  title: inLang(duty.rule.label, lang),
  by: isOfDays(window) ? dayInWords(window.last, lang) : momentInWords(window.due, it.zone, lang),
  clause: inLang(duty.rule.clause, lang),
  path: fillPath({ site: row.site, rule: duty.key, slot: id }),
});

const notShown = (lang: Lang, because: Refusal): PageReply => ({ ...errorPage(lang, because), other: '/desk/today' });

const keyIn = ({ params, query }: PageRequest) => ({
  site: parseEntityNumber(params['site'] ?? '') ?? '',
  rule: (query['rule'] ?? '').slice(0, 200),
  slot: (query['slot'] ?? '').slice(0, 100),
});

const showForm = async (request: PageRequest): Promise<PageReply> => {
  const found = await findToFill(request.service, whoOf(request), keyIn(request));
  return isRefusal(found) ? notShown(request.lang, found) : drawFill(request, pageOf(found, request.lang));
};

/** The answers with the photos that were sent for them, each by its hash. */
const withPhotos = (answers: Answers, files: PageRequest['files']): Answers => {
  const photos = Map.groupBy(files, (file) => file.field.replace(/^p\./, ''));
  const keys = new Set([...Object.keys(answers), ...photos.keys()]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const own = [...new Set((photos.get(key) ?? []).map((file) => file.sent))];
      return [key, own.length === 0 ? (answers[key] ?? {}) : { ...answers[key], photos: own }];
    }),
  );
};

/** Why a form is not taken before anything is decided: a byte that could not be read, or nothing said where there is no form. */
const earlyFault = (sent: Tried['sent'], hasForm: boolean): Refusal | undefined => {
  if (Object.values(sent).some((text) => text.includes('\uFFFD'))) return refuse('field_encoding', { field: 'words' });
  return !hasForm && (sent[NOTE] ?? '').trim() === '' ? refuse('field_empty', { field: 'words' }) : undefined;
};

/** Takes a form that was filled in: says what is missing or wrong, or makes a record of it. */
export const takeFill = async (
  request: PageRequest,
  page: FillPage,
  record: (answers: Answers, token: string) => Promise<string | Refusal>,
): Promise<PageReply> => {
  const { form: sent, files, filesFault } = request;
  const { form } = page;
  const answers: Answers = form ? withPhotos(answersIn(form, sent), files) : { note: { words: (sent[NOTE] ?? '').trim() } };
  const faults = faultsOf(form, answers);
  const early = filesFault ?? earlyFault(sent, form !== null);
  if (early || faults.missing.length + faults.wrong.length > 0) return drawFill(request, page, { sent, faults, refusal: early });
  const made = await record(answers, tokenIn(sent));
  return isRefusal(made)
    ? drawFill(request, page, { sent, faults: NO_FAULTS, refusal: made })
    : { kind: 'redirect', to: `/desk/check/${made}?done=record_check` };
};

const postForm = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, files } = request;
  const who = whoOf(request);
  const key = keyIn(request);
  const found = await findToFill(service, who, key);
  if (isRefusal(found)) return notShown(lang, found);
  return takeFill(request, pageOf(found, lang), (answers, token) =>
    recordCheck(service, who, { ...key, answers, doneAt: null, files }, token),
  );
};

/** The list of the day, and the form of one check. */
export const pages: readonly Page[] = [
  { path: '/desk/today', method: 'GET', face: 'desk', handle: showToday },
  { path: '/desk/check/new/:site', method: 'GET', face: 'desk', handle: showForm },
  { path: '/desk/check/new/:site', method: 'POST', face: 'desk', takesFiles: true, asksMuch: true, handle: postForm },
];
