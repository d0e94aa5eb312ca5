import { inLang } from '../../../../kernel/language/languages.ts';
import { words } from '../../../../kernel/language/words.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { icsFile, type CalendarEntry } from '../../../../portal/ics.ts';
import type { Lang, PageReply } from '../../../../portal/page.ts';
import type { MatterView } from '../../server/read-matter.ts';
import { partyName } from '../offices.ts';

export const WORDS = words('grievances/portal/following/matter-calendar.WORDS', {
  'zh-CN': {
    name: (number: string) => `回音 ${number}`,
    who: (office: string, label: string) => `${office}：${label}`,
    last: '这是最后一天。',
    assumed: '如果前面每一步都用足时间。',
    provisional: '暂定：那一年的放假安排还没有公布。',
  },
  en: {
    name: (number: string) => `Huiyin ${number}`,
    who: (office: string, label: string) => `${office}: ${label}`,
    last: 'This is the last day.',
    assumed: 'If every step before takes all its time.',
    provisional: 'Provisional: the holidays of that year are not announced yet.',
  },
});

/** Every due date of a matter that is still ahead or late, as whole days. No code and no words of the filer stand in it. */
export const entriesOf = (view: MatterView, lang: Lang): readonly CalendarEntry[] => {
  const words = WORDS[lang];
  const around = { jurisdiction: view.jurisdiction, state: view.state, lang };
  return view.stages.flatMap((stage, i) => {
    if (stage.due === null || stage.metOn !== null || stage.status === 'lapsed' || stage.status === 'stopped') return [];
    const { rule } = stage;
    return [
      {
        uid: `${view.number}-${i}-${rule.id}@huiyin`,
        day: stage.due,
        summary: `${words.name(view.number)} · ${rule.owedBy === 'filer' ? inLang(rule.label, lang) : words.who(partyName(rule.owedBy, rule, around), inLang(rule.label, lang))}`,
        description: [
          words.last,
          ...(stage.status === 'to_come' ? [words.assumed] : []),
          ...(stage.provisional ? [words.provisional] : []),
          inLang(rule.clause, lang),
        ].join('\n'),
      },
    ];
  });
};

/** The file of the button "put the dates into a calendar". */
export const calendarReply = (view: MatterView, lang: Lang, at: Instant): PageReply => ({
  kind: 'file',
  name: `huiyin-${view.number}.ics`,
  type: 'text/calendar; charset=utf-8',
  body: icsFile(WORDS[lang].name(view.number), entriesOf(view, lang), at),
});
