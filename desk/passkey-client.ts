import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

// The only code of this project that runs in a browser. Forms stay forms: it fills one field and sends it.

/** The little of a page that is needed here; the project has no types of a browser. */
interface Part {
  hidden: boolean;
  value: string;
  readonly dataset: { readonly [name: string]: string | undefined };
  querySelector(selector: string): Part | null;
  addEventListener(name: 'submit', listener: (event: { preventDefault(): void }) => void): void;
  submit(): void;
}
declare const document: { querySelectorAll(selector: string): Iterable<Part> };

const answer = async (form: Part): Promise<string> => {
  // Written by our own server into our own page.
  const options = JSON.parse(form.dataset['passkey'] ?? '{}') as never;
  return JSON.stringify(
    form.dataset['make'] === undefined
      ? await startAuthentication({ optionsJSON: options })
      : await startRegistration({ optionsJSON: options }),
  );
};

const fill = async (form: Part): Promise<void> => {
  const failed = form.querySelector('[data-failed]');
  const field = form.querySelector('input[name=passkey]');
  if (!failed || !field) return;
  failed.hidden = true;
  try {
    field.value = await answer(form);
    form.submit();
  } catch {
    failed.hidden = false; // stopped by its owner, or no passkey fits
  }
};

const prepare = (form: Part): void => {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void fill(form);
  });
};

if (browserSupportsWebAuthn()) for (const form of document.querySelectorAll('form[data-passkey]')) prepare(form);
