import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { DESK_SEATS, FROM_THE_NEWEST, type DeskAfter, type DeskFilter, type DeskRow, type DeskSeat } from '../server/read-desk.ts';

type Query = { readonly [name: string]: string | undefined };

const isSeat = (text: string | undefined): text is DeskSeat => text !== undefined && Object.hasOwn(DESK_SEATS, text);

/** What an address asks for; what it cannot be filters nothing. */
export const readDeskFilter = (query: Query): DeskFilter => {
  const { seat, state, class: siteClass = '', site = '', since = '' } = query;
  return {
    seat: isSeat(seat) ? seat : null,
    state: state === 'open' || state === 'struck_off' ? state : null,
    siteClass: /^[a-z_]{3,30}$/.test(siteClass) ? siteClass : null,
    site: parseEntityNumber(site) ?? null,
    since: parsePlainDate(since) ?? null,
  };
};

/** Where a page begins, as its address says; what it cannot be begins at the newest. */
export const readDeskAfter = ({ after = '' }: Query): DeskAfter => {
  const [, found, number] = /^(\d{4}-\d{2}-\d{2})\.([0-9A-Z]{8})$/.exec(after) ?? [];
  return found !== undefined && number !== undefined && parsePlainDate(found) !== undefined ? { found, number } : FROM_THE_NEWEST;
};

/** The address of a page or a sheet of the same hazards. */
export const deskPath = (path: string, { seat, state, siteClass, site, since }: DeskFilter, last?: DeskRow): string => {
  const after = last && `${last.found_on}.${last.matter}`;
  const asked = Object.entries({ seat, state, class: siteClass, site, since, after }).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`;
};
