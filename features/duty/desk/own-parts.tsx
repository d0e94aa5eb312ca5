import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { postName } from '../../grievances/public.ts';
import { DUTY } from './words.ts';

interface Base {
  readonly lang: Lang;
  readonly csrf: string;
}

/** Days on which somebody is away: their own, and nothing about why. */
export const Away = ({ days, today, lang, csrf }: Base & { readonly days: readonly PlainDate[]; readonly today: PlainDate }) => {
  const said = DUTY[lang];
  return (
    <details>
      <summary>{said.away}</summary>
      <p class="small">{said.awayLead}</p>
      <p>{days.length === 0 ? said.awayNone : days.map((day) => dayInWords(day, lang, today)).join(MARKS[lang].list)}</p>
      <form method="post" action={href(lang, '/desk/duty/away')}>
        <input type="hidden" name="csrf" value={csrf} />
        <label for="away-from">{said.awayFrom}</label>
        <input type="date" id="away-from" name="from" min={today} />
        <label for="away-to">{said.awayTo}</label>
        <input type="date" id="away-to" name="to" min={today} />
        <p class="row">
          <button class="btn plain" name="act" value="add">
            {said.awayAdd}
          </button>
          <button class="btn plain" name="act" value="drop">
            {said.awayDrop}
          </button>
        </p>
      </form>
    </details>
  );
};

interface FeedProps extends Base {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly isThere: boolean;
  /** The address that was made just now: shown this once. */
  readonly made?: string | undefined;
}

/** The address of the calendar of one's post. */
export const Feed = ({ it, who, isThere, made, lang, csrf }: FeedProps) => {
  const said = DUTY[lang];
  return (
    <details open={made !== undefined}>
      <summary>{said.feed}</summary>
      <p class="small">{said.feedLead(postName(it, who.post, lang))}</p>
      {made !== undefined ? (
        <p>
          {said.feedShown}
          <br />
          <code>{made}</code>
        </p>
      ) : (
        isThere && <p>{said.feedThere}</p>
      )}
      <form method="post" action={href(lang, '/desk/duty/feed')} class="row">
        <input type="hidden" name="csrf" value={csrf} />
        <button class="btn plain" name="act" value="make">
          {isThere ? said.feedRotate : said.feedMake}
        </button>
        {isThere && (
          <button class="btn plain" name="act" value="revoke">
            {said.feedRevoke}
          </button>
        )}
      </form>
    </details>
  );
};
