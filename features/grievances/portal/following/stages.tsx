import { inLang } from '../../../../kernel/language/languages.ts';
import { words } from '../../../../kernel/language/words.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dayInWords, daysInWords, momentInWords, withinInWords, isDayNamed } from '../../../../portal/dates.ts';
import { gap, type Lang } from '../../../../portal/page.ts';
import { unopened } from '../../domain/answer/open-notice.ts';
import { daysLeft, type Stage } from '../../domain/timeline.ts';
import { partyName, type Around } from '../offices.ts';

export const WORDS = words('grievances/portal/following/stages.WORDS', {
  'zh-CN': {
    running: '正在进行',
    open: '您现在可以',
    lapsed: '时间已过',
    stopped: '已停',
    metLate: (days: number) => `晚了${days}天`,
    afterOpening: (within: string) => `打开后${within}内`,
    until: (day: string) => `到${day}为止`,
    atLatest: (day: string) => `最晚${day}`,
    by: (day: string) => `${day}前`,
    used: '每一步都用足时间，才是这些日子；办得快，后面的日期会提前。遇法定节假日顺延。',
    provisional: '带“暂定”的日期所在的年份，放假安排还没有公布，公布后会重算。',
    soFar: '暂定',
    max: '最多可延长',
    extended: '已延长',
    noEnd: '没有截止日期',
    sent: '您提交了事项',
    sentWho: { queued: '已排入公开日志，谁也不能悄悄删改', in: '已在公开日志里，谁也不能悄悄删改' },
  },
  en: {
    running: 'running now',
    open: 'open to you now',
    lapsed: 'time is over',
    stopped: 'stopped',
    metLate: (days: number) => `late by ${days} day${days === 1 ? '' : 's'}`,
    afterOpening: (within: string) => `${within} after you open it`,
    until: (day: string) => `until ${day}`,
    atLatest: (day: string) => `${day} at the latest`,
    by: (day: string) => `by ${day}`,
    used: 'These dates assume that every step takes all the time it has; when one is quicker, later dates move forward. Public holidays are allowed for.',
    provisional: 'Dates marked “provisional” fall in a year whose holidays are not announced yet; they are computed again then.',
    soFar: 'provisional',
    max: 'may be extended by at most',
    extended: 'extended',
    noEnd: 'no end date',
    sent: 'You filed it',
    sentWho: {
      queued: 'queued for the public log: nobody can quietly remove or change it',
      in: 'in the public log: nobody can quietly remove or change it',
    },
  },
});

/** Before filing nothing runs yet. */
const isOnPaper = (stage: Stage, filed: PlainDate | undefined): boolean => filed === undefined && stage.status === 'running';

const CLASSES: { readonly [status in Stage['status']]: string } = {
  met: 'met',
  met_late: 'met',
  running: 'now',
  overdue: 'late',
  to_come: '',
  lapsed: '',
  stopped: '',
};

/** The filer's time after a paper that waits to be opened: its days are known, its date is the filer's. */
const afterOpening = ({ rule, status }: Stage, { state, lang }: Around): string | undefined => {
  const { start } = rule;
  if (status !== 'to_come' || rule.within === null || !('event' in start) || !unopened(state).some((notice) => notice === start.notice))
    return undefined;
  return WORDS[lang].afterOpening(withinInWords(rule.within, lang));
};

const when = (stage: Stage, around: Around, today: PlainDate): string => {
  const { lang } = around;
  const opening = afterOpening(stage, around);
  if (opening !== undefined) return opening;
  if (stage.metOn) return dayInWords(stage.metOn, lang, today);
  if (stage.due === null) return WORDS[lang].noEnd;
  const day = stage.dueAt === null ? dayInWords(stage.due, lang, today) : momentInWords(stage.dueAt, around.jurisdiction.zone, lang);
  const isRight = stage.rule.nature === 'right';
  const { until, atLatest, by } = WORDS[lang];
  return isRight ? until(day) : stage.status === 'to_come' ? atLatest(day) : by(day);
};

