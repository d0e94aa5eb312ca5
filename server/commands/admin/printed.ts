import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { recordPrinted } from '../../../engine/place/peers.ts';
import { dataOf, SERVED, type Io } from '../io.ts';
import { PEER_FAULTS } from '../peer.ts';

interface PrintedOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** `huiyin admin printed SIZE` in an installation: 0 recorded, 1 refused, 2 wrongly asked. */
export const adminPrintedAt = async (it: Installation, text: string, options: PrintedOptions, io: Io): Promise<number> => {
  if (!/^[1-9]\d{0,15}$/.test(text)) return (io.err('the size is the number of entries on the poster'), 2);
  const size = Number(text);
  const fault = await inJurisdiction(it.pools.app, SERVED, (tx) => recordPrinted(tx, size, { kind: 'machine' }, systemClock()));
  if (fault) return (io.err(`${fault}: ${PEER_FAULTS[fault]}`), 1);
  io.out(
    options.json === true
      ? JSON.stringify({ printed: size })
      : `recorded: the poster of size ${size} hangs; every page says so from now on`,
  );
  return 0;
};

/** Records in public that the poster with the head of the log of one size hangs where people see it. */
export const adminPrinted = (size: string, options: PrintedOptions, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) => adminPrintedAt(it, size, options, io));
