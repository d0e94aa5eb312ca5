import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { checkText } from '../../../../kernel/stream/text.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { GrievanceState } from '../state.ts';
import { field } from '../verb.ts';

/** Most points of one matter; a written answer to more is a book. */
export const POINTS_MAX = 20;

/** A point that the answer must speak to: the event that holds its words, and the field there. */
export interface Point {
  readonly level: 0;
  readonly n: number;
  readonly field: string;
}

/** The points of a matter in the order in which they were noted: by the office on acceptance, then by the filer. */
export const pointsOf = (state: GrievanceState): readonly Point[] =>
  state.history.flatMap((event): readonly Point[] => {
    const count = Number(event.data['points'] ?? 0);
    if (event.type === 'accepted') return Array.from({ length: count }, (_, i) => ({ level: 0, n: event.n, field: `point${i + 1}` }));
    return event.type === 'point_added' ? [{ level: 0, n: event.n, field: 'words' }] : [];
  });

/** Reads `points`, one a line. */
export const readPoints = (input: JsonObject): readonly string[] | Refusal => {
  const lines = field(input, 'points')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > POINTS_MAX) return refuse('points_too_many', { field: 'points', max: POINTS_MAX });
  return lines.map((line) => checkText('points', line, 'line')).find((fault) => fault !== undefined) ?? lines;
};

/** Reads `answer1` … : every point has one. */
export const readAnswers = (input: JsonObject, count: number): { readonly [field: string]: string } | Refusal => {
  const answers: { [field: string]: string } = {};
  for (let i = 1; i <= count; i += 1) {
    const name = `answer${i}`;
    const text = field(input, name);
    if (text === '') return refuse('point_unanswered', { field: name, nth: i });
    answers[name] = text;
  }
  return answers;
};
