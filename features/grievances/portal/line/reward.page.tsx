import { parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { yuanInWords } from '../../../../portal/money.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { collectFor, type Collection } from '../../server/line/collect-reward.ts';
import { withMatter } from '../following/follow.page.tsx';
import { foundLine } from '../following/found.tsx';
import { officeName } from '../offices.ts';
import { REWARD } from './reward-words.ts';

const codeReply = async (
  { service, lang }: PageRequest,
  { code, amount, until, paidOn }: Collection,
  receipt: string,
): Promise<PageReply> => {
  const said = REWARD[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const yuan = yuanInWords(amount, lang);
  return html(
    said.code,
    <>
      <h1>{said.code}</h1>
      <section class="card">
        <p class="code">{code}</p>
        <p>
          <b>{paidOn === null ? said.only(yuan, dayInWords(until, lang, today)) : said.paid(yuan, dayInWords(paidOn, lang, today))}</b>
        </p>
        <p class="small">{said.keep}</p>
      </section>
      <h2>{said.where}</h2>
      <p>{foundLine({ jurisdiction: it, office: it.deskOffice, lang }) ?? officeName(it, it.deskOffice, lang)}</p>
      <form method="post" action={href(lang, '/follow')} class="screen">
        <input type="hidden" name="code" value={receipt} />
        <p>
          <button class="btn">{said.back}</button>
        </p>
      </form>
    </>,
    { other: null },
  );
};

/** The code that collects the reward, for who holds the code of the receipt. */
export const rewardPage: Page = {
  path: '/follow/reward',
  method: 'POST',
  face: 'open',
  handle: (request) =>
    withMatter(request, 'act', async (matter, code) => {
      const { service, lang } = request;
      const parsed = parseReceiptCode(code);
      if (!parsed.ok) return errorPage(lang, refuse('code_check'));
      if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
      const made = await collectFor(service, matter, parsed.code);
      return isRefusal(made) ? errorPage(lang, made) : codeReply(request, made, code);
    }),
};
