/** What became of a comment on a draft: taken over, in part, not, or it speaks of something else. */
export const COMMENT_OUTCOMES = ['adopted', 'adopted_in_part', 'not_adopted', 'outside_draft'] as const;
export type CommentOutcome = (typeof COMMENT_OUTCOMES)[number];

/**
 * Why the words of somebody who agreed are not published all the same. Closed: none is about what is thought, and each is counted in public.
 */
export const LEFT_OUT = ['names_person', 'not_about_draft', 'unlawful_content', 'advertisement', 'same_words_twice'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Whether the words of a comment may be published: never asked, agreed to, or taken back. */
export type Publishes = 'no' | 'agreed' | 'revoked';
