import type { JsonObject } from '../../../kernel/stream/event.ts';
import { kindIn } from '../../../engine/kind.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { readHistoryOf, readTexts } from '../../../engine/store/read-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { FIRST } from '../../../kernel/language/languages.ts';
import { eachWaiting, takeIn } from '../../hazards/public.ts';
import { FINDING_WORDS, POINT_WORDS } from '../desk/words.ts';
import { findingsOf, fold, untaken, type Visit } from '../domain/state.ts';
import { wordsField } from '../domain/verbs.ts';
import type { VisitPoint } from '../domain/vocabulary.ts';
import { visits } from './visits.ts';

/** Tours that are read at once. */
const AT_ONCE = 50;

const UNTAKEN = statement<{ matter: string }>(
  'visits_untaken',
  'select matter from tour where jurisdiction = $1 and untaken > 0 and matter > $2 order by matter limit $3',
);

/** A finding of one visit, as the hazards know it. */
const itemOf = (office: string, point: VisitPoint): string => `${office}.${point}`;

/** What was found in one office, with the words that stand beside its points. */
interface Found {
  readonly visit: Visit;
  readonly lead: string;
  readonly seen: ReadonlyMap<VisitPoint, string>;
}

/** The visits of one tour whose findings are no hazards yet. Nobody reads: the sweep copies the words to where they are dealt with. */
const readFound = (service: Service, tour: string): Promise<readonly Found[]> =>
  service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [tour])).get(tour);
    const history = keys && (await readHistoryOf(tx, tour, keys.contents));
    if (!history) return [];
    const state = fold(history.events);
    const texts = await readTexts(tx, history.payloads, new Map([[tour, keys.contents]]));
    return untaken(state).flatMap((visit): readonly Found[] => {
      const payload = history.payloads.find(({ n }) => n === visit.n);
      const seen = findingsOf(visit).flatMap((point) => {
        const words = texts.get(payload?.texts[wordsField(point)]?.blob ?? '');
        return words === undefined ? [] : [[point, words] as const];
      });
      return state.lead === null ? [] : [{ visit, lead: state.lead, seen: new Map(seen) }];
    });
  });

/** Every finding of one visit as a hazard of its own, once; the office that visits orders it. Without a pack of hazards the findings wait. */
const takeVisit = async (service: Service, it: Jurisdiction, tour: string, { visit, lead, seen }: Found): Promise<void> => {
  const found = findingsOf(visit).map((point) => {
    const words = seen.get(point);
    const input: JsonObject = {
      source: 'supervision',
      danger: 'other',
      what: `${POINT_WORDS[point][FIRST]}：${FINDING_WORDS.not_in_order[FIRST]}`,
      spot: officeName(it, visit.office, FIRST),
      ...(words === undefined ? {} : { seen: words }),
    };
    return { item: itemOf(visit.office, point), office: lead, input };
  });
  const made = await takeIn(service, tour, found);
  if (made === undefined) return;
  await service.lane.submit({
    kind: 'step',
    matter: tour,
    of: kindIn(visits, it),
    decide: ({ events }) =>
      untaken(fold(events)).some(({ office }) => office === visit.office)
        ? [
            {
              type: 'findings_taken',
              level: 0,
              actor: { kind: 'system' },
              visibility: 'open',
              data: { office: visit.office, hazards: made },
              texts: {},
            },
          ]
        : [],
  });
};

/** Makes a hazard of everything that was not in order at a visit, so that it is graded, ordered, mended and looked at again like any other. */
export const takeFindings = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (it.imported) return;
  await eachWaiting(
    (after) => service.read((tx) => tx.run(UNTAKEN, [tx.jurisdiction, after, AT_ONCE])),
    async (matter) => {
      for (const found of await readFound(service, matter)) await takeVisit(service, it, matter, found);
    },
  );
};
