import { answerRequest } from '../../features/grievances/server/seal/answer-request.ts';
import { readCustodianRequests, type CustodianRequest } from '../../features/grievances/server/seal/custodian-requests.ts';
import { fromBase64 } from '../../kernel/canonical/base64.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { openShare } from '../../kernel/seal/box.ts';
import { custodiansOf } from '../../kernel/seal/custodians.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import type { Service } from '../../engine/service.ts';
import { CUSTODIANS, paperKey } from './custodians.ts';

/** The public key of a test custodian. */
export const publicKeyOf = (id: string): string => custodiansOf(CUSTODIANS).find((it) => it.id === id)?.key ?? '';

/** The request about a matter that waits for a custodian. */
export const requestFor = async (service: Service, id: string, matter: string): Promise<CustodianRequest | undefined> =>
  (await readCustodianRequests(service, publicKeyOf(id))).find((it) => it.matter === matter);

/** A custodian answers with the paper key, as its page would; throws where no request waits. */
export const answerAs = async (
  service: Service,
  id: string,
  matter: string,
  says: 'release' | 'refuse' = 'release',
): Promise<Refusal | undefined> => {
  const request = await requestFor(service, id, matter);
  if (!request) throw new Error('no request waits');
  const { level, n, custodian } = request;
  const share = openShare(sealingPorts, paperKey(id), request, id, fromBase64(request.share));
  if (!share) throw new Error('the paper key does not open its share');
  return answerRequest(service, publicKeyOf(id), matter, { level, n, custodian, says }, says === 'release' ? share : null);
};
