import type { StaffFace } from '../../../desk/staff-entity/face.ts';
import { openFor } from '../../../desk/staff-entity/pages.tsx';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { spotCode, spotPath } from '../../../kernel/site/spot-code.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import type { Page } from '../../../portal/page.ts';
import { paperFile, type Paper } from '../../papers/public.ts';
import type { SiteState, Spot } from '../domain/state.ts';

export const WORDS = words('sites/desk/sheets.WORDS', {
  'zh-CN': { title: '检查点', scan: '扫码打开本检查点的检查；扫不了，在检查页面输入上面的编号。' },
  en: { title: 'Spots', scan: 'Scan for the checks of this spot, or type the code on the page of checks.' },
});

export const DANGER_WORDS = words('sites/desk/sheets.DANGER_WORDS', {
  'zh-CN': { title: '这里有危险？扫一扫说出来', scan: '不用姓名，领一张回执。有人正有危险：110、119、120。' },
  en: { title: 'A danger here? Scan and say so', scan: 'No name; you get a receipt. Somebody in danger now: 110, 119, 120.' },
});

/** A card for the wall of a site: its square opens the report of a danger with the place filled in. It proves nothing, and nobody learns who scanned it (G11). */
const dangerCard = (view: StaffView<SiteState>, lang: Lang): Paper => ({
  kind: 'card',
  lang,
  title: DANGER_WORDS[lang].title,
  number: view.number,
  issuer: inLang({ 'zh-CN': view.state.name, en: view.state.english ?? view.state.name }, lang),
  addressee: '',
  day: null,
  signature: '',
  blocks: [],
  foot: [...new Set([DANGER_WORDS[lang].scan, DANGER_WORDS['zh-CN'].scan, DANGER_WORDS.en.scan])],
  path: `/danger?place=${view.number}`,
  madeAt: startOfDay(view.today, view.it.zone),
});

/** What stands below the square: the language that was asked for, then the other one. */
const footIn = (lang: Lang): readonly string[] => [...new Set([WORDS[lang].scan, WORDS['zh-CN'].scan, WORDS.en.scan])];

/** A card for one spot, on the wall beside it: what it is called and where a code leads. It says nothing of who looks (G21). */
const cardOf = (view: StaffView<SiteState>, { spot, name }: Spot, lang: Lang): Paper => ({
  kind: 'card',
  lang,
  title: name,
  number: spotCode({ site: view.number, spot }),
  issuer: inLang({ 'zh-CN': view.state.name, en: view.state.english ?? view.state.name }, lang),
  addressee: '',
  day: null,
  signature: '',
  blocks: [],
  foot: footIn(lang),
  path: spotPath({ site: view.number, spot }),
  madeAt: startOfDay(view.today, view.it.zone),
});

/** The cards of all spots of a site, four to a sheet, and the one for who sees a danger, for whoever may open it. */
export const sheetPages = (face: StaffFace<SiteState>): readonly Page[] => [
  {
    path: `${face.path}/:number/danger.pdf`,
    method: 'GET',
    face: 'desk',
    handle: (request) =>
      openFor(face, request, async (view) => {
        const { lang, address } = request;
        if (view.state.ended) return undefined;
        const card = dangerCard(view, lang);
        // A whole sheet of the same: for every door of it.
        const name = `huiyin-${view.number}-danger`;
        const made = await paperFile([card, card, card, card], { name, format: 'pdf', origin: address, line: 'staff' });
        return isRefusal(made) ? { ...errorPage(lang, made), other: `${face.path}/${view.number}` } : made;
      }),
  },
  {
    path: `${face.path}/:number/cards.pdf`,
    method: 'GET',
    face: 'desk',
    handle: (request) =>
      openFor(face, request, async (view) => {
        const { lang, address } = request;
        const [first, ...others] = view.state.spots.filter((it) => !it.ended).map((spot) => cardOf(view, spot, lang));
        if (!first) return undefined;
        const name = `huiyin-${view.number}-cards`;
        const made = await paperFile([first, ...others], { name, format: 'pdf', origin: address, line: 'staff' });
        return isRefusal(made) ? { ...errorPage(lang, made), other: `${face.path}/${view.number}` } : made;
      }),
  },
];
