import { formDefinition } from '../../../engine/place/forms.ts';
import { programmeDefinition } from '../../../engine/place/programmes.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { addMs, instant, toIso } from '../../../kernel/calendar/instant.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import type { Programme } from '../../../kernel/programme/programme.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { findProgramme } from '../../../policy/programme.ts';
import { getForm } from '../../../policy/form.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { RETURN_BOOK } from '../../../features/returns/domain/vocabulary.ts';
import { findToReturn, handIn, type Typed } from '../../../features/returns/server/hand-in.ts';
import type { TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** The programme of three tiers that comes with the program. */
export const officeReturns = (): Programme => {
  const found = findProgramme('office-returns');
  if (!found) throw new Error('there is no programme of returns');
  return found;
};

/** Publishes the pack of books, a programme of returns and its forms, as an emergency or for good. */
export const publishReturns = async (town: TestTown, programme: Programme, emergency = true): Promise<void> => {
  await publishPack(town, RETURN_BOOK, 'return-books', emergency);
  const forms = new Set(programme.rules.flatMap((rule) => rule.form ?? []));
  for (const definition of [programmeDefinition(programme), ...[...forms].map((id) => formDefinition(getForm(id)))]) {
    const done = await town.service.read((tx) =>
      publishDefinition(tx, { ...definition, replaces: true, emergency, actor: { kind: 'machine' } }, town.now()),
    );
    if (isRefusal(done)) throw new Error(`${definition.name}: ${done.refused}`);
  }
  await town.tick();
  await town.service.jurisdiction('fresh');
};

const NONE: Typed = { answers: {}, nil: false, paper: {}, basis: '', after: false };

/** A town in which offices return: city, county, and those below it. Its clock begins a week after everything was published. */
export const openReturnTown = async (at = '2026-11-22T22:00:00Z', programme = officeReturns()) => {
  const place = await openStaffTown(
    ['housing', 'water', 'county', 'letters', 'city'],
    toIso(addMs(instant(Date.parse(at)), -8 * 86_400_000)),
  );
  const { town } = place;
  await publishReturns(town, programme, false);
  // What is not covered by half is not owed: offices come under it on the evening before.
  town.setClock(toIso(addMs(instant(Date.parse(at)), -10 * 3_600_000)));
  await sweep(town.service);
  await town.tick();
  await town.service.jurisdiction('fresh');
  await sweep(town.service);
  town.setClock(at);
  /** A clock at an hour there: `11-23 07:00`. */
  const goTo = async (text: string): Promise<void> => {
    town.setClock(`2026-${text.replace(' ', 'T')}:00+08:00`);
    await town.service.jurisdiction('fresh');
    await sweep(town.service);
  };
  /** What a post would see of a window. */
  const found = (post: string, rule: string, slot: string) => findToReturn(town.service, member(post), { rule, slot });
  /** Hands in numbers, confirming what is shown at that moment unless something else is said. */
  const hand = async (
    post: string,
    rule: string,
    slot: string,
    numbers: { readonly [item: string]: number },
    more: Partial<Typed> = {},
    token: string | null = null,
  ): Promise<string | Refusal> => {
    const there = await found(post, rule, slot);
    const answers: Answers = Object.fromEntries(Object.entries(numbers).map(([item, value]) => [item, { value }]));
    const basis = isRefusal(there) ? '' : there.basis;
    return handIn(town.service, member(post), { rule, slot }, { ...NONE, basis, answers, ...more }, token);
  };
  return { ...place, goTo, found, hand };
};
