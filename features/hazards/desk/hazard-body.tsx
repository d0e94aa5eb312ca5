import { fileId } from '../../../engine/files/stored-file.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffEntry, StaffView } from '../../../engine/staff-entity.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { filesOf } from '../../../kernel/stream/files.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { isHung, type HazardState } from '../domain/state.ts';
import { CHOICES } from './words.ts';

export const WORDS = words('hazards/desk/hazard-body.WORDS', {
  'zh-CN': {
    site: '场所',
    record: '查出它的检查记录',
    visit: '查出它的督查',
    open: '打开记录',
    danger: '危险类别',
    cites: '判定标准',
    due: '整改期限',
    stopped: (what: string) => `停用：${what}`,
    guarded: '派人值守中',
    listed: '挂牌督办中',
    toPublish: '已决定挂牌，还没有公布',
    waits: (office: string) => `已移送${office}，等答复`,
    before: '整改前',
    after: '整改后',
    reopened: (count: number) => `反弹${count}次`,
    compare: '前后对照',
  },
  en: {
    site: 'Site',
    record: 'The check that found it',
    visit: 'The visit that found it',
    open: 'open the record',
    danger: 'Kind of danger',
    cites: 'Criterion',
    due: 'To be mended by',
    stopped: (what: string) => `Out of use: ${what}`,
    guarded: 'Guarded',
    listed: 'Hangs in public',
    toPublish: 'To hang in public; not published yet',
    waits: (office: string) => `Referred to ${office}, whose answer is waited for`,
    before: 'Before',
    after: 'After',
    reopened: (count: number) => (count === 1 ? 'It came back once' : `It came back ${count} times`),
    compare: 'Before and after',
  },
});

const photosOf = (entry: StaffEntry | undefined): readonly string[] =>
  entry ? filesOf(entry.event.data).map(({ field }) => fileId(entry.event, field)) : [];

interface Shown {
  readonly view: StaffView<HazardState>;
  readonly path: string;
  readonly lang: Lang;
}

/** The last photo of what was wrong beside the first of how it is now. */
const BeforeAndAfter = ({ view, path, lang }: Shown) => {
  const { entries } = view;
  const last = (...types: readonly string[]) =>
    entries.findLast(({ event }) => types.includes(event.type) && filesOf(event.data).length > 0);
  const [before] = photosOf(last('found', 'reopened', 'mend_returned'));
  const [after] = photosOf(last('mend_accepted', 'reported_mended', 'mended_at_once'));
  if (before === undefined || after === undefined) return null;
  return (
    <>
      <h2>{WORDS[lang].compare}</h2>
      <div class="grid">
        {(
          [
            [WORDS[lang].before, before],
            [WORDS[lang].after, after],
          ] as const
        ).map(([text, id]) => (
          <figure>
            <a href={href(lang, `${path}/file/${id}`)}>
              <img src={href(lang, `${path}/file/${id}`)} alt={text} loading="lazy" width="320" />
            </a>
            <figcaption>{text}</figcaption>
          </figure>
        ))}
      </div>
    </>
  );
};

/** How a hazard stands, before its seats and steps. */
export const HazardBody = ({ view, path, lang, office }: Shown & { readonly office: string }) => {
  const { state, pack, it } = view;
  const say = WORDS[lang];
  const criterion = pack.criteria?.find((one) => one.id === state.cites);
  const by = state.by === null ? undefined : parsePlainDate(state.by);
  const marks = [
    ...(state.stopped === null ? [] : [say.stopped(CHOICES[state.stopped]?.[lang] ?? state.stopped)]),
    ...(state.isGuarded ? [say.guarded] : []),
    ...(isHung(state) ? [state.listing?.publishedAt === null ? say.toPublish : say.listed] : []),
    ...(state.referredTo === null ? [] : [say.waits(officeName(it, state.referredTo, lang))]),
    ...(state.reopenings === 0 ? [] : [say.reopened(state.reopenings)]),
  ];
  return (
    <>
      {marks.length > 0 && (
        <p class="row">
          {marks.map((text) => (
            <span class="tag">{text}</span>
          ))}
        </p>
      )}
      <dl>
        {state.site && (
          <>
            <dt>{say.site}</dt>
            <dd>
              {state.site.name} <code class="small">{state.site.site}</code>
            </dd>
          </>
        )}
        {state.record !== null && state.source !== 'supervision' && (
          <>
            <dt>{say.record}</dt>
            <dd>
              <a href={href(lang, `/desk/check/${state.record}`)}>{say.open}</a>
            </dd>
          </>
        )}
        {state.record !== null && state.source === 'supervision' && office === state.lead && (
          <>
            <dt>{say.visit}</dt>
            <dd>
              <a href={href(lang, `/desk/visit/${state.record}`)}>{say.open}</a>
            </dd>
          </>
        )}
        <dt>{say.danger}</dt>
        <dd>{CHOICES[state.danger]?.[lang] ?? state.danger}</dd>
        {criterion && (
          <>
            <dt>{say.cites}</dt>
            <dd>
              {inLang(criterion.label, lang)} <span class="small">{inLang(criterion.clause, lang)}</span>
            </dd>
          </>
        )}
        {by && (
          <>
            <dt>{say.due}</dt>
            <dd>{dayInWords(by, lang, view.today)}</dd>
          </>
        )}
      </dl>
      <BeforeAndAfter view={view} path={path} lang={lang} />
    </>
  );
};
