import type { Relation } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { closureIn, type SaidClosure } from '../../../kernel/site/closures.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import type { AssetEventKind } from './vocabulary.ts';

export type AssetEvent = StreamEvent<AssetEventKind>;

/** What proves that an asset is sound: made on a day, good until a day. */
export interface Proof {
  readonly what: 'inspection' | 'certificate';
  readonly n: number;
  readonly recordedAt: Instant;
  readonly on: string;
  readonly by: string;
}

/** The site on which an asset hangs, from an instant on. */
export interface Stay {
  readonly since: Instant;
  readonly site: string;
}

/** An asset as its events tell it. Sites, offices and days, no person. */
export interface AssetState {
  readonly stage: AssetEventKind | null;
  readonly name: string;
  readonly english: string | null;
  readonly class: string;
  readonly site: string;
  /** What the site was called when the asset came to it. */
  readonly place: string;
  readonly spot: number | null;
  readonly made: string | null;
  readonly office: string | null;
  readonly sector: string | null;
  readonly local: string | null;
  readonly stays: readonly Stay[];
  /** What it was, since when: which checks come back hangs on it. */
  readonly versions: readonly { readonly since: Instant; readonly class: string }[];
  readonly pauses: readonly SaidClosure[];
  readonly proofs: readonly Proof[];
  readonly ended: boolean;
}

export const initialState: AssetState = {
  stage: null,
  name: '',
  english: null,
  class: '',
  site: '',
  place: '',
  spot: null,
  made: null,
  office: null,
  sector: null,
  local: null,
  stays: [],
  versions: [],
  pauses: [],
  proofs: [],
  ended: false,
};

const textIn = (data: JsonObject, name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' ? value : null;
};

const spotIn = (data: JsonObject): number | null => {
  const value = data['spot'];
  return typeof value === 'number' ? value : null;
};

const isProof = (type: AssetEventKind): type is 'inspection_told' | 'certificate_told' =>
  type === 'inspection_told' || type === 'certificate_told';

const seatsIn = (state: AssetState, { data }: AssetEvent): Pick<AssetState, 'office' | 'sector' | 'local'> => ({
  office: textIn(data, 'office') ?? state.office,
  sector: textIn(data, 'sector') ?? state.sector,
  local: textIn(data, 'local') ?? state.local,
});

const entered = (state: AssetState, event: AssetEvent): AssetState => {
  const { data, recordedAt } = event;
  const kind = textIn(data, 'class') ?? state.class;
  return {
    ...state,
    ...seatsIn(state, event),
    name: textIn(data, 'name') ?? state.name,
    english: textIn(data, 'english'),
    class: kind,
    spot: spotIn(data),
    made: textIn(data, 'made'),
    versions: kind === state.class ? state.versions : [...state.versions, { since: recordedAt, class: kind }],
  };
};

const hangsOn = (state: AssetState, { data, recordedAt }: AssetEvent): AssetState => {
  const site = textIn(data, 'site') ?? state.site;
  return {
    ...state,
    site,
    place: textIn(data, 'place') ?? state.place,
    spot: spotIn(data),
    stays: [...state.stays, { since: recordedAt, site }],
  };
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: AssetState, event: AssetEvent): AssetState => {
  const next: AssetState = event.type === 'deadline_passed' || event.type === 'asset_handed_on' ? state : { ...state, stage: event.type };
  const { data, n, recordedAt } = event;
  const said = (name: string): string => textIn(data, name) ?? '';
  if (isProof(event.type)) {
    const what = event.type === 'inspection_told' ? 'inspection' : 'certificate';
    return { ...next, proofs: [...state.proofs, { what, n, recordedAt, on: said('on'), by: said('by') }] };
  }
  switch (event.type) {
    case 'asset_entered':
      return hangsOn(entered(next, event), event);
    case 'asset_changed':
      return entered(next, event);
    case 'asset_moved':
      return { ...hangsOn(next, event), ...seatsIn(state, event) };
    case 'asset_handed_on':
      return { ...next, ...seatsIn(state, event) };
    case 'out_of_use_said':
      return { ...next, pauses: [...state.pauses, closureIn(event)] };
    case 'out_of_use_taken_back':
      return { ...next, pauses: state.pauses.map((it) => (it.n === data['pause'] ? { ...it, backOn: said('on') } : it)) };
    case 'asset_ended':
      return { ...next, ended: true };
    default:
      return next;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): AssetState => (events as readonly AssetEvent[]).reduce(evolve, initialState);

/** How an office stands to an asset: as it stands to its site. Who enters one is its first office. */
export const relationOf = ({ office: own, sector, local }: AssetState, office: string): Relation =>
  own === null || office === own ? 'own' : office === local ? 'above' : office === sector ? 'co' : 'other';

/** The newest proof of a kind; undefined where none was told. */
export const proofOf = ({ proofs }: Pick<AssetState, 'proofs'>, what: Proof['what']): Proof | undefined =>
  proofs.findLast((it) => it.what === what);
