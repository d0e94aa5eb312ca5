import { toIso, type Instant } from '../kernel/calendar/instant.ts';
import { escapeXml } from '../kernel/canonical/xml-text.ts';

/** One thing that a feed tells of. */
export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: Instant;
  readonly author: string;
  readonly page: string;
  readonly summary: string;
}

export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  /** Of the feed while nothing is in it. */
  readonly updated: Instant;
  readonly self: string;
  readonly page: string;
  /** The address of what follows (RFC 5005); absent where all is told. */
  readonly next?: string;
  readonly entries: readonly FeedEntry[];
}

/** A `tag:` URI (RFC 4151): the same however the server is reached, and for good. The year is that in which these names began. */
export const tagOf = (origin: string, what: string): string => `tag:${(origin.split('/')[0] ?? origin).toLowerCase()},2026:${what}`;

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
const link = (rel: string, to: string): string => `<link rel="${rel}" href="${escapeXml(to)}"/>`;

/** A feed as RFC 4287 has it. */
export const atomText = (feed: Feed): string => {
  const at = (updated: Instant): string => element('updated', toIso(updated));
  const newest = feed.entries.reduce((last, { updated }) => (updated > last ? updated : last), feed.entries[0]?.updated ?? feed.updated);
  return [
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.lang)}">`,
    element('id', feed.id),
    element('title', feed.title),
    at(newest),
    link('self', feed.self),
    link('alternate', feed.page),
    ...(feed.next === undefined ? [] : [link('next', feed.next)]),
    ...feed.entries.flatMap((entry) => [
      '<entry>',
      element('id', entry.id),
      element('title', entry.title),
      at(entry.updated),
      `<author>${element('name', entry.author)}</author>`,
      link('alternate', entry.page),
      `<summary type="text">${escapeXml(entry.summary)}</summary>`,
      '</entry>',
    ]),
    '</feed>\n',
  ].join('\n');
};
