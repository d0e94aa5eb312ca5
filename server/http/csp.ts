/** What a page may load. None runs a script, but for those that say so (`send-page.ts`). */
export const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
