/** What a site can be (G2, G11): a use that decides which duties come back, never whose it is, who lives there or who prays there. */
export const SITE_CLASSES = [
  'school',
  'kindergarten',
  'university',
  'dormitory',
  'canteen',
  'laboratory',
  'hospital',
  'care_home',
  'office_building',
  'public_venue',
  'market',
  'restaurant',
  'hotel',
  'high_rise',
  'residential_high_rise',
  'old_timber',
  'warehouse',
  'workshop',
  'building_site',
  'boiler_house',
  'bus_depot',
  'station',
  'water_body',
  'utility_plant',
  'community_building',
  'rental_building',
  'park',
] as const;
export type SiteClass = (typeof SITE_CLASSES)[number];

/** Sites where people live: a round over them gives figures and no list (G11). */
export const DWELLINGS: readonly SiteClass[] = ['residential_high_rise', 'rental_building'];

/** What can hang on a site and has duties of its own. */
export const ASSET_CLASSES = [
  'lift',
  'boiler',
  'pressure_vessel',
  'extinguisher_point',
  'hydrant',
  'alarm_system',
  'emergency_lights',
  'sprinkler',
  'kitchen_flue',
  'lightning_protection',
  'school_bus',
  'first_aid_kit',
  'chemical_store',
  'gas_room',
  'switch_room',
  'well',
  'drinking_water',
  'generator',
  'store',
] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

/** What a rule may ask of a site beside its class (rules-safety 10). A closed list: a fact about a building or a service, none about people. */
export const SITE_FACTS = [
  'institution',
  'fire_key_unit',
  'public_venue',
  'public_institution',
  'boarding',
  'night_care',
  'canteen',
  'school_buses',
  'lifts',
  'gas',
  'dangerous_goods',
  'fixed_fire_equipment',
  'control_room',
  'own_well',
  'public_high_rise',
  'over_100m',
  'school_site',
] as const;
export type SiteFact = (typeof SITE_FACTS)[number];
