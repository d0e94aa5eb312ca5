import type { Jurisdiction } from '../../../engine/place/read.ts';
import { labelOr } from '../../../kernel/language/languages.ts';
import { findPlace } from '../../../kernel/policy/places.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import type { Lang } from '../../../portal/page.ts';
import { HAZARD_CHOICES } from '../../hazards/public-desk.ts';
import type { Item } from '../domain/agenda.ts';
import { KIND_WORDS } from './words.ts';

/** What an item is, from published lists alone: its kind, its subject or kind of danger, its public place. No title and no word of it. */
export const itemName = (it: Jurisdiction, { kind, subject, place }: Item, lang: Lang): string =>
  [
    KIND_WORDS[kind][lang],
    subject === null
      ? null
      : (HAZARD_CHOICES[kind === 'hazard' ? subject : '']?.[lang] ??
        labelOr(findSubject(it.subjects?.set ?? null, subject)?.label, subject, lang)),
    place === null ? null : labelOr(findPlace(it.places?.set ?? null, place)?.label, place, lang),
  ]
    .filter((part) => part !== null)
    .join(' · ');
