/// <reference lib="dom" />
import { decomposedWords } from '../../kernel/canonical/bounded-text.ts';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { renderSVG } from 'uqr';
import { fromBase64 } from '../../kernel/canonical/base64.ts';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { openShare } from '../../kernel/seal/box.ts';
import { checkRequest, type ClaimedRequest } from '../../kernel/seal/check-request.ts';
import { openWith } from '../../kernel/seal/hpke.ts';
import { nobleVerifying } from '../../ports/noble.ts';
import { browserPorts as ports } from './ports-browser.ts';

// Runs on the custodian's own device. The private key is made and used here, is never sent, and is forgotten when the page is left.

interface Waiting extends ClaimedRequest {
  readonly custodian: string;
  readonly releasableFrom: string;
  readonly texts: { readonly [field: string]: string };
  readonly share: string;
}
interface Proof {
  readonly ticket: string;
  readonly nonce: string;
}

const CHALLENGE = utf8Encode('huiyin/custodian-challenge/v1');
const page = document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en';
const one = <T extends HTMLElement>(name: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(`[data-part="${name}"]`);
const show = (name: string, visible = true): void => {
  const part = one(name);
  if (part) part.hidden = !visible;
};
const write = (name: string, text: string, within: ParentNode = document): void => {
  const part = one(name, within);
  if (part) part.textContent = text;
};

/** The words of a paper in either language; undefined when one is wrong (they carry a check). */
const keyOfWords = (typed: string): Uint8Array | undefined => {
  const words = decomposedWords(typed);
  const spaced = /[\u4e00-\u9fff]/.test(words) ? Array.from(words.replaceAll(/\s/g, '')).join(' ') : words.split(/\s+/).join(' ');
  for (const list of [english, chinese]) {
    try {
      const key = mnemonicToEntropy(spaced, list);
      if (key.length === 32) return key;
    } catch {
      continue; // of the other language, or with a wrong word
    }
  }
  return undefined;
};

const post = async (path: string, body: object): Promise<{ readonly ok: boolean; readonly json: Record<string, unknown> }> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': page },
    body: JSON.stringify(body),
  });
  return { ok: response.ok, json: (await response.json()) as Record<string, unknown> }; // our own API, JSON in every case
};

const messageOf = (json: Record<string, unknown>): string => String((json['error'] as { message?: unknown } | undefined)?.message ?? '');

/** Shows the server that the paper is here, without showing the paper. */
const prove = async (key: Uint8Array): Promise<Proof | undefined> => {
  const { ok, json } = await post('/api/v1/custodian/challenge', { key: toHex(ports.sealing.publicKey(key)) });
  const nonce = ok ? openWith(ports, key, CHALLENGE, fromHex(String(json['sealed']))) : undefined;
  return nonce && { ticket: String(json['ticket']), nonce: toHex(nonce) };
};

const answer = async (key: Uint8Array, it: Waiting, says: 'release' | 'refuse', card: HTMLElement): Promise<void> => {
  const at = { jurisdiction: it.jurisdiction, matter: it.matter, custodians: it.custodians };
  const share = says === 'release' ? openShare(ports, key, at, it.custodian, fromBase64(it.share)) : undefined;
  const proof = await prove(key);
  if (!proof || (says === 'release' && !share)) return write('fault', card.dataset['wrong'] ?? '', card);
  const { ok, json } = await post('/api/v1/custodian/answers', {
    ...proof,
    matter: it.matter,
    level: it.level,
    n: it.n,
    custodian: it.custodian,
    says,
    ...(share ? { share: toHex(share) } : {}),
  });
  write('fault', ok ? '' : messageOf(json), card);
  if (!ok) return;
  card.querySelector('[data-part="buttons"]')?.remove();
  write('said', (says === 'release' ? card.dataset['released'] : card.dataset['refused']) ?? '', card);
};

const draw = (key: Uint8Array, it: Waiting): HTMLElement | undefined => {
  const template = document.querySelector<HTMLTemplateElement>('template[data-part="request"]');
  const card = template?.content.firstElementChild?.cloneNode(true);
  if (!(card instanceof HTMLElement)) return undefined;
  const checks = checkRequest(ports.hashing, strictVerifying(nobleVerifying), it);
  write('matter', it.matter, card);
  write('purpose', card.dataset[it.purpose] ?? it.purpose, card);
  write('asked', it.askedAt.slice(0, 16).replace('T', ' '), card);
  write('from', it.releasableFrom.slice(0, 16).replace('T', ' '), card);
  write('basis', it.texts['basis'] ?? '', card);
  write('reason', it.texts['reason'] ?? '', card);
  write('log', it.evidence.vkey, card);
  for (const [name, holds] of Object.entries(checks)) {
    write(name, (holds ? card.dataset['yes'] : card.dataset['no']) ?? '', card);
    one(name, card)?.classList.toggle('late', !holds);
  }
  const isSound = Object.values(checks).every(Boolean);
  const release = one<HTMLButtonElement>('release', card);
  if (release) release.disabled = !isSound || Date.parse(it.releasableFrom) > Date.now();
  release?.addEventListener('click', () => void answer(key, it, 'release', card));
  one('refuse', card)?.addEventListener('click', () => void answer(key, it, 'refuse', card));
  return card;
};

const open = async (): Promise<void> => {
  const typed = document.querySelector<HTMLTextAreaElement>('#words')?.value ?? '';
  const key = keyOfWords(typed);
  show('wrong-words', key === undefined);
  if (!key) return;
  const proof = await prove(key);
  const { ok, json } = proof ? await post('/api/v1/custodian/requests', proof) : { ok: false, json: {} };
  const known = ok && json['custodian'] !== null;
  show('unknown', !known);
  show('opened', known);
  if (!known) return;
  write('who', (json['custodian'] as { readonly [lang in typeof page]: string })[page]); // our own API
  const requests = json['requests'] as readonly Waiting[]; // our own API; each is checked before it can be answered
  show('none', requests.length === 0);
  one('requests')?.replaceChildren(...requests.map((it) => draw(key, it)).filter((card) => card !== undefined));
  const test = one<HTMLButtonElement>('test');
  const tryAgain = async (): Promise<void> => {
    const again = await prove(key);
    const done = again ? await post('/api/v1/custodian/tests', again) : undefined;
    write('tested', done?.ok ? (test?.dataset['done'] ?? '') : messageOf(done?.json ?? {}));
  };
  test?.addEventListener('click', () => void tryAgain(), { once: true });
};

/** A new paper: the key is made here and stands on this page only. */
const make = (): void => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const words = entropyToMnemonic(key, page === 'en' ? english : chinese).split(' ');
  const list = one('words');
  list?.replaceChildren(
    ...words.map((word) => {
      const item = document.createElement('li');
      item.textContent = word;
      return item;
    }),
  );
  const drawing = new DOMParser().parseFromString(renderSVG(toHex(key).toUpperCase()), 'image/svg+xml').documentElement;
  one('qr')?.replaceChildren(document.importNode(drawing, true));
  write('public', toHex(ports.sealing.publicKey(key)));
  show('paper');
  show('make', false);
};

document.querySelector('#paper-form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  void open();
});
one('make')?.addEventListener('click', make);
show('needs-script', false);
show('works');
