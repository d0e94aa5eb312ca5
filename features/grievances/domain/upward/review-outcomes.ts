/** What a review can say of the answer below it. */
export const REVIEW_OUTCOMES = ['upheld', 'changed', 'revoked'] as const;
