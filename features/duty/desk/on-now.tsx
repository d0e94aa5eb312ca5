import type { Instant } from '../../../kernel/calendar/instant.ts';
import { addMs } from '../../../kernel/calendar/instant.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { Tel } from '../../../portal/tel.tsx';
import { WorkTable } from '../../../portal/work-table.tsx';
import { officeName } from '../../../engine/place/office-name.ts';
import { planOf } from '../server/plans.ts';
import type { SeatRow } from '../server/read-roster.ts';
import type { ShiftRow } from '../server/read-shifts.ts';
import { clockTime, dayAndTime, inPlanOrder, postRole, seatName, shiftName } from './seat-names.ts';
import { DUTY } from './words.ts';

const HOUR_MS = 3_600_000;

/** When the next line of a log is owed, by its plan; null where none is asked for. */
const lineOwed = (it: Jurisdiction, shift: ShiftRow): Instant | null => {
  const every = planOf(it, shift.office, shift.plan)?.plan.shifts.find(({ id }) => id === shift.shift.split('.')[1])?.logEveryHours;
  return every == null ? null : addMs(shift.last_line_at ?? shift.begins, every * HOUR_MS);
};

interface NowProps {
  readonly it: Jurisdiction;
  readonly seats: readonly SeatRow[];
  readonly shifts: readonly ShiftRow[];
  readonly now: Instant;
  readonly lang: Lang;
}

/** Who of the office is on duty now: by post and account, with the number, the log and what was not handed over. */
export const OnNow = ({ it, seats, shifts, now, lang }: NowProps) => {
  const said = DUTY[lang];
  const groups = [...Map.groupBy(seats, ({ matter, shift }) => `${matter} ${shift}`).values()];
  if (groups.length === 0) return <p>{said.nobody}</p>;
  return (
    <>
      {groups.map((group) => {
        const [first] = group;
        if (!first) return null;
        const shift = shifts.find((one) => one.roster === first.matter && one.shift === first.shift);
        const before = shifts.filter((one) => one.plan === first.plan && one.begins < first.begins && one.signed_in_at === null).at(-1);
        const owed = shift ? lineOwed(it, shift) : null;
        const number = planOf(it, first.office, first.plan)?.plan.number;
        return (
          <section class="card">
            <h3>
              {shiftName(it, first, lang)} · {said.until(dayAndTime(first.ends, it.zone, lang))}
              {number !== undefined && (
                <>
                  {' · '}
                  <Tel number={number} />
                </>
              )}
            </h3>
            <dl>
              {inPlanOrder(it, group).map((seat) => (
                <>
                  <dt>{seatName(it, seat, lang)}</dt>
                  <dd>{seat.post === null ? <b>{said.empty}</b> : `${postRole(seat.post, lang)} · ${seat.staff ?? ''}`}</dd>
                </>
              ))}
            </dl>
            {before && (
              <p class="note warn">
                {said.answers(dayAndTime(before.begins, it.zone, lang))} <a href={href(lang, `/desk/shift/${before.matter}`)}>{said.log}</a>
              </p>
            )}
            {owed !== null && owed < now && <p class="note warn">{said.logLate(clockTime(owed, it.zone))}</p>}
            {shift && (
              <p>
                <a href={href(lang, `/desk/shift/${shift.matter}`)}>{said.log}</a>
              </p>
            )}
          </section>
        );
      })}
    </>
  );
};

const stateOf = (shift: ShiftRow | undefined, lang: Lang): string => {
  const said = DUTY[lang];
  if (!shift) return '';
  return shift.signed_in_at !== null ? said.handed : shift.ended ? said.waits : said.running;
};

/** Who is on duty in the offices below, by post and number; nobody's account. */
export const BelowNow = ({ it, seats, shifts, lang }: Omit<NowProps, 'now'>) => {
  const said = DUTY[lang];
  const groups = [...Map.groupBy(seats, ({ matter, shift }) => `${matter} ${shift}`).values()];
  if (groups.length === 0) return <p>{said.belowNone}</p>;
  const [office, shiftHead, posts, telephone, handover] = said.heads;
  return (
    <WorkTable label={said.below} heads={said.heads}>
      {groups.map((group) => {
        const [first] = group;
        if (!first) return null;
        const shift = shifts.find((one) => one.roster === first.matter && one.shift === first.shift);
        const number = planOf(it, first.office, first.plan)?.plan.number;
        return (
          <tr>
            <td data-head={office}>{officeName(it, first.office, lang)}</td>
            <td data-head={shiftHead}>
              {shiftName(it, first, lang)} · {said.until(dayAndTime(first.ends, it.zone, lang))}
            </td>
            <td data-head={posts}>
              {inPlanOrder(it, group).map((seat) => (
                <div>
                  {seatName(it, seat, lang)} · {seat.post === null ? said.empty : postRole(seat.post, lang)}
                </div>
              ))}
            </td>
            <td data-head={telephone}>{number === undefined ? '' : <Tel number={number} />}</td>
            <td data-head={handover}>
              {stateOf(shift, lang)} {shift && <a href={href(lang, `/desk/shift/${shift.matter}?step=check_duty`)}>{said.check}</a>}
            </td>
          </tr>
        );
      })}
    </WorkTable>
  );
};
