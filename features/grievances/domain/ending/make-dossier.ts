import { refuse } from '../../../../kernel/refusal.ts';
import { levelOf } from '../standing.ts';
import { newEvent, type Verb } from '../verb.ts';

/** All papers of one matter are put together for whoever needs them whole: one matter at a time, and the filer sees that it was done (G13). */
export const makeDossier: Verb = {
  name: 'make_dossier',
  by: 'staff',
  makes: 'dossier_made',
  fields: {},
  closed: (state, _context, actor) => (levelOf(state, actor) === undefined ? refuse('not_found') : undefined),
  decide: (_input, state, _context, actor) => {
    const level = levelOf(state, actor);
    return level === undefined ? refuse('not_found') : [newEvent({ type: 'dossier_made', level, actor })];
  },
};
