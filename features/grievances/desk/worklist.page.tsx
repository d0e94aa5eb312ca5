import { WorkTable } from '../../../portal/work-table.tsx';
import { daysBetween } from '../../../kernel/calendar/plain-date.ts';
import { instant, toIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { dayInWords, momentInWords, withinInWords, isDayNamed } from '../../../portal/dates.ts';
import { DueTag } from '../../../desk/due.tsx';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { officeName } from '../portal/offices.ts';
import { parseMatterNumber } from '../server/matter-number.ts';
import { readWorklist, type WorkItem, type Worklist } from '../server/worklist.ts';
import { isStepName, OWED, stepName } from './words.ts';

const WORDS = {
  'zh-CN': {
    title: '待办',
    sorted: '按到期先后排列，要马上办的在最上面。',
    allCalm: '没有逾期的，明天也没有到期的。',
    due: '到期',
    atOnce: '马上',
    over: '已过时',
    owed: '欠什么',
    matter: '事项',
    clause: '依据',
    filed: '收到',
    more: '后面的',
    firstPage: '回到开头',
    extendable: '可延长一次，最多',
    provisional: '日期暂定',
    empty: '现在没有欠着的事。',
    emptyMore: '转到本单位的事，从收到那天起会列在这里，最先到期的在最上面。',
    emptyAdmin: '您这个岗位不办理事项，这里不会列出任何一件。',
    trace: '打开一件事会留下一条对来件人公开的查看记录：哪个岗位，哪一天。',
    find: '按编号打开一件事',
    findHint: '编号有8个字符，在来件人的回执上。',
    go: '打开',
    badNumber: '编号是8个数字或字母，没有U。请再核对一遍。',
    done: '已经记下：',
    printed: '打印：',
    gone: '（文字已遮去）',
  },
  en: {
    title: 'Worklist',
    sorted: 'Listed by due date; what cannot wait stands on top.',
    allCalm: 'Nothing is late and nothing is due tomorrow.',
    due: 'Due',
    atOnce: 'at once',
    over: 'time is over',
    owed: 'What is owed',
    matter: 'Matter',
    clause: 'Rule',
    filed: 'filed ',
    more: 'Later ones',
    firstPage: 'Back to the start',
    extendable: 'may be extended once, by at most ',
    provisional: 'date provisional',
    empty: 'Nothing is owed now.',
    emptyMore: 'Matters passed to your office appear here from the day they arrive, the first due on top.',
    emptyAdmin: 'Your post does not deal with matters; none is ever listed here.',
    trace: 'Opening a matter leaves a record that the filer sees: which post, on which day.',
    find: 'Open a matter by its number',
    findHint: 'The eight characters on the filer’s receipt.',
    go: 'Open',
    badNumber: 'A number is eight digits or letters, without U. Please check it again.',
    done: 'Recorded: ',
    printed: 'printed ',
    gone: '(text covered)',
  },
} as const;

const plural = (count: number): string => (count === 1 ? '1 duty' : `${count} duties`);

/** `1 件已逾期，1 件明天到期`: counted on the first page, where what is urgent stands. */
const leadSentence = ({ items, today, next }: Worklist, lang: Lang): string => {
  const words = WORDS[lang];
  const late = items.filter((it) => daysBetween(today, it.dueOn) < 0).length;
  const on = (days: number) => items.filter((it) => daysBetween(today, it.dueOn) === days).length;
  const more = next !== null && late === items.length;
  const parts =
    lang === 'en'
      ? [
          late > 0 ? `${plural(late)}${more ? ' or more' : ''} late` : '',
          on(0) > 0 ? `${plural(on(0))} due today` : '',
          on(1) > 0 ? `${plural(on(1))} due tomorrow` : '',
        ]
      : [
          late > 0 ? `${late}件${more ? '以上' : ''}已逾期` : '',
          on(0) > 0 ? `${on(0)}件今天到期` : '',
          on(1) > 0 ? `${on(1)}件明天到期` : '',
        ];
  const said = parts.filter((part) => part !== '').join(lang === 'en' ? ', ' : '，');
  return said === '' ? words.allCalm : `${said}${lang === 'en' ? '.' : '。'}`;
};

const Row = ({ item, list, lang }: { readonly item: WorkItem; readonly list: Worklist; readonly lang: Lang }) => {
  const words = WORDS[lang];
  const { rule } = item;
  const subject = item.subject === '' ? words.gone : item.subject;
  const isLate = daysBetween(list.today, item.dueOn) < 0;
  const filed = dayInWords(item.filedOn, lang, list.today);
  return (
    <tr>
      <td>
        {item.isMoment ? (
          <span class="tag late">{item.dueAt < list.now ? words.over : words.atOnce}</span>
        ) : (
          <DueTag due={item.dueOn} today={list.today} lang={lang} />
        )}
        <br />
        {item.isMoment ? (
          <time dateTime={toIso(instant(item.dueAt))}>{momentInWords(instant(item.dueAt), list.zone, lang)}</time>
        ) : (
          <time dateTime={item.dueOn}>{dayInWords(item.dueOn, lang, list.today)}</time>
        )}
        {item.provisional && (
          <>
            <br />
            <span class="small">{words.provisional}</span>
          </>
        )}
      </td>
      <td>{OWED[rule.kind][lang]}</td>
      <th scope="row">
        <a href={href(lang, `/desk/matter/${item.matter}`)} {...(item.lang === lang ? {} : { lang: item.lang })}>
          {subject}
        </a>
        <br />
        <span class="small">
          {item.matter} · {lang === 'en' ? `${words.filed}${filed}` : `${filed}${words.filed}`}
        </span>
      </th>
      <td class="small">
        {rule.clause[lang]}
        {rule.within !== null && !isDayNamed(rule.within) && ` · ${withinInWords(rule.within, lang)}`}
        {rule.extend && !isLate && (
          <>
            <br />
            {words.extendable}
            {withinInWords(rule.extend.max, lang)}
          </>
        )}
      </td>
    </tr>
  );
};

const Table = ({ list, lang }: { readonly list: Worklist; readonly lang: Lang }) => {
  const words = WORDS[lang];
  return (
    <WorkTable label={words.title} heads={[words.due, words.owed, words.matter, words.clause]}>
      {list.items.map((item) => (
        <Row item={item} list={list} lang={lang} />
      ))}
    </WorkTable>
  );
};

const Finder = ({ lang, wrong }: { readonly lang: Lang; readonly wrong: string | undefined }) => {
  const words = WORDS[lang];
  return (
    <form action={href(lang, '/desk')} class={wrong === undefined ? 'find' : 'find err'}>
      <label for="find">{words.find}</label>
      {wrong !== undefined && (
        <p class="why" id="find-why">
          {words.badNumber}
        </p>
      )}
      <p class="hint" id="find-hint">
        {words.findHint}
      </p>
      <p class="row">
        <input
          id="find"
          type="text"
          name="find"
          value={wrong ?? ''}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={wrong === undefined ? 'find-hint' : 'find-why find-hint'}
        />{' '}
        <button class="btn plain">{words.go}</button>
      </p>
    </form>
  );
};

interface Shown {
  readonly list: Worklist;
  readonly lang: Lang;
  readonly isFirst: boolean;
  readonly wrong: string | undefined;
  readonly done: { readonly step: string; readonly number: string } | undefined;
  readonly isAdmin: boolean;
  readonly office: string;
}

const Body = ({ list, lang, isFirst, wrong, done, isAdmin, office }: Shown) => {
  const words = WORDS[lang];
  return (
    <>
      {done && (
        <div class="note" role="status">
          <p>
            {words.done}
            {stepName(done.step, lang)} · {done.number}
          </p>
        </div>
      )}
      <h1>{words.title}</h1>
      <p class="print small">
        {office} · {words.printed}
        {dayInWords(list.today, lang)}
      </p>
      {list.items.length > 0 && (
        <p class="lead">
          {isFirst && `${leadSentence(list, lang)}${lang === 'en' ? ' ' : ''}`}
          {words.sorted}
        </p>
      )}
      {list.items.length > 0 ? (
        <Table list={list} lang={lang} />
      ) : (
        <>
          <p class="lead">{isAdmin ? words.emptyAdmin : words.empty}</p>
          {!isAdmin && <p>{words.emptyMore}</p>}
        </>
      )}
      {(list.next !== null || !isFirst) && (
        <p class="row screen">
          {!isFirst && (
            <a class="btn plain" href={href(lang, '/desk')}>
              {words.firstPage}
            </a>
          )}
          {list.next !== null && (
            <a class="btn plain" href={href(lang, `/desk?after=${encodeURIComponent(list.next)}`)}>
              {words.more}
            </a>
          )}
        </p>
      )}
      <p class="small">{words.trace}</p>
      {!isAdmin && <Finder lang={lang} wrong={wrong} />}
    </>
  );
};

const NOT_HANDLING = ['admin', 'custodian', 'auditor'];

const show = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  if (!staff) throw new Error('a desk page ran without a session');
  const find = query['find']?.trim() || undefined;
  const found = find === undefined ? undefined : parseMatterNumber(find);
  if (found !== undefined) return { kind: 'redirect', to: `/desk/matter/${found}` };
  const after = query['after'];
  const list = await readWorklist(service, staff, after);
  if (isRefusal(list)) return { ...errorPage(lang, list), other: '/desk' };
  const number = parseMatterNumber(query['number'] ?? '');
  const step = query['done'];
  const done = number !== undefined && step !== undefined && isStepName(step) ? { step, number } : undefined;
  const office = officeName(await service.jurisdiction(), staff.office, lang);
  const shown: Shown = { list, lang, isFirst: after === undefined, wrong: find, done, isAdmin: NOT_HANDLING.includes(staff.role), office };
  return html(WORDS[lang].title, <Body {...shown} />, { wide: true, status: find === undefined ? 200 : 422 });
};

/** What this office owes, most urgent first. */
export const worklistPages: readonly Page[] = [{ path: '/desk', method: 'GET', face: 'desk', handle: show }];
