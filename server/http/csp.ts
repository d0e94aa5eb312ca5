/** What every page may do: no script, nothing from elsewhere. The few that need a script of ours add it (send-page.ts). */
export const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
