/** What other features may use of this one. */
export { fold as foldConsultation, type Group } from './domain/state.ts';
export { WORDS_A_PAGE } from './domain/vocabulary.ts';
export { consultations as consultationKind } from './server/consultations.ts';
export { findConsultation, takesComments } from './server/read-consultations.ts';
export { readPublic, readPublicIn, type PublicView } from './server/read-public.ts';
