import { words } from '../../../kernel/language/words.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { placeName, subjectName, troubleName } from '../portal/offices.ts';
import { lostCharacter, typed } from '../portal/filing/typed.ts';
import { endTrouble, gather, pair, readTroubles, tellTrouble, type Group, type Troubles } from '../server/troubles.ts';
import { whoOf } from './matter.page.tsx';

export const WORDS = words('grievances/desk/troubles.WORDS', {
  'zh-CN': {
    title: '同一件公共的事',
    lead: '同一处公共地点、同一类、30天以内提交、还没有办完的事，可以合在一起处理。这里只有件数，没有来件人写的话，也不看是谁。',
    none: '现在没有两件以上同一地点、同一类的事。打开一件事，可以写明它是哪一处公共地点。',
    what: '类别',
    where: '地点',
    count: '件数',
    since: '最早提交',
    act: '办理',
    gather: '合在一起',
    join: '也合进去',
    open: '还没有办完的',
    noOpen: '现在没有。',
    linked: (n: number) => `合在一起的${n}件`,
    tell: '一句话：办到哪里',
    tellHint: '公开的，每件事的来件人都读得到。不是答复，谁的期限都不变。不写来件人说的话。',
    say: '公布',
    end: '办完了',
    endHint: '合在一起的每一件，仍要在各自的期限前书面答复。',
    pair: '把两件事连起来',
    pairHint: '本单位的两件事，类别或者地点一样。两边的来件人都会知道，但不知道对方的编号。',
    first: '第一件的编号',
    second: '第二件的编号',
    by: '因为什么一样',
    subject: '类别',
    place: '地点',
    link: '连起来',
    failed: '没有办成',
    done: (n: string) => `已记下，合进了${n}件。每件的期限不变。`,
    said: '已公布，合在一起的每件事的来件人都看得到。',
    ended: '已记下。各件的期限照样走。',
  },
  en: {
    title: 'Troubles',
    lead: 'Open matters about the same public place and subject, filed within 30 days, can be dealt with together. Only counts stand here: no word of a filer, and nothing of who they are.',
    none: 'There are no two open matters about the same place and subject. Open a matter to say which public place it is about.',
    what: 'Subject',
    where: 'Place',
    count: 'Matters',
    since: 'First filed',
    act: 'Act',
    gather: 'Link them',
    join: 'Link them, too',
    open: 'Not ended yet',
    noOpen: 'There is none now.',
    linked: (n: number) => `${n} matters linked`,
    tell: 'One sentence: how far it is',
    tellHint: 'Public; the filer of each matter reads it. It is no reply and moves nobody’s date. Nothing that a filer said, please.',
    say: 'Publish',
    end: 'It is done',
    endHint: 'Each linked matter still needs its own written reply by its own date.',
    pair: 'Link two matters',
    pairHint: 'Two of your office, with the same subject or the same place. Both filers learn of it, neither the other’s number.',
    first: 'Number of the first',
    second: 'Number of the second',
    by: 'What is the same',
    subject: 'the subject',
    place: 'the place',
    link: 'Link them',
    failed: 'That did not work',
    done: (n: string) => `Recorded; ${n} were linked. No date of any of them moved.`,
    said: 'Published; the filer of each linked matter sees it.',
    ended: 'Recorded. The dates of the matters run on.',
  },
});

const ACTION = '/desk/troubles';

interface Shown {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly csrf: string;
}

