import { langOf } from '../../../kernel/language/languages.ts';
import { MATTER_KINDS, type MatterKind } from '../../../kernel/matter/kinds.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { MATTER, type Party } from '../../../kernel/matter/vocabulary.ts';
import type { Rows } from '../../../kernel/stream/table.ts';
import { askedBy, metByOffice } from './routing/asked-by.ts';
import { stageOf } from './newest-step.ts';
import { publicRequest, type PublicRequest } from './intake/public-request.ts';
import { receiptsOf, type ReceiptKind } from './receipts/receipts.ts';
import { supervisionRow } from './upward/supervise.ts';
import { aboutOf, linkedTo } from './troubles/trouble.ts';
import { commentRow } from './comments/comment.ts';
import { reportRow } from './line/verdict.ts';
import { gapOn } from './help/note-gap.ts';
import { fold, HELPER_ROLES, inOrder, type GrievanceState } from './state.ts';

/** Rows of the projections, without words; instants as ISO text, in the columns' names. */
export interface Projection extends Omit<Rows, 'tables' | 'listed'> {
  readonly matter: {
    readonly kind: MatterKind;
    readonly filed_on: string;
    readonly lang: string;
    readonly category: string | null;
    readonly place_code: string | null;
    readonly trouble: string | null;
    /** The day on which it was said that no rule covers it. */
    readonly gap_on: string | null;
  };
  /** Null for a matter of which no office above ever said by which day it wants it done. */
  readonly supervision: { readonly by_day: string | null } | null;
  /** Null for a matter that reports no danger in a place or a thing. */
  readonly report: ReturnType<typeof reportRow>;
  /** Null for a matter that is no comment on a draft. */
  readonly comment: ReturnType<typeof commentRow>;
  /** Null for a matter whose filer has not agreed to be listed. */
  readonly request: PublicRequest | null;
  readonly receipts: readonly {
    readonly receipt: string;
    readonly nth: number;
    readonly kind: ReceiptKind;
    readonly since: string;
    readonly ended_at: string | null;
    readonly ended_how: string | null;
  }[];
}

const officeOf = (state: GrievanceState, it: Pick<Obligation, 'startedBy'>, party: Party): string | null =>
  party === 'office_asked'
    ? askedBy(state, it)
    : party === 'office' || party === 'consulted_office'
      ? state.lead
      : party === 'office_above'
        ? state.above
        : party === 'office_above_2'
          ? state.above2
          : null;

/** A duty that is met is that of the office that met it, whoever has the matter since. */
const officeFor = (state: GrievanceState, it: Obligation): string | null =>
  (it.owedBy === 'office' ? metByOffice(state, it) : null) ?? officeOf(state, it, it.owedBy);

/** Who led since which event. */
const leads = ({ led }: GrievanceState): Projection['assignments'] => led.map((row) => ({ level: 0, role: 'lead', ...row }));

/** Since when and until when an office helped or read along. */
const helpers = (events: readonly MatterEvent[]): Projection['assignments'] => {
  const rows: Projection['assignments'][number][] = [];
  for (const { type, data, n } of events) {
    const role = HELPER_ROLES.find((it) => it === data['role']);
    if (type === 'office_joined' && role !== undefined)
      rows.push({ level: 0, office: String(data['office']), role, since: n, until: null });
    const open = rows.findIndex((row) => type === 'office_left' && row.office === data['office'] && row.until === null);
    const left = rows[open];
    if (left) rows[open] = { ...left, until: n };
  }
  return rows;
};

/** Recomputes every projection of a matter from its events: what the store writes and what `reconcile` compares with. */
export const project = (unordered: readonly MatterEvent[], pack: Pack, calendar: Calendar): Projection => {
  const events = inOrder(unordered);
  const state = fold(events);
  const filed = events.find((event) => event.type === 'filed');
  const last = events.at(-1);
  if (!filed || !last) throw new Error('a matter starts with its filing');
  const levels = ([0, 1, 2] as const).filter((level) => events.some((event) => event.level === level));
  const offices = [state.lead, state.above, state.above2];
  const owed = obligations(MATTER, events, pack, calendar, last.recordedAt);
  const { service } = filed.data;
  return {
    matter: {
      kind: MATTER_KINDS.find((it) => it === filed.data['kind']) ?? 'grievance',
      filed_on: dateIn(filed.recordedAt, calendar.zone),
      lang: langOf(filed.data['lang']),
      category: typeof service === 'string' ? service : null,
      place_code: aboutOf(state).place,
      trouble: linkedTo(state),
      gap_on: gapOn(state, calendar.zone),
    },
    supervision: supervisionRow(events, state),
    report: reportRow(state),
    comment: commentRow(state),
    request: publicRequest(events, owed, calendar.zone),
    streams: levels.map((level) => ({
      level,
      office: offices[level] ?? null,
      state: stageOf(state.history.filter((event) => event.level === level)) ?? 'opened',
      length: events.filter((event) => event.level === level).length,
    })),
    assignments: [
      ...leads(state),
      ...helpers(state.history),
      ...levels
        .filter((level) => level > 0 && offices[level])
        .map((level) => ({ level, office: String(offices[level]), role: 'lead' as const, since: 0, until: null })),
    ],
    obligations: obligationRows(owed, events, (it) => officeFor(state, it)),
    receipts: receiptsOf(events).map((it) => ({
      receipt: it.id,
      nth: it.nth,
      kind: it.kind,
      since: toIso(it.since),
      ended_at: it.endedAt === null ? null : toIso(it.endedAt),
      ended_how: it.endedHow,
    })),
  };
};
