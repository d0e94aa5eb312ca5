import { SIGNING, type Signing } from '../../../kernel/jurisdiction/transfers.ts';
import { mayDo } from '../../../kernel/access/access.ts';
import { postsOf } from '../../../engine/people/posts.ts';
import { setTransfers as writeTransfers } from '../../../engine/place/set-transfers.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly signedBy: string;
}

const isSigning = (text: string): text is Signing => SIGNING.some((it) => it === text);

/**
 * `huiyin admin transfers`: whether one post registers a matter at an office, or one writes a transfer slip and another signs it (functions 1.07).
 * Refused where no second post is there to sign: matters would wait for nobody.
 */
export const setTransfers = (office: string, options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const now = systemClock();
      const place = await findJurisdiction(tx, now);
      const signing = options.signedBy;
      if (!isSigning(signing)) return (io.err('--signed-by is one or two'), 2);
      if (!place?.offices.has(office)) return (io.err(`there is no office ${office}`), 2);
      if (signing === 'two') {
        const held = (await postsOf(tx, [office])).filter((post) => post.held);
        const may = (verb: string) => held.filter(({ role }) => mayDo(place.access, { role, relation: 'own', verb, of: 'matter' }).allowed);
        const signers = may('sign_transfer');
        if (!may('propose_transfer').some((writer) => signers.some((signer) => signer.post !== writer.post)))
          return (
            io.err(`no_second_post: at ${office} there are no two posts with accounts, one that writes a slip and another that signs it`), 2
          );
      }
      const isNew = await writeTransfers(tx, office, signing, now);
      io.facts?.({ office, signing, changed: isNew });
      io.out(
        `${signing === 'two' ? `at ${office} one post writes a transfer slip and another signs it` : `at ${office} one post registers a matter`}${isNew ? '; it stands on /record' : ': so it was already'}`,
      );
      return 0;
    }),
  );
