import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { labelOr } from '../../../kernel/language/languages.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { postName } from '../../grievances/public.ts';
import { answerCall, calledFor, type CalledFor } from '../server/answer-call.ts';
import { ANSWER } from './words.ts';

interface Shown {
  readonly code: string;
  readonly found: CalledFor;
  readonly name: string;
  readonly lang: Lang;
  readonly done?: keyof (typeof ANSWER)['en']['done'];
  readonly refusal?: Refusal;
  readonly reason?: string;
}

const Button = ({ code, answer, plain, lang }: { code: string; answer: 'acknowledged' | 'arrived'; plain: boolean; lang: Lang }) => (
  <form method="post" action={href(lang, `/call/${code}`)}>
    <input type="hidden" name="answer" value={answer} />
    <p>
      <button class={plain ? 'btn plain' : 'btn'} type="submit">
        {ANSWER[lang][answer]}
      </button>
    </p>
  </form>
);

const draw = ({ code, found, name, lang, done, refusal, reason = '' }: Shown): PageReply => {
  const said = ANSWER[lang];
  const isFaulty = refusal?.data?.['field'] === 'reason';
  return html(
    found.exercise ? `${said.isDrill} · ${said.title}` : said.title,
    <>
      {found.exercise && (
        <p class="note" role="note">
          <b>{said.isDrill}</b>
        </p>
      )}
      <h1>
        {[
          labelOr(INCIDENT_KIND_WORDS[found.what as keyof typeof INCIDENT_KIND_WORDS], found.what, lang),
          ...(found.site_called === null ? [] : [found.site_called]),
        ].join(' · ')}
      </h1>
      <p class="lead">
        {said.number} {found.matter} · {name}
      </p>
      {done !== undefined && (
        <p class="note" role="status">
          {said.done[done]}
        </p>
      )}
      {refusal && (
        <p class="note bad" role="alert">
          {sentenceFor(refusal, lang)}
        </p>
      )}
      {found.over ? (
        <p>{said.over}</p>
      ) : (
        <>
          <p>{said.ask}</p>
          <Button code={code} answer="acknowledged" plain={false} lang={lang} />
          <Button code={code} answer="arrived" plain lang={lang} />
          <form method="post" action={href(lang, `/call/${code}`)}>
            <input type="hidden" name="answer" value="declined" />
            <div class={isFaulty ? 'err' : undefined}>
              <label for="reason">{said.reason}</label>
              <textarea id="reason" name="reason" class="short" {...(isFaulty ? { 'aria-invalid': true } : {})}>
                {reason}
              </textarea>
            </div>
            <p>
              <button class="btn plain" type="submit">
                {said.declined}
              </button>
            </p>
          </form>
        </>
      )}
    </>,
    { other: `/call/${code}`, ...(refusal ? { status: statusOf(refusal.refused) } : {}) },
  );
};

const show = async (request: PageRequest, more: Pick<Shown, 'done' | 'refusal' | 'reason'> = {}): Promise<PageReply> => {
  const { service, lang, params } = request;
  const code = (params['code'] ?? '').slice(0, 40);
  const found = await calledFor(service, code);
  if (isRefusal(found)) return { ...errorPage(lang, found), other: null };
  return draw({ code: encodeURIComponent(code), found, name: postName(await service.jurisdiction(), found.post, lang), lang, ...more });
};

const answer = async (request: PageRequest): Promise<PageReply> => {
  const { service, form, params } = request;
  const said = form['answer'] ?? '';
  const reason = form['reason'] ?? '';
  const refusal = await answerCall(service, (params['code'] ?? '').slice(0, 40), said, reason);
  if (refusal) return show(request, { refusal, reason });
  return show(request, said === 'acknowledged' || said === 'declined' || said === 'arrived' ? { done: said } : {});
};

/** Whoever was called answers by the code of the message: without an account, without JavaScript, on any phone. */
export const pages: readonly Page[] = [
  { path: '/call/:code', method: 'GET', face: 'open', handle: (request) => show(request) },
  { path: '/call/:code', method: 'POST', face: 'open', handle: answer },
];
