import { formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import { derived, wasTaken } from './change-code.ts';
import type { Holding } from './find-matter-of.ts';
import { readSeats, takeSeat, writeSeats } from './seats.ts';
import { takeStep } from '../take-step.ts';

/** What is typed when a matter is opened to others. */
export interface OpeningInput {
  readonly subject: string;
  readonly words: string;
  readonly representatives: string;
}

/** The code to pass on, and the filer's own receipt as one of the many; null where it was given before. */
export interface Opening {
  readonly joining: string;
  readonly own: string | null;
}

const ownSeat = async (service: Service, matter: string, token: string): Promise<string | null> => {
  const { zone } = await service.jurisdiction();
  return service.read(async (tx) => {
    const content = (await service.broker.forFiler(tx, matter))?.[0];
    const seats = content && (await readSeats(tx, matter, content));
    // Nothing is taken here: only what this very form took before is read again.
    const taken = seats && takeSeat(seats, { token, matter, today: dateIn(service.clock(), zone) });
    return taken && taken.seats === seats ? formatReceiptCode(taken.code) : null;
  });
};

/**
 * The holder of the code opens the matter to others. The set of those who follow it is made with it, and who filed is one of its rows.
 * `token` is the form's: sent twice it comes to the same.
 */
export const openToOthers = async (
  service: Service,
  { matter, receipt }: Holding,
  { subject, words, representatives }: OpeningInput,
  token: string,
): Promise<Opening | Refusal> => {
  const made = derived(service.wrappingKey, token, matter);
  const joining = formatReceiptCode(made.code);
  if (await wasTaken(service, matter, made.id)) return { joining, own: await ownSeat(service, matter, token) };
  const { zone } = await service.jurisdiction();
  const input = { by: receipt, receipt: made.id, subject, words, representatives };
  let own: string | null = null;
  const refusal = await takeStep(
    service,
    matter,
    { kind: 'filer' },
    { name: 'open_to_others', input },
    {
      beside: async (tx, _added, { contents }) => {
        const content = contents[0];
        if (!content) throw new Error(`matter ${matter} has no content key`);
        const before = await readSeats(tx, matter, content);
        if (before.length > 0) return;
        const taken = takeSeat(before, { token, matter, today: dateIn(service.clock(), zone) });
        if (!taken) return;
        await writeSeats(tx, matter, content, taken.seats);
        own = formatReceiptCode(taken.code);
      },
    },
  );
  return refusal ?? { joining, own };
};

/** Nobody else can join from now on. Undefined when it was done. */
export const closeToOthers = async (service: Service, { matter, receipt, right }: Holding): Promise<Refusal | undefined> =>
  right === 'act'
    ? takeStep(service, matter, { kind: 'filer' }, { name: 'close_to_others', input: { by: receipt } })
    : refuse('not_found', { what: 'code' });
