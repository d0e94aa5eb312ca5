import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { accepted, centre, opened, petition, REPLY, type Story, type Who } from './given.ts';

export const registered = (): Story => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });
export const replied = (): Story => accepted().step('2026-09-20', 'handler', 'reply', REPLY);
export const refused = (): Story =>
  registered().step('2026-09-03', 'handler', 'refuse', { door: 'court', reason: '属于法院。', where: '县法院' });
export const withdrawn = (): Story => accepted().step('2026-09-04', 'filer', 'ask_withdrawal');
export const graded = (grade: string): Story => centre().step('2026-09-01', 'desk', 'register', { office: 'housing', grade });
export const asked = (): Story => opened().step('2026-09-25', 'filer', 'ask_review');
/** A matter filed straight to the office that will answer it. */
export const housingOnly = (): Story => {
  const story = petition();
  story.events = story.events.map((event) => ({ ...event, data: { ...event.data, lead: 'housing' } }));
  return story;
};
export const tooLong = '长'.repeat(20_001);

type Line = readonly [what: string, story: () => Story, when: string, who: Who, command: string, input: JsonObject, answer: JsonObject];

export const table = (name: string, lines: readonly Line[]): void => {
  describe(name, () => {
    it.each(lines)('%s', (_what, story, when, who, command, input, answer) => {
      expect(story().try(when, who, command, input)).toEqual(answer);
    });
  });
};
