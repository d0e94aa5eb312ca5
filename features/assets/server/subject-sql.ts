/**
 * Joins that find the site `s` of what duties come back for, and the asset `a` where it is one: `of` is a column with the number of a site or
 * of an asset. The jurisdiction is $1, as everywhere.
 */
export const joinSubject = (of: string): string =>
  `left join asset a on a.jurisdiction = $1 and a.matter = ${of} join site s on s.jurisdiction = $1 and s.matter = coalesce(a.site, ${of})`;

/** What it is called: a site by its name, an asset by the name of its site and its own. */
export const SUBJECT_NAMES =
  "s.name || coalesce(' · ' || a.name, '') as name, case when a.matter is null then s.english when coalesce(s.english, a.english) is not null then coalesce(s.english, s.name) || ' · ' || coalesce(a.english, a.name) end as english";
