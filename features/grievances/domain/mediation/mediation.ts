import type { Verb } from '../verb.ts';
import { isMediation } from './table.ts';
import { addTerm, dropTerm } from './add-term.ts';
import { closeMediation } from './close-mediation.ts';
import { confirmTerms } from './confirm-terms.ts';
import { acceptConfirmation, decideConfirmation, joinConfirmation, objectConfirmation } from './court.ts';
import { failMediation } from './fail-mediation.ts';
import { followUp } from './follow-up.ts';
import { declineMediation, giveConsent } from './give-consent.ts';
import { holdSession } from './hold-session.ts';
import { inviteParty } from './invite-party.ts';
import { makeAppraisal } from './make-appraisal.ts';
import { judgeTerm } from './judge-term.ts';
import { signAgreement } from './sign-agreement.ts';
import { tellRights } from './tell-rights.ts';
import { tellTable } from './tell-table.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/** Matters of another kind have none of these steps. */
const ofMediation = (verb: Verb): Verb => ({ ...verb, isOf: isMediation });

/** The steps of a mediator, in the order of a mediation. */
export const MEDIATOR_VERBS: readonly Verb[] = [
  tellRights,
  holdSession,
  makeAppraisal,
  addTerm,
  dropTerm,
  signAgreement,
  failMediation,
  followUp,
  acceptConfirmation,
  decideConfirmation,
].map(ofMediation);

/** The steps of the two sides: each is taken by a receipt that the server names, and stands on a page of its own. */
export const TABLE_VERBS: readonly Verb[] = [
  inviteParty,
  giveConsent,
  declineMediation,
  tellTable,
  confirmTerms,
  withdrawConsent,
  joinConfirmation,
  objectConfirmation,
  judgeTerm,
  closeMediation,
].map(ofMediation);
