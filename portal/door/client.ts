/// <reference lib="dom" />
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { encodeReceiptCode, formatReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { letterFault, sealLetter, type Letter } from '../../kernel/door/letter.ts';
import { DOOR_KINDS } from '../../kernel/matter/kinds.ts';
import { browserPorts as ports } from '../custodian/ports-browser.ts';

// Runs on the writer's own device. Words and code are never sent but sealed, and are forgotten when the page is left.

// The script knows two languages; readers of another one read its English.
const page = document.documentElement.lang;
const lang = page === 'zh-CN' ? 'zh-CN' : 'en';
const part = <T extends HTMLElement>(name: string): T | null => document.querySelector<T>(`[data-part="${name}"]`);
const show = (name: string, visible: boolean): void => {
  const found = part(name);
  if (found) found.hidden = !visible;
};
const write = (name: string, text: string): void => {
  const found = part(name);
  if (found) found.textContent = text;
};
const field = (id: string): HTMLInputElement | HTMLTextAreaElement | null => document.querySelector(`#${id}`);
const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

const letterOf = (): Letter => {
  const chosen = document.querySelector<HTMLInputElement>('[data-kind]:checked')?.dataset['kind'];
  return {
    kind: DOOR_KINDS.find((kind) => kind === chosen) ?? 'accusation',
    lang,
    code: encodeReceiptCode(random(13)),
    subject: field('subject')?.value ?? '',
    body: field('body')?.value ?? '',
  };
};

const forget = (): void => {
  for (const id of ['subject', 'body']) {
    const found = field(id);
    if (found) found.value = '';
  }
};

const post = async (sealed: Uint8Array): Promise<string | undefined> => {
  try {
    const response = await fetch('/api/v1/door/boxes', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': lang },
      body: JSON.stringify({ sealed: toBase64(sealed) }),
    });
    const answer = (await response.json()) as { readonly error?: { readonly message?: string } }; // our own API
    return response.ok ? undefined : (answer.error?.message ?? String(response.status));
  } catch {
    return '…';
  }
};

const send = async (works: HTMLElement): Promise<void> => {
  const letter = letterOf();
  if (letterFault(letter)) return write('fault', works.dataset['empty'] ?? '');
  const door = { origin: works.dataset['origin'] ?? '', key: fromHex(works.dataset['key'] ?? '') };
  const fault = await post(sealLetter(ports, door, letter, random(32)));
  write('fault', fault === undefined ? '' : `${works.dataset['failed'] ?? ''}${fault}`);
  if (fault !== undefined) return;
  forget();
  write('code', formatReceiptCode(letter.code));
  show('works', false);
  show('done', true);
};

const works = part('works');
const button = part<HTMLButtonElement>('send');
button?.addEventListener('click', () => {
  if (!works) return;
  button.disabled = true;
  void send(works).finally(() => {
    button.disabled = false;
  });
});
part('again')?.addEventListener('click', () => {
  write('code', '');
  globalThis.location.replace(page === 'zh-CN' ? '/' : `/${page}`);
});
// A page kept for the way back would show the words again.
globalThis.addEventListener('pagehide', forget);
show('needs-script', false);
show('works', true);
