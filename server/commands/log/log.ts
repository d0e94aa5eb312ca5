import { toHex } from '../../../kernel/canonical/bytes.ts';
import { fetchFrom } from '../../../verifier/check/fetch-from.ts';
import { Unreachable } from '../../../verifier/check/comparison.ts';
import { withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { rebuildLog, type RebuildFault } from '../../../engine/log/rebuild.ts';
import { fullStanding } from '../../../engine/log/standing.ts';
import { tick } from '../../../engine/log/tick.ts';
import { SignerAway } from '../../../engine/log/trouble.ts';
import type { Service } from '../../../engine/service.ts';
import { dataOf, openServed, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly from?: string;
}

/** What is said when a log is not rebuilt. */
const REBUILD_FAULTS: { readonly [fault in RebuildFault]: string } = {
  log_fork: 'the database contradicts what was signed; both heads are kept beside the keys. See docs/how-to/log-trouble.md',
  tiles_not_whole: 'the public files do not reach the signed head or do not give its root; try a mirror with --from URL',
  head_not_ours: 'there is no head at that address that this log has signed',
  log_moved: 'the log has moved meanwhile; try again',
};

const SOURCES = { heads_file: 'heads file', published: 'published files', outside: 'somebody outside' } as const;

/** `huiyin log state` of a service: 0 OK, 1 BEHIND, 2 FORK, 3 cannot tell. Changes nothing. */
export const logStateOf = async (service: Service, io: Io): Promise<number> => {
  try {
    const { standing, held } = await fullStanding(service);
    io.facts?.({ state: standing.state, held: { size: held.size, root: toHex(held.root) } });
    if (standing.state === 'OK')
      return (io.out(`OK: the database holds ${held.size} leaves, and everything that was signed agrees with them`), 0);
    if (standing.state === 'BEHIND') {
      const { size, root, source } = standing.head;
      io.facts?.({ signed: { size, root: toHex(root), source } });
      io.out(
        `BEHIND: ${size} leaves were signed (${SOURCES[source]}), the database holds ${held.size}. Nothing is signed until it is whole.`,
      );
      io.out('Bring back a newer copy of the database if there is one; otherwise: ./huiyin log rebuild [--from URL-OF-A-MIRROR]');
      return 1;
    }
    const { signed, other } = standing;
    io.facts?.({
      signed: { size: signed.size, root: toHex(signed.root), source: signed.source },
      other: { size: other.size, root: toHex(other.root) },
    });
    io.out(`FORK: two trees of ${signed.size} leaves. Signed (${SOURCES[signed.source]}): ${toHex(signed.root)}`);
    io.out(`${'source' in other ? `Signed, too (${SOURCES[other.source]})` : 'In the database'}: ${toHex(other.root)}`);
    io.out('Nothing is signed any more; filing goes on. See docs/how-to/log-trouble.md');
    return 2;
  } catch (error) {
    if (!(error instanceof SignerAway)) throw error;
    io.err(`log.signer_away: ${error.message}`);
    return 3;
  }
};

/** `huiyin log rebuild` in an installation: 0 whole, 1 refused and nothing changed. */
export const logRebuildOf = async (it: Pick<Installation, 'reach'>, service: Service, options: Options, io: Io): Promise<number> => {
  const url = options.from;
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    return (io.err('--from: the address of a mirror starts with http:// or https://'), 2);
  try {
    const done = await rebuildLog(it, service, url === undefined ? null : fetchFrom(url), service.clock());
    if (done.kind === 'refused') return (io.err(`log.${done.fault}: ${REBUILD_FAULTS[done.fault]}`), 1);
    if (done.kind === 'whole') {
      io.facts?.({ size: done.size, missing: 0 });
      io.out(`nothing is missing: the database holds all ${done.size} leaves that were signed`);
      return 0;
    }
    await service.jurisdiction('fresh');
    await tick(service);
    const { from, to, known, orphans } = done;
    io.facts?.({ from, to, known, orphans: orphans.map((orphan) => ({ ...orphan })) });
    io.out(`${to - from} leaves are back (${from} to ${to}); the log goes on under the same name and key`);
    io.out(
      `${known} of them belong to rows that are here, ${to - from - known - orphans.length} are pads, ${orphans.length} are orphans: their rows are lost`,
    );
    for (const orphan of orphans) io.out(`orphan ${orphan.index} ${orphan.hash}`);
    io.out('The orphans are listed in public on /record; whoever holds a receipt for one can prove what was filed.');
    return 0;
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof SignerAway)) throw error;
    io.err(`log.${error instanceof SignerAway ? 'signer_away' : 'unreachable'}: ${error.message}`);
    return 1;
  }
};

/** How the log stands to what was signed of it, and why. */
export const logStateCommand = (options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), async (it) => logStateOf(await openServed(it), io));

/** Brings a log that is behind to its head, from its public files or those of a mirror. */
export const logRebuildCommand = (options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), async (it) => logRebuildOf(it, await openServed(it), options, io));
