/**
 * What can happen, as a closed list (G12). Nothing of it is about people coming together, asking, striking, worshipping or thinking:
 * a plan, an incident or a warning about that cannot be written, since there is no word for it here.
 */
export const INCIDENT_KINDS = [
  'fire',
  'building',
  'traffic',
  'school_bus',
  'food',
  'water',
  'gas',
  'power',
  'lift',
  'special_equipment',
  'dangerous_goods',
  'flood',
  'typhoon',
  'landslide',
  'earthquake',
  'heat_cold',
  'works_accident',
  'infectious',
  'drowning',
  'it_outage',
  'animal',
  'missing_thing',
  'person_in_danger',
  'other_thing',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const isIncidentKind = (value: unknown): value is IncidentKind => INCIDENT_KINDS.some((kind) => kind === value);
