import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { givePaperNumber, numberText, type Paper } from '../../papers/public.ts';
import { CHOICES, FIELDS, ORDER } from '../desk/words.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { HazardState } from '../domain/state.ts';

/**
 * The order of a step `hazard_order-0-N` as a paper; undefined where there is none. Its number is given here, when it is first made. It
 * names offices, never a person (G13).
 */
export const makeOrder = async (service: Service, view: StaffView<HazardState>, id: string, lang: Lang): Promise<Paper | undefined> => {
  const entry = view.entries.find((it) => it.event.type === 'ordered' && id === `hazard_order-${it.event.level}-${it.event.n}`);
  const actor = entry?.event.actor;
  if (!entry || actor?.kind !== 'staff') return undefined;
  const { it, texts: found } = view;
  const { event, texts, on } = entry;
  const words = ORDER[lang];
  const name = (office: unknown): string => officeName(it, String(office), lang);
  const { office } = actor;
  const step = { stream: streamName(view.number, 0), version: event.n, kind: 'hazard_order', office, day: on };
  const number = await service.read((tx) => givePaperNumber(tx, step, it.papers));
  const by = parsePlainDate(String(event.data['by']));
  const rows = [
    ['what', found['what']],
    ['spot', found['spot']],
    ['grade', CHOICES[view.state.grade ?? '']?.[lang]],
    ['measures', texts['measures']],
    ['money', texts['money']],
    ['by', by && dayInWords(by, lang)],
    ['meanwhile', texts['meanwhile']],
    ['standard', texts['standard']],
    ['acceptor', name(event.data['acceptor'])],
  ] as const;
  return {
    kind: 'other',
    lang,
    title: words.title,
    number: numberText(number, {
      officeName: name(office),
      word: words.word,
      texts: it.paperTexts.get(number.texts ?? '') ?? null,
      lang,
    }),
    issuer: name(office),
    addressee: name(event.data['mender']),
    day: on,
    signature: dayInWords(on, lang),
    blocks: [
      { kind: 'text', text: words.opening(name(event.data['mender'])) },
      { kind: 'facts', rows: rows.flatMap(([field, text]) => (text ? [[FIELDS[field]?.[lang] ?? field, text] as const] : [])) },
      { kind: 'text', text: words.closing },
    ],
    foot: words.foot,
    path: `/c/${entry.leaf}`,
    madeAt: startOfDay(on, it.zone),
  };
};
