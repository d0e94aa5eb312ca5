import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { SeatRow } from '../server/read-roster.ts';
import { seatName, shiftName, spanText } from './seat-names.ts';
import { STEPS } from './roster-words.ts';
import { DUTY } from './words.ts';

/** What every form of this page brings along. */
export interface FormPlace {
  readonly lang: Lang;
  readonly csrf: string;
  readonly roster: string;
  /** How many events the page knew of the roster. */
  readonly expected: number;
}

interface StepProps {
  readonly place: FormPlace;
  readonly command: string;
  readonly values: { readonly [name: string]: string };
  readonly children?: preact.ComponentChildren;
}

/** A form that takes one step of a roster. */
const StepButton = ({ place: { lang, csrf, roster, expected }, command, values, children }: StepProps) => (
  <form method="post" action={href(lang, `/desk/roster/${roster}/step`)} class="row">
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="command" value={command} />
    <input type="hidden" name="expected" value={expected} />
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
    <button class="btn plain">{STEPS[command]?.[lang]}</button>
  </form>
);

export interface OpenSwap {
  readonly n: number;
  readonly kind: 'exchange' | 'leave';
  readonly seat: string;
  readonly back: string | null;
  readonly state: 'asked' | 'taken';
  readonly asker: string | null;
  readonly taker: string | null;
}

interface SwapsProps {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly swaps: readonly OpenSwap[];
  readonly seats: readonly SeatRow[];
  readonly place: FormPlace;
}

const textOf = (it: Jurisdiction, seats: readonly SeatRow[], id: string, lang: Lang): string => {
  const seat = seats.find((one) => one.seat === id);
  return seat ? `${spanText(seat.begins, seat.ends, it.zone, lang)} ${seatName(it, seat, lang)} (${seat.staff ?? ''})` : id;
};

/** Exchanges and stand-ins that wait, each with what somebody may do about it. */
export const Swaps = ({ it, who, swaps, seats, place }: SwapsProps) => {
  const { lang } = place;
  const said = DUTY[lang];
  if (swaps.length === 0) return <p>{said.waitingNone}</p>;
  const mayTake = ({ state, asker, back }: OpenSwap): boolean =>
    state === 'asked' && asker !== who.staff && (back === null || seats.find((seat) => seat.seat === back)?.staff === who.staff);
  return (
    <ul>
      {swaps.map((swap) => (
        <li>
          {swap.back === null
            ? said.wantsLeave(textOf(it, seats, swap.seat, lang))
            : said.wantsExchange(textOf(it, seats, swap.seat, lang), textOf(it, seats, swap.back, lang))}{' '}
          · <span class="tag">{swap.state === 'taken' ? said.taken : said.asked}</span>
          {swap.state === 'taken' && ` ${swap.taker ?? ''}`}
          {mayTake(swap) && <StepButton place={place} command="take_swap" values={{ of: String(swap.n) }} />}
          {swap.asker === who.staff && <StepButton place={place} command="withdraw_swap" values={{ of: String(swap.n) }} />}
          {who.role === 'head' && swap.state === 'taken' && (
            <StepButton place={place} command="approve_swap" values={{ of: String(swap.n) }} />
          )}
          {who.role === 'head' && (
            <StepButton place={place} command="refuse_swap" values={{ of: String(swap.n) }}>
              <label class="small">
                {said.reason}
                <input type="text" name="reason" maxLength={200} />
              </label>
            </StepButton>
          )}
        </li>
      ))}
    </ul>
  );
};

/** A seat that an account has, from its own list. */
export interface OwnSeat {
  readonly matter: string;
  readonly seat: string;
  readonly kind: string;
  readonly plan: string;
  readonly begins: number;
  readonly ends: number;
}

interface MineProps {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly own: readonly OwnSeat[];
  readonly seats: readonly SeatRow[];
  readonly now: number;
  readonly place: FormPlace;
}

/** So many seats are offered in exchange: a page stays light. */
const OFFERED = 40;

/** One's own shifts, each with the two ways out of it. Forms stand there for the month that the page shows. */
export const Mine = ({ it, who, own, seats, now, place }: MineProps) => {
  const { lang, roster } = place;
  const said = DUTY[lang];
  if (own.length === 0) return <p>{said.mineNone}</p>;
  const like = (kind: string): readonly SeatRow[] =>
    seats.filter((seat) => seat.kind === kind && seat.begins > now && seat.staff !== null && seat.staff !== who.staff).slice(0, OFFERED);
  return (
    <ul>
      {own.map((seat) => {
        const named = { office: who.office, plan: seat.plan, seat: seat.seat };
        const offered = like(seat.kind);
        const line = `${spanText(instant(seat.begins), instant(seat.ends), it.zone, lang)} · ${shiftName(it, named, lang)} · ${seatName(it, named, lang)}`;
        if (seat.begins <= now) return <li>{line}</li>;
        return seat.matter !== roster ? (
          <li>
            <a href={href(lang, `/desk/duty?roster=${seat.matter}`)}>{line}</a>
          </li>
        ) : (
          <li>
            <details>
              <summary>{line}</summary>
              {offered.length > 0 && (
                <StepButton place={place} command="ask_exchange" values={{ seat: seat.seat }}>
                  <select name="back" aria-label={said.like}>
                    {offered.map((other) => (
                      <option value={other.seat}>{`${spanText(other.begins, other.ends, it.zone, lang)} ${other.staff ?? ''}`}</option>
                    ))}
                  </select>
                </StepButton>
              )}
              <StepButton place={place} command="ask_leave" values={{ seat: seat.seat }} />
              <p class="small">{said.leaveNote}</p>
            </details>
          </li>
        );
      })}
    </ul>
  );
};