const Hidden = ({ csrf, values }: { readonly csrf: string; readonly values: { readonly [name: string]: string } }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

const Row = ({ shown, group }: { readonly shown: Shown; readonly group: Group }) => {
  const { it, lang, csrf } = shown;
  const words = WORDS[lang];
  return (
    <tr>
      <th scope="row">{subjectName(it, group.subject, lang)}</th>
      <td>{placeName(it, group.place, lang)}</td>
      <td>{group.count}</td>
      <td>
        <time dateTime={group.since}>{dayInWords(group.since, lang)}</time>
      </td>
      <td>
        <form method="post" action={href(lang, ACTION)}>
          <Hidden csrf={csrf} values={{ act: 'gather', place: group.place, subject: group.subject }} />
          <button class="btn plain" type="submit">
            {group.trouble === null ? words.gather : words.join}
          </button>
        </form>
      </td>
    </tr>
  );
};

const Open = ({ shown, one, again }: { readonly shown: Shown; readonly one: Troubles['open'][number]; readonly again: string }) => {
  const { it, lang, csrf } = shown;
  const words = WORDS[lang];
  const { trouble, linked } = one;
  const id = `words-${trouble.number}`;
  return (
    <div class="card">
      <h3>
        <a href={href(lang, `/trouble/${trouble.number}`)}>{troubleName(it, trouble, lang)}</a>
      </h3>
      <p class="small">
        {trouble.number} · {words.linked(linked)}
      </p>
      {trouble.progress.at(-1) && <p>{trouble.progress.at(-1)?.words}</p>}
      <form method="post" action={href(lang, ACTION)}>
        <Hidden csrf={csrf} values={{ act: 'tell', trouble: trouble.number }} />
        <label for={id}>{words.tell}</label>
        <p class="hint" id={`${id}-hint`}>
          {words.tellHint}
        </p>
        <input type="text" id={id} name="words" value={again} aria-describedby={`${id}-hint`} />
        <p>
          <button class="btn" type="submit">
            {words.say}
          </button>
        </p>
      </form>
      <form method="post" action={href(lang, ACTION)}>
        <Hidden csrf={csrf} values={{ act: 'end', trouble: trouble.number }} />
        <p class="small">{words.endHint}</p>
        <button class="btn plain" type="submit">
          {words.end}
        </button>
      </form>
    </div>
  );
};

const Pair = ({ lang, csrf, form }: Omit<Shown, 'it'> & { readonly form: PageRequest['form'] }) => {
  const words = WORDS[lang];
  return (
    <details open={form['act'] === 'pair'}>
      <summary>{words.pair}</summary>
      <form method="post" action={href(lang, ACTION)}>
        <Hidden csrf={csrf} values={{ act: 'pair' }} />
        <p class="hint">{words.pairHint}</p>
        {(['first', 'second'] as const).map((name) => (
          <>
            <label for={`pair-${name}`}>{words[name]}</label>
            <input type="text" id={`pair-${name}`} name={name} value={form[name] ?? ''} autocomplete="off" spellcheck={false} />
          </>
        ))}
        <label for="pair-by">{words.by}</label>
        <select id="pair-by" name="by">
          {(['subject', 'place'] as const).map((by) => (
            <option value={by} selected={form['by'] === by}>
              {words[by]}
            </option>
          ))}
        </select>
        <p>
          <button class="btn plain" type="submit">
            {words.link}
          </button>
        </p>
      </form>
    </details>
  );
};

const toldOf = ({ lang, query }: PageRequest): string | undefined => {
  const words = WORDS[lang];
  const done = query['done'];
  if (done === 'said') return words.said;
  if (done === 'ended') return words.ended;
  return /^\d{1,4}$/.test(done ?? '') ? words.done(done ?? '') : undefined;
};

const view = async (request: PageRequest, fault?: Refusal): Promise<PageReply> => {
  const { service, lang, csrf, form } = request;
  const words = WORDS[lang];
  const troubles = await readTroubles(service, whoOf(request));
  if (isRefusal(troubles)) return { ...errorPage(lang, troubles), other: ACTION };
  const shown = { it: await service.jurisdiction(), lang, csrf };
  const told = toldOf(request);
  return html(
    words.title,
    <>
      {fault && (
        <div class="errors" role="alert">
          <h2>{words.failed}</h2>
          <p>{sentenceFor(fault, lang)}</p>
        </div>
      )}
      {told !== undefined && (
        <p class="note" role="status">
          {told}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {troubles.groups.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <WorkTable label={words.title} heads={[words.what, words.where, words.count, words.since, words.act]}>
          {troubles.groups.map((group) => (
            <Row shown={shown} group={group} />
          ))}
        </WorkTable>
      )}
      <h2>{words.open}</h2>
      {troubles.open.length === 0 && <p>{words.noOpen}</p>}
      {troubles.open.map((one) => (
        <Open shown={shown} one={one} again={fault && form['trouble'] === one.trouble.number ? (form['words'] ?? '') : ''} />
      ))}
      <Pair lang={lang} csrf={csrf} form={fault ? form : {}} />
    </>,
    { wide: true, other: ACTION, ...(fault ? { status: statusOf(fault.refused) } : {}) },
  );
};

const act = async (request: PageRequest): Promise<string | Refusal> => {
  const { service, form } = request;
  const who = whoOf(request);
  const trouble = form['trouble'] ?? '';
  switch (form['act']) {
    case 'gather': {
      const done = await gather(service, who, { place: form['place'] ?? '', subject: form['subject'] ?? '' });
      return isRefusal(done) ? done : String(done.linked);
    }
    case 'pair': {
      const done = await pair(service, who, [form['first'] ?? '', form['second'] ?? ''], form['by'] === 'place' ? 'place' : 'subject');
      return isRefusal(done) ? done : String(done.linked);
    }
    case 'tell': {
      const words = typed(form['words']);
      return lostCharacter('words', words) ?? (await tellTrouble(service, who, trouble, words)) ?? 'said';
    }
    case 'end':
      return (await endTrouble(service, who, trouble)) ?? 'ended';
    default:
      return refuse('field_choice', { field: 'act' });
  }
};

const post = async (request: PageRequest): Promise<PageReply> => {
  const done = await act(request);
  return isRefusal(done) ? view(request, done) : { kind: 'redirect', to: `${ACTION}?done=${done}` };
};

/** Matters of this office that are about the same trouble: counts, and what is said and done about it (G14). */
export const troublesPages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: (request) => view(request) },
  { path: ACTION, method: 'POST', face: 'desk', handle: post },
];
