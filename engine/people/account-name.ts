/** What an account may be called; the table holds it, too. */
export const ACCOUNT = /^[a-z0-9._-]{2,40}$/;
