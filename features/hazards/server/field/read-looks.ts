import type { StoredFile } from '../../../../engine/files/stored-file.ts';
import { fileId } from '../../../../engine/files/stored-file.ts';
import { toThumb } from '../../../../engine/files/to-photo.ts';
import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { readStaffEntity, readStaffFile, type StaffEntry, type StaffView } from '../../../../engine/staff-entity.ts';
import { statement } from '../../../../engine/store/transaction.ts';
import { mayDo, mayList } from '../../../../kernel/access/access.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { filesOf } from '../../../../kernel/stream/files.ts';
import { LOOK_STEPS, photoOfAnswer, type Look, type Looks } from '../../../checks/public.ts';
import { relationOf, type HazardState } from '../../domain/state.ts';
import { hazards } from '../hazards.ts';

/** Most hazards that a phone takes along: those first whose day comes first. */
const LOOKS_MAX = 60;

// What waits to be looked at again by this office, and what it has to mend.
interface WaitingRow {
  readonly hazard: string;
  readonly length: number;
  readonly due: Instant | null;
  readonly lead: string | null;
  readonly mender: string | null;
  readonly acceptor: string | null;
  readonly supervisor: string | null;
}

const WAITING = statement<WaitingRow>(
  'hazards_to_take_along',
  `select o.matter as hazard, s.length, min(o.due_at) as due, h.lead, h.mender, h.acceptor, h.supervisor
  from obligation o
  join hazard h on h.jurisdiction = o.jurisdiction and h.matter = o.matter
  join stream s on s.jurisdiction = o.jurisdiction and s.stream = o.matter || '.0'
  where o.jurisdiction = $1 and o.office = $2 and o.nature = 'duty' and o.status in ('open', 'late')
    and ((o.owed_by = 'accepting_office' and h.acceptor = $2 and h.stage = 'reported_mended')
      or (o.owed_by = 'mending_office' and h.mender = $2 and h.stage in ('ordered', 'mend_returned')))
  group by o.matter, s.length, h.lead, h.mender, h.acceptor, h.supervisor order by min(o.due_at), o.matter limit $3`,
);

/** What waits for the office of a post, by numbers and days: nothing is opened. */
export const readLooks = async (service: Service, who: StaffMember): Promise<Looks> => {
  const it = await service.jurisdiction();
  const rows = mayList(it.access, who.role, hazards.name)
    ? await service.read((tx) => tx.run(WAITING, [tx.jurisdiction, who.office, LOOKS_MAX + 1]))
    : [];
  // What this post may take no step of stays unsaid: its number, too.
  const isFor = (row: WaitingRow): boolean => {
    const relation = relationOf({ ...row, referredTo: null }, who.office);
    return LOOK_STEPS.some((verb) => mayDo(it.access, { role: who.role, relation, verb, of: hazards.name }).allowed);
  };
  const looks = rows.slice(0, LOOKS_MAX).filter(isFor);
  return {
    huiyin: 'looks/1',
    looks: looks.map(({ hazard, length, due }) => ({ hazard, length, due })),
    more: rows.length > LOOKS_MAX,
  };
};

const bytesOf = async (file: StoredFile): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes(0, file.size)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** A photo made small, in base64; null where there is none, or it cannot be read. */
const small = async (file: StoredFile | Refusal | undefined, visitor: string): Promise<string | null | Refusal> => {
  // Not now is not none: the phone asks again.
  if (isRefusal(file)) return file;
  if (file === undefined || file.type !== 'image/jpeg') return null;
  const thumb = await toThumb(await bytesOf(file), visitor);
  return isRefusal(thumb) ? (thumb.refused === 'files_busy' ? thumb : null) : thumb.toString('base64');
};

interface Photos {
  readonly before: string | null;
  readonly after: string | null;
}

/** How it was found, and how it is said to be now. What a check has found is on the photo of that check. */
const photosOf = async (
  service: Service,
  { number, entries, state }: StaffView<HazardState>,
  who: StaffMember,
  visitor: string,
): Promise<Photos | Refusal> => {
  const last = (...types: readonly string[]): StaffEntry | undefined => entries.findLast(({ event }) => types.includes(event.type));
  const lastShown = entries.findLast(
    ({ event }) => (event.type === 'found' || event.type === 'reopened') && filesOf(event.data).length > 0,
  );
  const read = (entry: StaffEntry | undefined): Promise<StoredFile | Refusal | undefined> => {
    const [file] = entry ? filesOf(entry.event.data) : [];
    return entry && file ? readStaffFile(service, hazards, number, fileId(entry.event, file.field), who) : Promise.resolve(undefined);
  };
  const found = await read(lastShown);
  const { record, item, source } = state;
  const own = found === undefined && record !== null && item !== null && source !== 'supervision';
  const before = await small(own ? await photoOfAnswer(service, record, item, who) : found, visitor);
  if (isRefusal(before)) return before;
  const after = state.stage === 'reported_mended' ? await small(await read(last('reported_mended')), visitor) : null;
  return isRefusal(after) ? after : { before, after };
};

/**
 * A hazard as somebody needs it who goes there: opened like its page, with its trace (G18). Undefined where there is none for this post, and
 * where this post may take no step of it there.
 */
export const readLook = async (
  service: Service,
  number: string,
  who: StaffMember,
  visitor: string,
): Promise<Look | Refusal | undefined> => {
  const view = await readStaffEntity(service, hazards, number, who);
  if (view === undefined || isRefusal(view)) return view;
  const { state, entries, owed, texts } = view;
  const open = view.options.filter(({ because }) => because === undefined).map(({ verb }) => verb.name);
  const steps = LOOK_STEPS.filter((step) => open.includes(step));
  if (steps.length === 0 || state.restsOn === null) return undefined;
  const photos = await photosOf(service, view, who, visitor);
  if (isRefusal(photos)) return photos;
  const said = (type: string, field: string): string | null => entries.findLast(({ event }) => event.type === type)?.texts[field] ?? null;
  const isMended = state.stage === 'reported_mended';
  const duty = owed.find((it) => it.kind === (isMended ? 'reinspect' : 'mend'));
  return {
    huiyin: 'look/1',
    hazard: number,
    length: entries.length,
    restsOn: state.restsOn,
    what: texts['what'] ?? number,
    where: [state.site?.name, texts['spot']].filter((one): one is string => one !== undefined && one !== '').join(' · '),
    by: typeof duty?.due === 'string' ? duty.due : null,
    measures: said('ordered', 'measures'),
    standard: said('ordered', 'standard'),
    mended: isMended ? said('reported_mended', 'words') : null,
    noPhoto: isMended ? said('reported_mended', 'no_photo') : null,
    returned: state.stage === 'mend_returned' ? said('mend_returned', 'reason') : null,
    ...photos,
    steps,
  };
};
