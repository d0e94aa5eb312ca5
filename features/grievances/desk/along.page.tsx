import { words } from '../../../kernel/language/words.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { readAlong, type AlongItem, type AlongList } from '../server/along.ts';
import { whoOf } from './matter.page.tsx';
import { choiceName } from './words.ts';

export const WORDS = words('grievances/desk/along.WORDS', {
  'zh-CN': {
    title: '协办和知晓',
    lead: '这些事由别的单位答复，请您的单位协办，或者让您的单位知晓。按编号排列。',
    matter: '事项',
    role: '怎样参加',
    filed: '收到',
    empty: '现在没有请本单位协办或知晓的事。',
    emptyMore: '承办单位请了本单位，事项从那时起列在这里；它不再需要时，这里就没有了。',
    write: '受本人委托代写一件事',
    more: '后面的',
    first: '回到开头',
    gone: '（文字已遮去）',
  },
  en: {
    title: 'Helping and reading along',
    lead: 'Another office answers these; yours was asked to help, or to know of them. Listed by number.',
    matter: 'Matter',
    role: 'In what way',
    filed: 'Filed',
    empty: 'No office asks yours to help or to know of a matter now.',
    emptyMore: 'A matter is listed here from when the office that answers it asks yours, until it is no longer needed.',
    write: 'Write a matter down under a mandate',
    more: 'Later ones',
    first: 'Back to the start',
    gone: '(text covered)',
  },
});

const Row = ({ item, list, lang }: { readonly item: AlongItem; readonly list: AlongList; readonly lang: Lang }) => (
  <tr>
    <th scope="row">
      <a href={href(lang, `/desk/matter/${item.matter}`)} {...(item.lang === lang ? {} : { lang: item.lang })}>
        {item.subject === '' ? WORDS[lang].gone : item.subject}
      </a>
      <br />
      <span class="small">{item.matter}</span>
    </th>
    <td>{choiceName(item.role, lang)}</td>
    <td>
      <time dateTime={item.filedOn}>{dayInWords(item.filedOn, lang, list.today)}</time>
    </td>
  </tr>
);

const show = async (request: PageRequest) => {
  const { service, lang, query } = request;
  const words = WORDS[lang];
  const after = parseEntityNumber(query['after'] ?? '');
  const list = await readAlong(service, whoOf(request), after);
  const isDesk = whoOf(request).office === (await service.jurisdiction()).deskOffice;
  if (isRefusal(list)) return { ...errorPage(lang, list), other: '/desk/along' };
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      {list.items.length === 0 ? (
        <>
          <p class="lead">{words.empty}</p>
          <p>{words.emptyMore}</p>
        </>
      ) : (
        <>
          <p class="lead">{words.lead}</p>
          <WorkTable label={words.title} heads={[words.matter, words.role, words.filed]}>
            {list.items.map((item) => (
              <Row item={item} list={list} lang={lang} />
            ))}
          </WorkTable>
        </>
      )}
      {!isDesk && (
        <p class="screen">
          <a href={href(lang, '/desk/intake')}>{words.write}</a>
        </p>
      )}
      {(list.next !== null || after !== undefined) && (
        <p class="row screen">
          {after !== undefined && (
            <a class="btn plain" href={href(lang, '/desk/along')}>
              {words.first}
            </a>
          )}
          {list.next !== null && (
            <a class="btn plain" href={href(lang, `/desk/along?after=${list.next}`)}>
              {words.more}
            </a>
          )}
        </p>
      )}
    </>,
    { wide: true, other: '/desk/along' },
  );
};

/** The matters in which this office takes part beside the one that answers. */
export const alongPages: readonly Page[] = [{ path: '/desk/along', method: 'GET', face: 'desk', handle: show }];
