/** What a page of ours sends with each call, and every answer to one carries: no form and no other site can send it, no other network answers with it. */
export const OWN_HEADER = 'x-huiyin';
