import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { postsOf } from '../../../engine/people/posts.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { siteRows, type SiteRow } from '../../sites/public.ts';
import { dutiesAt, rulesOf } from './duties.ts';
import { letters } from './letters.ts';

/** A letter as it is typed: a site, a duty or both, the post, and what is answered for. */
export interface TypedLetter {
  readonly site: string | null;
  readonly rule: string | null;
  readonly holder: string;
  readonly from: string;
  readonly to: string;
  readonly what: string;
}

/** Functions of posts that can answer for a site or a duty. */
export const HOLDERS = ['head', 'handler', 'desk', 'duty', 'inspector'] as const;

/** What a letter is about, once it was looked up: whose post takes it on, and what it is called. */
interface About {
  readonly owing: string;
  readonly called: JsonObject;
}

const aboutSite = (it: Jurisdiction, row: SiteRow, rule: string | null, service: Service): About | Refusal => {
  const duty = rule === null ? null : dutiesAt(it, row, service.clock()).find((one) => one.rule === rule);
  if (duty === undefined) return refuse('letter_rule_unbound', { field: 'rule' });
  return {
    owing: duty?.bySupervisor ? row.local : row.office,
    called: {
      name: row.name,
      ...(row.english === null ? {} : { english: row.english }),
      siteOffice: row.office,
      local: row.local,
      site: row.site,
      ...(rule === null ? {} : { rule }),
    },
  };
};

const aboutDuty = (it: Jurisdiction, rule: string, holder: string): About | Refusal => {
  const found = rulesOf(it).get(rule);
  if (!found) return refuse('letter_rule_unbound', { field: 'rule' });
  return { owing: holder.split('.')[0] ?? '', called: { name: found.label['zh-CN'], english: found.label.en, rule } };
};

/**
 * Draws a letter up: for a site that the office answers for or supervises, for a duty that binds it, or for a duty wherever an office of one's
 * own owes it; taken on by a post of the office that owes. Its number; a form that is sent twice draws up one.
 */
export const drawUpLetter = async (
  service: Service,
  who: StaffMember,
  typed: TypedLetter,
  token: string | null,
): Promise<string | Refusal> => {
  const { site, rule, holder, from, to, what } = typed;
  if (site === null && rule === null) return refuse('letter_no_subject', { field: 'site' });
  const it = await service.jurisdiction();
  const [row] = site === null ? [] : await service.read((tx) => siteRows(tx, [site]));
  if (site !== null && (!row || row.until !== null || ![row.office, row.local, row.sector].includes(who.office)))
    return refuse('letter_not_theirs', { field: 'site' });
  const about = row ? aboutSite(it, row, rule, service) : aboutDuty(it, rule ?? '', holder);
  if (isRefusal(about)) return about;
  const posts = await service.read((tx) => postsOf(tx, [about.owing]));
  const post = posts.find((one) => one.post === holder && HOLDERS.some((role) => role === one.role));
  if (!post || (!row && !isWithin(it, about.owing, who.office))) return refuse('letter_post_unknown', { field: 'holder' });
  const input = { ...about.called, holder, holderOffice: post.office, from, to, what };
  return beginStaffEntity(service, letters, who, input, token, { site, rule, holder, from, to, what });
};
