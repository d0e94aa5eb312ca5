import type { PublicEvent } from './public-event.ts';

/** How many posts sign the registration of a matter at an office: one, or two with a transfer slip (functions 1.07). */
export const SIGNING = ['one', 'two'] as const;
export type Signing = (typeof SIGNING)[number];

/** The offices where two posts sign, as the newest word of the public stream on each office says. */
export const twoSignersOf = (events: readonly PublicEvent[]): ReadonlySet<string> => {
  const newest = new Map(
    events.flatMap(({ type, data }) => (type === 'transfers_set' ? [[String(data['office']), data['signing']] as const] : [])),
  );
  return new Set([...newest].flatMap(([office, signing]) => (signing === 'two' ? [office] : [])));
};
