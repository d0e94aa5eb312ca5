import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Chain } from '../../../kernel/callout/chain.ts';
import type { Holders } from '../../../kernel/callout/next-calls.ts';
import { telephoneList, type TelephoneStep } from '../../../kernel/callout/telephone-list.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Block, Paper } from '../../papers/public.ts';
import { calledText, placeNames, postText, type PlanNames } from '../../plans/public.ts';
import { DRILL_HEAD, HEAD } from '../desk/choice-words.ts';
import { PAGE } from '../desk/page-words.ts';
import { PHONES } from '../desk/phones-words.ts';
import type { IncidentState } from '../domain/state.ts';
import { plansFor } from './plans.ts';

type View = StaffView<IncidentState>;

/** The chain that is frozen into something; before a plan is opened, that of the one that fits best. */
export const chainFor = ({ it, state }: View): Chain | undefined => state.chain ?? plansFor(it, state)[0]?.plan.chain;

const stepBlocks = ({ minutes, need, lines, nobody }: TelephoneStep, nth: number, names: PlanNames, lang: Lang): readonly Block[] => {
  const said = PHONES[lang];
  return [
    { kind: 'heading', text: minutes === null ? said.leader : said.step(nth, minutes) },
    ...(minutes !== null && lines.length > 1 ? [{ kind: 'note', text: said[need] } as const] : []),
    ...(lines.length === 0
      ? []
      : [
          {
            kind: 'table',
            widths: [5, 4, 3, 4],
            head: said.heads,
            rows: lines.map(({ post, number }) => [postText(post, names, lang), number ?? said.noNumber, '', '']),
          } as const,
        ]),
    ...(nobody.length === 0
      ? []
      : [{ kind: 'note', text: said.nobody(nobody.map((one) => calledText(one, names, lang)).join(MARKS[lang].list)) } as const]),
  ];
};

/** Whom to ring in which order when nothing else goes out: posts and the duty numbers of their offices, with room to write down who answered. */
export const phonesPaper = (view: View, chain: Chain, holders: Holders, now: Instant, lang: Lang): Paper => {
  const { it, state, number } = view;
  const said = PHONES[lang];
  const names = placeNames(it, '', lang, new Set(), new Map());
  const list = telephoneList(chain, holders, (office) => names.number(office) ?? null);
  const exercise: readonly Block[] = state.isDrill ? [{ kind: 'note', text: `${PAGE[lang].isDrill} · ${PAGE[lang].drillSays}` }] : [];
  return {
    kind: 'other',
    lang,
    title: `${state.isDrill ? `${PAGE[lang].isDrill} · ` : ''}${said.title}`,
    number: `${(state.isDrill ? DRILL_HEAD : HEAD).title[lang]} ${number}`,
    issuer: state.lead === null ? '' : officeName(it, state.lead, lang),
    addressee: '',
    day: null,
    signature: '',
    blocks: [
      ...exercise,
      { kind: 'text', text: said.when },
      ...list.flatMap((step, nth) => stepBlocks(step, nth, names, lang)),
      { kind: 'note', text: said.again },
      ...exercise,
    ],
    foot: [said.foot(momentInWords(now, it.zone, lang))],
    path: '',
    madeAt: now,
  };
};
