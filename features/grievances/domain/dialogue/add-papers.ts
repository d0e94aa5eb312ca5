import { FILES, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { countFiles, FILES_A_MATTER, filesData, newFiles } from '../intake/new-files.ts';
import { levelOf, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/**
 * An office shows the filer something: the mended lamp, a map, a decision. What a photo shows is said in words, for who cannot see it. At
 * any time, after the answer, too; it starts no clock and meets none.
 */
export const addPapers: Verb = {
  name: 'add_papers',
  by: 'staff',
  makes: 'files_added',
  most: 50,
  fields: { words: TEXT, files: optional(FILES) },
  closed: (state, context) => whenWithdrawn(state, context) ?? (has(state, 'erased') ? refuse('duty_over') : undefined),
  decide: (input, state, _context, actor) => {
    const files = newFiles(input);
    if (isRefusal(files)) return files;
    if (countFiles(state.history, 'staff') + files.length > FILES_A_MATTER)
      return refuse('files_too_many', { field: 'files', max: FILES_A_MATTER });
    return [
      newEvent({
        type: 'files_added',
        level: levelOf(state, actor) ?? 0,
        actor,
        data: filesData(files),
        texts: texts(input, 'words'),
      }),
    ];
  },
};
