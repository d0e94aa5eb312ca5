import type { Programme } from '../../kernel/programme/programme.ts';
import type { TermsDefinition } from '../../kernel/programme/terms.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** A programme, ready to be published: each under its own name, beside the others. */
export const programmeDefinition = (programme: Programme): NewDefinition => ({
  kind: 'programme',
  name: programme.id,
  body: programme as unknown as Json, // plain JSON by its own type
});

/** Terms, holidays and seasons, ready to be published. */
export const termsDefinition = (terms: TermsDefinition): NewDefinition => ({
  kind: 'terms',
  name: terms.id,
  body: terms as unknown as Json, // plain JSON by its own type
});
