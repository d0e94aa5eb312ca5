import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { subjectOf } from './desk/taken-list.tsx';
import { TAKEN_HEAD, TAKEN_WORDS } from './desk/taken-words.ts';
import type { TakenState } from './domain/taken.ts';
import { takenMatters, takenRows } from './server/taken-matters.ts';

/** A matter that a head has taken, as the desk and programs meet it. */
export const takenFace: StaffFace<TakenState> = {
  kind: takenMatters,
  path: '/desk/taken',
  newPath: '/desk/taken/new',
  apiPath: '/api/v1/staff/taken-matters',
  nameOf: ({ of }, lang) => `${TAKEN_HEAD.title[lang]} ${of}`,
  words: TAKEN_WORDS,
  seats: [{ party: 'taking_office', label: TAKEN_HEAD.lead_seat, officeOf: ({ lead }) => lead }],
  stageOf: ({ stage }) => stage ?? 'matter_taken',
  gradeOf: () => null,
  papersOf: () => [],
};

/** The same on the lists of the desk: called by its number and subject, which are no words. */
export const takenWork = staffWorkKind(takenFace, [['own', 'taking_office']], async (tx, service, numbers) => {
  const it = await service.jurisdiction();
  return new Map(
    (await takenRows(tx, numbers)).map((row) => [
      row.taken,
      { title: `${row.of_matter} · ${subjectOf(it, row.subject, FIRST)}`, lang: FIRST },
    ]),
  );
});
