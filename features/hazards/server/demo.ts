import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DemoPlace } from '../../../desk/feature.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { beginStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { hazards } from './hazards.ts';

/** Days after the finding, the step, the post, and what it says; `day N` is a day after the finding. */
type Step = readonly [days: number, name: string, post: string, input: JsonObject];

interface Story {
  readonly ago: number;
  /** What kind of danger it is; that decides by which pack it is judged. */
  readonly danger?: string;
  readonly what: string;
  readonly spot: string;
  readonly steps: readonly Step[];
}

// Our own file; a test lives through it.
const stories = (): readonly Story[] =>
  (parse(readFileSync(join(import.meta.dirname, 'demo.yaml'), 'utf8')) as { hazards: Story[] }).hazards;

const HOUR_MS = 3_600_000;

const memberOf = (post: string): StaffMember => {
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff: post, post, office, role };
};

const dated = (input: JsonObject, found: PlainDate): JsonObject =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const days = /^day (\d+)$/.exec(String(value))?.[1];
      return [name, days === undefined ? value : addDays(found, Number(days))];
    }),
  );

/** Lives through the hazards of the demo by the same deciders, each step at its own time. */
export const fillDemo = async ({ service, now, setClock }: DemoPlace): Promise<string> => {
  const { zone } = await service.jurisdiction();
  const all = stories();
  for (const { ago, danger, what, spot, steps } of all) {
    const found = addDays(dateIn(now, zone), -ago);
    const at = (days: number, nth: number): void =>
      setClock(instant(Math.min(startOfDay(addDays(found, days), zone) + (9 + nth * 0.1) * HOUR_MS, now)));
    at(0, 0);
    const number = await beginStaffEntity(service, hazards, memberOf('housing.handler'), {
      source: 'check',
      ...(danger === undefined ? {} : { danger }),
      what,
      spot,
    });
    if (isRefusal(number)) throw new Error(`${what}: ${number.refused}`);
    for (const [i, [days, name, post, input]] of steps.entries()) {
      at(days, i + 1);
      const refusal = await takeStaffStep(service, hazards, number, memberOf(post), { name, input: dated(input, found) });
      if (refusal) throw new Error(`${what}, ${name}: ${JSON.stringify(refusal)}`);
    }
  }
  return `${all.length} hazards`;
};
