import { words } from '../../../kernel/language/words.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { href, html, type Page } from '../../../portal/page.ts';
import { readName } from '../server/seal/read-name.ts';
import { notShown, numberOf, whoOf } from './matter.page.tsx';

export const WORDS = words('grievances/desk/name.WORDS', {
  'zh-CN': {
    title: '打开的姓名',
    lead: '保管人已同意打开。来件人看得到这一次打开，也看得到您来看过。请只用在请求时说的那件事上。',
    name: '姓名',
    contact: '联系方式',
    none: '没有留',
    until: '可以看到',
    back: '回到这件事',
  },
  en: {
    title: 'The opened name',
    lead: 'The custodians agreed to open it. The filer sees that, and that you have looked. Use it only for what was asked.',
    name: 'Name',
    contact: 'How to reach',
    none: 'none was left',
    until: 'Can be read until',
    back: 'Back to the matter',
  },
});

/** A name that custodians have opened, on a page of its own: looking is an act, and leaves its record (G18). */
export const namePage: Page = {
  path: '/desk/matter/:number/name',
  method: 'GET',
  face: 'desk',
  handle: async (request) => {
    const { service, lang } = request;
    const number = numberOf(request);
    const found = await readName(service, number, whoOf(request));
    if (found === undefined || isRefusal(found)) return notShown(lang, found);
    const words = WORDS[lang];
    const { zone } = await service.jurisdiction();
    return html(
      `${words.title} · ${number}`,
      <>
        <h1>
          {words.title} · {number}
        </h1>
        <p class="lead">{words.lead}</p>
        <dl>
          <dt>{words.name}</dt>
          <dd>{found.name || words.none}</dd>
          <dt>{words.contact}</dt>
          <dd>{found.contact || words.none}</dd>
          {/* timestamptz is read as whole milliseconds. */}
          <dt>{words.until}</dt>
          <dd>{momentInWords(found.until as Instant, zone, lang)}</dd>
        </dl>
        <p>
          <a href={href(lang, `/desk/matter/${number}`)}>{words.back}</a>
        </p>
      </>,
      { other: '/desk' },
    );
  },
};
