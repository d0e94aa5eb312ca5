/// <reference lib="dom" />
import { instant } from '../../kernel/calendar/instant.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { pageHashing, pageVerifying } from '../../ports/page.ts';
import { reportOf, sentencesIn, type Report } from '../words/report.ts';
import type { Language } from '../words/sentences.ts';
import type { Verdict } from '../check/verdict.ts';
import { textOfFile } from '../check/text-file.ts';
import { verifyBundle } from '../check/verify.ts';
import { WORDS } from './words.ts';

const ports = { hashing: pageHashing, verifying: pageVerifying };
const strict = strictVerifying(pageVerifying);

const verify = (bundleText: string | null, policyText: string | undefined, file?: Uint8Array, at?: number): Verdict =>
  verifyBundle({ bundleText, policyText, file, ports, ...(at === undefined ? {} : { now: instant(at) }) });

// For other programs on the same page, and for the tests that hold this page against the command.
Object.assign(globalThis, {
  huiyin: {
    verify,
    signature: (key: string, message: string, signature: string): boolean => {
      const [publicKey, said, signed] = [key, message, signature].map(fromHex);
      return publicKey !== undefined && said !== undefined && signed !== undefined && strict.verify(publicKey, said, signed);
    },
  },
});

const find = <T extends HTMLElement>(id: string): T => document.querySelector<T>(`#${id}`) as T; // the page is ours and has it

const chosen = (id: string): File | undefined => find<HTMLInputElement>(id).files?.[0];

/** Without `Blob.arrayBuffer`, which old WebViews lack. */
const bytesOf = (file: File): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(new Uint8Array(reader.result as ArrayBuffer))); // read as a buffer
    reader.addEventListener('error', () => reject(new Error(file.name)));
    reader.readAsArrayBuffer(file);
  });

/** Null for a file in UTF-16. */
const textOf = async (file: File | undefined): Promise<string | null | undefined> => {
  if (!file) return undefined;
  const read = textOfFile(await bytesOf(file));
  return read === 'utf16' ? null : read.text;
};

const element = (name: string, text: string, kind?: string): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind !== undefined) made.className = kind;
  return made;
};

const drawn = (report: Report): readonly HTMLElement[] => [
  element('h2', report.verdict, report.kind),
  element('p', report.sentence, 'lead'),
  ...report.sections.flatMap(({ heading, lines }) => {
    const list = document.createElement('ul');
    list.append(...lines.map((line) => element('li', line)));
    return [element('h3', heading), list];
  }),
];

let language: Language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
let last: Verdict | undefined;

const show = (): void => {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  for (const [name, text] of Object.entries(words)) {
    for (const at of document.querySelectorAll(`[data-say="${name}"]`)) at.textContent = text;
  }
  const result = find('result');
  result.replaceChildren();
  if (last === undefined) return;
  const print = element('button', words.print, 'plain');
  print.addEventListener('click', () => window.print());
  result.append(...drawn(reportOf(sentencesIn(language), last)), element('p', words.limits), print);
};

const check = async (): Promise<void> => {
  const bundle = await textOf(chosen('bundle'));
  const policy = await textOf(chosen('policy'));
  const file = chosen('file');
  if (bundle === undefined || policy === undefined) {
    last = undefined;
    show();
    find('result').append(element('p', WORDS[language].needed, 'cannot_tell'));
  } else {
    last = verify(policy === null ? null : bundle, policy ?? '', file && (await bytesOf(file)), Date.now());
    show();
  }
  find('result').focus();
};

find('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});
find('other').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  show();
});
show();
