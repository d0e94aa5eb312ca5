import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { asMatter } from '../../../kernel/matter/event.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { judgedBy, wantedBells, type EntityKind, type Judging } from '../../../engine/kind.ts';
import { VERBS } from '../domain/decide.ts';
import { effects } from '../domain/effects.ts';
import { project } from '../domain/project.ts';
import { LISTED_BY, rowsOf, TABLES } from '../domain/tables.ts';

/** The pack of a matter: a matter is bound to no other. */
export const ofMatters = ({ pack, calendar }: Judging): { readonly pack: Pack; readonly calendar: Calendar } => ({
  pack: pack as Pack, // filed under a pack that `findOfferedPack` found by its kind
  calendar,
});

/** Matters: what people raise. */
export const matters: EntityKind = {
  name: 'matter',
  vocabulary: MATTER,
  verbs: VERBS.filter((verb) => verb.by === 'staff').map((verb) => verb.name),
  offers: [],
  papers: {},
  tables: TABLES,
  listedBy: LISTED_BY,
  project: (number, bound, events, judging) => {
    const { pack, calendar } = ofMatters(judging);
    return rowsOf(number, bound, project(asMatter(events), pack, calendar));
  },
  effects: (it, history, added) => {
    const told = effects(asMatter(history.events), asMatter(added), judgedBy(it, history).calendar.zone);
    return { ...told, bells: wantedBells(it, told.bells) };
  },
};
