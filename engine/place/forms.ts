import type { Form } from '../../kernel/form/form.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** A form, ready to be published: each under its own name, beside the others. */
export const formDefinition = (form: Form): NewDefinition => ({
  kind: 'form',
  name: form.id,
  body: form as unknown as Json, // plain JSON by its own type
});
