/// <reference lib="dom" />
import { inLang } from '../../../kernel/language/languages.ts';
import type { Along, AlongSite, AlongSlot } from '../domain/along.ts';
import type { Done, Draft, Unsent } from './store.ts';
import { words as spoken, type FieldLang } from './words.ts';

/** A moment in the zone of the place. */
export const moment = (at: number, zone: string, lang: FieldLang): string =>
  new Intl.DateTimeFormat(lang, {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
const dayOf = (day: string, lang: FieldLang): string =>
  new Intl.DateTimeFormat(lang, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(Date.parse(day));

export const slotKey = ({ site, rule, slot }: Pick<AlongSlot, 'site' | 'rule' | 'slot'>): string => `${site} ${rule} ${slot}`;

const siteTitle = ({ name, english }: AlongSite, lang: FieldLang): string => inLang({ 'zh-CN': name, en: english ?? name }, lang);

export const titleOf = (along: Along, slot: AlongSlot, lang: FieldLang): string => {
  const site = along.sites.filter((one) => one.site === slot.site)[0];
  return `${site ? siteTitle(site, lang) : slot.site} · ${inLang(slot.label, lang)}`;
};

interface TodayProps {
  readonly along: Along;
  readonly drafts: readonly Draft[];
  readonly unsent: readonly Unsent[];
  readonly done: readonly Done[];
  /** Of a code on a wall: the site, and the spot where one was named. */
  readonly at: { readonly site: string; readonly spot: number | null } | null;
  readonly now: number;
  readonly lang: FieldLang;
  readonly onFill: (slot: AlongSlot) => void;
}

/** What is to be looked at: by site, what ends first on top. */
export const Today = ({ along, drafts, unsent, done, at, now, lang, onFill }: TodayProps) => {
  const words = spoken();
  const made: { [key: string]: true } = {};
  for (const it of unsent) for (const slot of it.slots) made[`${it.site} ${slot}`] = true;
  const begun: { [key: string]: true } = {};
  for (const it of drafts) begun[it.key] = true;
  const slots = along.slots.filter((slot) => made[slotKey(slot)] !== true && (at === null || slot.site === at.site));
  // A draft outlives its slot in the list: what was begun is finished.
  const lost = drafts.filter((it) => along.slots.every((slot) => slotKey(slot) !== it.key));
  const sites = along.sites.filter(({ site }) => slots.some((slot) => slot.site === site));
  const spot =
    at === null ? undefined : along.sites.filter((one) => one.site === at.site)[0]?.spots.filter((one) => one.spot === at.spot)[0];
  return (
    <>
      {at !== null && (
        <p>
          {spot && <b>{words.spot(spot.spot, spot.name)} </b>}
          <a href="/field">{words.allSites}</a>
        </p>
      )}
      {sites.length === 0 && lost.length === 0 && <p>{at === null ? words.none : words.nothingHere}</p>}
      {lost.map((it) => (
        <p>
          <a class="btn" href={`#${encodeURIComponent(it.key)}`}>
            {words.goOn}
          </a>{' '}
          {it.title}
        </p>
      ))}
      {sites.map((site) => (
        <section>
          <h2>{siteTitle(site, lang)}</h2>
          <ul class="slots">
            {slots
              .filter((slot) => slot.site === site.site)
              .map((slot) => (
                <li>
                  <span>
                    <b>{inLang(slot.label, lang)}</b>
                    <br />
                    <span class="small">
                      {slot.due <= now && <span class="tag late">{words.late}</span>}{' '}
                      {slot.from > now
                        ? words.from(moment(slot.from, along.zone, lang))
                        : words.by(slot.last === null ? moment(slot.due, along.zone, lang) : dayOf(slot.last, lang))}
                    </span>
                  </span>
                  {slot.from <= now && (
                    <button type="button" class={begun[slotKey(slot)] ? 'btn' : 'btn plain'} onClick={() => onFill(slot)}>
                      {begun[slotKey(slot)] ? words.goOn : words.fill}
                    </button>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {along.more && <p class="small">{words.more}</p>}
      {done.length > 0 && (
        <details>
          <summary>{words.done}</summary>
          <ul>
            {done.map((it) => (
              <li>
                {it.title} <code class="small">{it.record}</code> {moment(it.at, along.zone, lang)}{' '}
                {it.because ? (
                  <span class="small">{words.keptBeside(it.because)}</span>
                ) : (
                  it.counts === false && <span class="tag late">{words.notCounted}</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
