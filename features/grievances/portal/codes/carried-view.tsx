import { words } from '../../../../kernel/language/words.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { html, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { refuse } from '../../../../kernel/refusal.ts';
import type { Holding } from '../../server/receipts/find-matter-of.ts';
import { readForCarrier } from '../../server/receipts/read-carried.ts';
import { dayOf, namedIn } from '../filing/seen.ts';
import { Stages } from '../following/stages.tsx';
import { Standing } from '../following/standing.tsx';
import { FILERS_STEPS } from '../joint/join-words.ts';
import { STEPS } from '../step-words.ts';

export const CARRIED = words('grievances/portal/codes/carried-view.CARRIED', {
  'zh-CN': {
    title: (number: string) => `${number}：受托代办的事`,
    lead: '您受托代办或者陪同，这里只有进度：哪个单位、哪一步、哪一天。看不到写了什么，也不能代走任何一步。',
    rules: '委托随时可以停，不用说理由。本人随时可以自己去、自己办、往上反映；任何约定都不能不让本人这样做。',
    history: '经过',
    stages: '每一步和期限',
  },
  en: {
    title: (number: string) => `${number}: carried for somebody`,
    lead: 'You were asked to carry this, or to go along. Here is its progress: which office, which step, which day. No words are shown, and no step can be taken.',
    rules:
      'The mandate can be ended at any time without a reason. The person may go on alone at any time, also to an office above; no agreement can keep anybody from it.',
    history: 'What happened',
    stages: 'Each step and its date',
  },
});

/** The page of who carries a matter for somebody. */
export const carriedReply = async ({ service, lang }: Pick<PageRequest, 'service' | 'lang'>, held: Holding): Promise<PageReply> => {
  const view = await readForCarrier(service, held.matter);
  if (!view) return errorPage(lang, refuse('not_found', { what: 'code' }));
  const said = CARRIED[lang];
  const filed = view.state.history[0];
  const seen = { view, lang, code: '', canAct: false, fileLink: () => '' };
  return html(
    said.title(view.number),
    <>
      <h1>{said.title(view.number)}</h1>
      <p class="lead">{said.lead}</p>
      <p class="note">{said.rules}</p>
      <Standing {...seen} />
      <h2>{said.stages}</h2>
      <Stages
        stages={view.stages}
        around={{ jurisdiction: view.jurisdiction, state: view.state, lang }}
        today={view.today}
        {...(filed ? { filed: dateIn(filed.recordedAt, view.jurisdiction.zone) } : {})}
      />
      <h2>{said.history}</h2>
      <ol class="log">
        {view.entries.map(({ event, voided }) => {
          const sentence = (event.actor.kind === 'filer' ? FILERS_STEPS[event.type] : undefined) ?? STEPS[event.type];
          const text = sentence(namedIn({ view, lang }, event))[lang];
          return (
            <li>
              <time class="small" dateTime={dateIn(event.recordedAt, view.jurisdiction.zone)}>
                {dayOf({ view, lang }, event)}
              </time>
              <br />
              {voided ? <s>{text}</s> : text}
            </li>
          );
        })}
      </ol>
    </>,
    { other: '/follow' },
  );
};
