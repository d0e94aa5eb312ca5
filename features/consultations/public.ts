/** What other features may use of this one. */
export { findConsultation, takesComments, type ConsultationRow } from './server/read-consultations.ts';
export { readPublic, readPublicIn, type PublicView } from './server/read-public.ts';