const tagOf = (stage: Stage, lang: Lang, today: PlainDate): { readonly text: string; readonly kind: string } | undefined => {
  const words = WORDS[lang];
  const late = stage.due !== null && stage.metOn !== null ? daysLeft(stage.due, stage.metOn) : 0;
  switch (stage.status) {
    case 'overdue':
      return { text: stage.due === null ? '' : daysInWords(daysLeft(stage.due, today), lang), kind: 'tag late' };
    case 'met_late':
      return {
        text: words.metLate(-late),
        kind: 'tag late',
      };
    case 'running':
      return { text: stage.rule.owedBy === 'filer' ? words.open : words.running, kind: 'tag' };
    case 'lapsed':
      return { text: words.lapsed, kind: 'tag soon' };
    case 'stopped':
      return { text: words.stopped, kind: 'tag soon' };
    case 'met':
    case 'to_come':
      return undefined;
  }
};

const detailOf = (stage: Stage, around: Around): string => {
  const { rule } = stage;
  const { lang } = around;
  const words = WORDS[lang];
  const extend =
    rule.extend && stage.status !== 'met' && stage.status !== 'met_late'
      ? stage.extended
        ? words.extended
        : `${words.max}${gap(lang)}${withinInWords(rule.extend.max, lang)}`
      : '';
  return [
    partyName(rule.owedBy, rule, around, stage.of),
    inLang(rule.clause, lang),
    rule.within === null || isDayNamed(rule.within) ? '' : withinInWords(rule.within, lang),
    extend,
    stage.provisional && !stage.metOn ? words.soFar : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
};

/** What is over stands by its day; then what runs, with what a breach has opened; then what is to come. */
const isOver = ({ status }: Stage): boolean => status === 'met' || status === 'met_late' || status === 'lapsed' || status === 'stopped';

interface StagesProps {
  readonly stages: readonly Stage[];
  readonly around: Around;
  readonly today: PlainDate;
  /** The day it was filed; absent before filing. */
  readonly filed?: PlainDate;
  /** Its filing stands in a published checkpoint. */
  readonly inLog?: boolean;
}

/** The one drawing of a matter: done, running, to come, late; each with who owes it, until when, and the clause. */
export const Stages = ({ stages, around, today, filed, inLog = false }: StagesProps) => {
  const { lang } = around;
  const words = WORDS[lang];
  const inOrder = [
    ...stages.filter(isOver).toSorted((a, b) => String(a.metOn ?? a.due).localeCompare(String(b.metOn ?? b.due))),
    ...stages.filter((stage) => !isOver(stage) && stage.status !== 'to_come'),
    ...stages.filter((stage) => stage.status === 'to_come'),
  ];
  return (
    <>
      <ol class="stages">
        {filed !== undefined && (
          <li class="met">
            <span>{words.sent}</span>
            <time dateTime={filed}>{dayInWords(filed, lang, today)}</time>
            <span class="who">{words.sentWho[inLog ? 'in' : 'queued']}</span>
          </li>
        )}
        {inOrder.map((stage) => {
          const tag = isOnPaper(stage, filed) ? undefined : tagOf(stage, lang, today);
          const day = stage.metOn ?? stage.due;
          return (
            <li class={(!isOnPaper(stage, filed) && CLASSES[stage.status]) || undefined}>
              <span>
                {inLang(stage.rule.label, lang)}
                {tag && (
                  <>
                    {' '}
                    <span class={tag.kind}>{tag.text}</span>
                  </>
                )}
              </span>
              <time {...(day === null ? {} : { dateTime: day })}>{when(stage, around, today)}</time>
              <span class="who">{detailOf(stage, around)}</span>
            </li>
          );
        })}
      </ol>
      {stages.some((stage) => stage.status === 'to_come') && (
        <p class="small">
          {words.used}
          {stages.some((stage) => stage.provisional) && `${gap(lang)}${words.provisional}`}
        </p>
      )}
    </>
  );
};
