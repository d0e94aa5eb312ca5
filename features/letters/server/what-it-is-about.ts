import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { postsOf } from '../../../engine/people/posts.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { siteRows, type SiteRow } from '../../sites/public.ts';
import { dutiesAt, rulesOf } from './duties.ts';

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
 * Looks up what a letter is about: a site that the office answers for or supervises, a duty that binds it, or a duty wherever an office of
 * one's own owes it; and that a post of the office that owes takes it on.
 */
export const whatItIsAbout = async (service: Service, who: StaffMember, { name, input }: StaffCommand): Promise<JsonObject | Refusal> => {
  if (name !== 'draw_up_letter') return {};
  const typed = (field: string): string | null => textOf(input, field).trim() || null;
  const [site, rule, holder] = [typed('site'), typed('rule'), typed('holder') ?? ''];
  if (site === null && rule === null) return refuse('letter_no_subject', { field: 'site' });
  const it = await service.jurisdiction();
  const [row] = site === null ? [] : await service.read((tx) => siteRows(tx, [parseEntityNumber(site) ?? '']));
  if (site !== null && (!row || row.until !== null || ![row.office, row.local, row.sector].includes(who.office)))
    return refuse('letter_not_theirs', { field: 'site' });
  const about = row ? aboutSite(it, row, rule, service) : aboutDuty(it, rule ?? '', holder);
  if (isRefusal(about)) return about;
  const posts = await service.read((tx) => postsOf(tx, [about.owing]));
  const post = posts.find((one) => one.post === holder && HOLDERS.some((role) => role === one.role));
  if (!post || (!row && !isWithin(it, about.owing, who.office))) return refuse('letter_post_unknown', { field: 'holder' });
  return { ...about.called, holderOffice: post.office };
};
