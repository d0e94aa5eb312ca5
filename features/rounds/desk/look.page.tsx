import type { StaffMember } from '../../../engine/place/read.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import type { Lang, Page, PageReply, PageRequest } from '../../../portal/page.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { drawFill, takeFill, type FillPage } from '../../checks/public-desk.ts';
import { findLook, recordLook, type Look } from '../server/record-look.ts';
import { roundName } from '../server/read-rounds.ts';
import { ROUNDS } from './page-words.ts';

const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

const keyIn = ({ params, query }: PageRequest) => ({
  number: parseEntityNumber(params['number'] ?? '') ?? '',
  site: parseEntityNumber(query['site'] ?? '') ?? '',
});

const pageOf = ({ round, phase, row, form }: Look, lang: Lang): FillPage => ({
  row,
  form,
  title: inLang(form.title, lang),
  by: dayInWords(phase.to, lang),
  clause: ROUNDS[lang].clause(roundName(round, lang)),
  path: `/desk/round/${round.round}/look?site=${row.site}`,
});

const notShown = (lang: Lang, because: Refusal): PageReply => ({ ...errorPage(lang, because), other: '/desk/rounds' });

const showLook = async (request: PageRequest): Promise<PageReply> => {
  const { number, site } = keyIn(request);
  const found = await findLook(request.service, whoOf(request), number, site);
  return isRefusal(found) ? notShown(request.lang, found) : drawFill(request, pageOf(found, request.lang));
};

const postLook = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, files } = request;
  const who = whoOf(request);
  const { number, site } = keyIn(request);
  const found = await findLook(service, who, number, site);
  if (isRefusal(found)) return notShown(lang, found);
  return takeFill(request, pageOf(found, lang), (answers, token) => recordLook(service, who, { number, site, answers, files }, token));
};

/** The form of a round at one site. */
export const pages: readonly Page[] = [
  { path: '/desk/round/:number/look', method: 'GET', face: 'desk', handle: showLook },
  { path: '/desk/round/:number/look', method: 'POST', face: 'desk', takesFiles: true, asksMuch: true, handle: postLook },
];
