import { ID, LINE, noted, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { verifyClosed } from './verdict.ts';

/**
 * The office has looked, and there is a danger: with this step a hazard begins, in the office's own words, or the report is added to one
 * that is open there already. Nothing of the report goes into the hazard (docs/adr/0050).
 */
export const confirmHazard: Verb = {
  name: 'confirm_hazard',
  by: 'staff',
  makes: 'hazard_confirmed',
  fields: {
    what: optional(noted(LINE, 'Of the hazard that begins, in the own words of the office: every office of the hazard reads it.')),
    spot: optional(noted(LINE, 'The same: where.')),
    seen: optional(noted(TEXT, 'The same: what was seen.')),
    words: optional(noted(TEXT, 'For the filer.')),
    known: optional(noted(ID, 'Number of a hazard that is open and led by the own office; leave it out to begin one.')),
  },
  closed: verifyClosed,
  decide: (input, _state, context, actor) => {
    const known = field(input, 'known');
    if (known === '') {
      const empty = ['what', 'spot'].find((name) => field(input, name) === '');
      if (empty !== undefined) return refuse('field_empty', { field: empty });
    }
    const { hazard } = context;
    if (hazard === null || isRefusal(hazard)) return hazard ?? refuse('hazard_unknown', { field: 'known' });
    return [
      newEvent({
        type: 'hazard_confirmed',
        level: 0,
        actor,
        data: { hazard, ...(known === '' ? {} : { known: true }) },
        texts: texts(input, 'words'),
      }),
    ];
  },
};
