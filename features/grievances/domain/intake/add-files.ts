import { FILES, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { countFiles, FILES_A_MATTER, filesData, newFiles } from './new-files.ts';
import { whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';

const LEVELS = { lowest: [0, 1, 2], highest: [2, 1, 0] } as const;

/**
 * The stream what is added goes to: that of the lowest office that owes something; where none does, that of the office that spoke last.
 * Those above read it, too, and an office below is not shown that one above is asked (G6).
 */
const levelFor = (state: GrievanceState, context: Context): Level => {
  const owing = context.obligations.filter((it) => it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'));
  const ends = (events: readonly { readonly level: Level }[], which: 'lowest' | 'highest'): Level =>
    LEVELS[which].find((level) => events.some((it) => it.level === level)) ?? 0;
  return owing.length > 0 ? ends(owing, 'lowest') : ends(state.history, 'highest');
};

/** The filer adds words, photos or papers, at any time. It starts no clock and meets none. */
export const addFiles: Verb = {
  name: 'add_files',
  by: 'filer',
  makes: 'files_added',
  most: 50,
  fields: { words: optional(TEXT), files: optional(FILES) },
  closed: (state, context) => {
    const withdrawn = whenWithdrawn(state, context);
    if (withdrawn) return withdrawn;
    return has(state, 'erased') ? refuse('duty_over') : undefined;
  },
  decide: (input, state, context, actor) => {
    const files = newFiles(input);
    if (isRefusal(files)) return files;
    if (files.length === 0 && field(input, 'words') === '') return refuse('field_empty', { field: 'words' });
    if (countFiles(state.history, 'filer') + files.length > FILES_A_MATTER)
      return refuse('files_too_many', { field: 'files', max: FILES_A_MATTER });
    return [
      newEvent({ type: 'files_added', level: levelFor(state, context), actor, data: filesData(files), texts: texts(input, 'words') }),
    ];
  },
};
