import type { KeyDirectory } from '../keys/key-directory.ts';
import { localSigner, type HeadSigner } from './head-signer.ts';
import { remoteSigner } from './remote-signer.ts';
import { hasCheckpointKey } from './signer.ts';
import { SignerAway } from './trouble.ts';

/**
 * Who signs the log of a jurisdiction: this process where the key lies in its directory, else the one behind the socket that
 * `HUIYIN_SIGNER` names. Throws `SignerAway` where there is neither.
 */
export const openSigner = (keys: KeyDirectory, jurisdiction: number, socket = process.env['HUIYIN_SIGNER']): HeadSigner => {
  if (hasCheckpointKey(keys, jurisdiction)) return localSigner(keys, jurisdiction);
  if (socket === undefined || socket === '')
    throw new SignerAway(
      `the key of the log is not in ${keys.path}: bring it back from where it is kept, or name the socket of the process that holds it (HUIYIN_SIGNER)`,
    );
  return remoteSigner(socket);
};
