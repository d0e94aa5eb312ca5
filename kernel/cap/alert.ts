// The Common Alerting Protocol, version 1.2 (OASIS, 1 July 2010). One description of a message: what reads one, what writes one and what looks at
// one go by it. Sections are those of the specification.

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';

export const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const SCOPES = ['Public', 'Restricted', 'Private'] as const;
export const CATEGORIES = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const;
export const RESPONSES = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None'] as const;
export const URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

/** A value under a name that the sender chose. */
export interface Named {
  readonly valueName: string;
  readonly value?: string;
}

/** Section 3.2.3. */
export interface Resource {
  readonly resourceDesc: string;
  readonly mimeType: string;
  readonly size?: string;
  readonly uri?: string;
  readonly derefUri?: string;
  readonly digest?: string;
}

/** Section 3.2.4: where. `polygon`: pairs of latitude and longitude; `circle`: a pair and a radius in kilometres. */
export interface Area {
  readonly areaDesc: string;
  readonly polygon?: readonly string[];
  readonly circle?: readonly string[];
  readonly geocode?: readonly Named[];
  /** In feet above mean sea level. */
  readonly altitude?: string;
  readonly ceiling?: string;
}

/** Section 3.2.2: what, in one language. */
export interface Info {
  readonly language?: string;
  readonly category: readonly (typeof CATEGORIES)[number][];
  readonly event: string;
  readonly responseType?: readonly (typeof RESPONSES)[number][];
  readonly urgency: (typeof URGENCIES)[number];
  readonly severity: (typeof SEVERITIES)[number];
  readonly certainty: (typeof CERTAINTIES)[number];
  readonly audience?: string;
  readonly eventCode?: readonly Named[];
  readonly effective?: string;
  readonly onset?: string;
  readonly expires?: string;
  readonly senderName?: string;
  readonly headline?: string;
  readonly description?: string;
  readonly instruction?: string;
  readonly web?: string;
  readonly contact?: string;
  readonly parameter?: readonly Named[];
  readonly resource?: readonly Resource[];
  readonly area?: readonly Area[];
}

/** Section 3.2.1: a message. Times as it writes them, `2026-11-30T08:00:00+08:00`. */
export interface Alert {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: string;
  readonly status: (typeof STATUSES)[number];
  readonly msgType: (typeof MESSAGE_TYPES)[number];
  readonly source?: string;
  readonly scope: (typeof SCOPES)[number];
  readonly restriction?: string;
  readonly addresses?: string;
  readonly code?: readonly string[];
  readonly note?: string;
  /** `sender,identifier,sent` of each earlier message that it is about, with blanks between them. */
  readonly references?: string;
  readonly incidents?: string;
  readonly info?: readonly Info[];
}

/** What may stand in an element: words; a name without blanks, commas and signs of markup; a moment; one of a list; further elements. */
export type Kind =
  | 'text'
  | 'name'
  | 'time'
  | 'language'
  | 'uri'
  | 'whole'
  | 'decimal'
  | 'polygon'
  | 'circle'
  | 'digest'
  | { readonly of: readonly string[] }
  | { readonly shape: Shape };

export interface Element {
  readonly kind: Kind;
  readonly isNeeded?: true;
  readonly isMany?: true;
  /** May be there with nothing in it: an empty value says that there is none. */
  readonly mayBeEmpty?: true;
}

/** Elements in the order in which they stand. */
export type Shape = { readonly [element: string]: Element };

const needed = (kind: Kind): Element => ({ kind, isNeeded: true });
const may = (kind: Kind): Element => ({ kind });
const some = (kind: Kind): Element => ({ kind, isMany: true });

const NAMED: Shape = { valueName: needed('text'), value: { kind: 'text', isNeeded: true, mayBeEmpty: true } };
const RESOURCE: Shape = {
  resourceDesc: needed('text'),
  mimeType: needed('text'),
  size: may('whole'),
  uri: may('uri'),
  derefUri: may('text'),
  digest: may('digest'),
};
const AREA: Shape = {
  areaDesc: needed('text'),
  polygon: some('polygon'),
  circle: some('circle'),
  geocode: some({ shape: NAMED }),
  altitude: may('decimal'),
  ceiling: may('decimal'),
};
const INFO: Shape = {
  language: may('language'),
  category: { kind: { of: CATEGORIES }, isNeeded: true, isMany: true },
  event: needed('text'),
  responseType: some({ of: RESPONSES }),
  urgency: needed({ of: URGENCIES }),
  severity: needed({ of: SEVERITIES }),
  certainty: needed({ of: CERTAINTIES }),
  audience: may('text'),
  eventCode: some({ shape: NAMED }),
  effective: may('time'),
  onset: may('time'),
  expires: may('time'),
  senderName: may('text'),
  headline: may('text'),
  description: may('text'),
  instruction: may('text'),
  web: may('uri'),
  contact: may('text'),
  parameter: some({ shape: NAMED }),
  resource: some({ shape: RESOURCE }),
  area: some({ shape: AREA }),
};

export const ALERT: Shape = {
  identifier: needed('name'),
  sender: needed('name'),
  sent: needed('time'),
  status: needed({ of: STATUSES }),
  msgType: needed({ of: MESSAGE_TYPES }),
  source: may('text'),
  scope: needed({ of: SCOPES }),
  restriction: may('text'),
  addresses: may('text'),
  code: some('text'),
  note: may('text'),
  references: may('text'),
  incidents: may('text'),
  info: some({ shape: INFO }),
};
