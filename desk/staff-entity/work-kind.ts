import { readTitlesBy } from '../../engine/store/read-entity.ts';
import { parseEntityNumber } from '../../engine/store/entity-number.ts';
import type { Relation } from '../../kernel/access/access.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { WorkKind } from '../worklist/work-kind.ts';
import type { StaffFace } from './face.ts';

/** A kind as the lists of the desk know it. `parties`: as which party an office owes, by how it stands to one. */
export const staffWorkKind = <State>(
  face: StaffFace<State>,
  parties: readonly (readonly [Relation, string])[],
  /** Public names, which are no read; absent where it is called by words. */
  readNames?: WorkKind['readTitles'],
): WorkKind => {
  const { kind, words, path, title = '' } = face;
  return {
    name: kind.name,
    parties,
    sorts: [{ value: kind.name, label: words.title }],
    readNumber: parseEntityNumber,
    path: (number) => `${path}/${number}`,
    readTitles:
      readNames ??
      (async (tx, service, numbers, reader) => {
        const read = await readTitlesBy(tx, service, title, numbers, reader);
        return isRefusal(read) ? read : new Map([...read].map(([number, one]) => [number, { title: one.title, lang: 'zh-CN' }]));
      }),
    owed: (duty, lang) => (Object.hasOwn(words.owed, duty) ? words.owed[duty]?.[lang] : undefined),
    standing: (step, lang) => (Object.hasOwn(words.events, step) ? (words.events[step]?.[lang] ?? '') : ''),
    stepName: (command, lang) => (Object.hasOwn(words.steps, command) ? words.steps[command]?.[lang] : undefined),
  };
};
