import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { drills } from './incidents.ts';

/** What a tap is a step of. */
const TAPS = { alarm: 'give_alarm', out: 'say_out', count: 'count_group' } as const;
/** A tap is told within so long of it. */
const AGO_MS_MAX = 24 * 3_600_000;
const KEY = /^[0-9a-f]{32}$/;

const whole = (text: string | undefined): number | string => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : (text ?? ''));

/**
 * When a tap was: so long ago as the device says, by the clock of the server; never before the drill began. How long ago something was is told
 * right by a device whose clock is wrong.
 */
const tappedAt = (now: Instant, ago: string | undefined, began: Instant | null): Instant => {
  const ms = ago !== undefined && /^\d{1,9}$/.test(ago) ? Math.min(Number(ago), AGO_MS_MAX) : 0;
  return instant(Math.max(began ?? 0, now - ms));
};

/** Takes a tap of a drill, once under its key however often it is sent: the alarm, everybody out, or a class or floor counted. */
export const takeTap = async (
  service: Service,
  number: string,
  who: StaffMember,
  form: { readonly [name: string]: string },
): Promise<Refusal | undefined> => {
  const name = TAPS[form['tap'] as keyof typeof TAPS] ?? undefined;
  if (!Object.hasOwn(TAPS, form['tap'] ?? '') || name === undefined) return refuse('field_choice', { field: 'tap' });
  const key = form['key'] ?? '';
  if (key !== '' && !KEY.test(key)) return refuse('key_missing', { min: 32, max: 32 });
  const view = await readStaffEntity(service, drills, number, who);
  if (view === undefined || isRefusal(view)) return view ?? refuse('not_found');
  const input: JsonObject =
    name === 'count_group' ? { group: form['group'] ?? '', out: whole(form['out']), missing: whole(form['missing']) } : {};
  const besides =
    name === 'count_group' ? {} : { besides: { tappedAt: toIso(tappedAt(service.clock(), form['ago'], view.state.beganAt)) } };
  return takeStaffStep(
    service,
    drills,
    number,
    who,
    { name, input },
    { ...besides, ...(key === '' ? {} : { token: `${who.post} ${key}` }) },
  );
};
