// Runs on the page of two taps, and on the page of an incident that is under way; both work without it. A tap is kept in the browser before
// anything is sent, and goes when there is a signal: the page says how many still wait.

interface Part {
  hidden: boolean;
  textContent: string | null;
  value: string;
  readonly name: string;
  readonly action: string;
  readonly dataset: { readonly [name: string]: string | undefined };
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
  addEventListener(name: string, listener: (event: { preventDefault(): void; readonly submitter?: Part | null }) => void): void;
  reset(): void;
}
declare const document: { querySelector(selector: string): Part | null; readonly activeElement: { readonly tagName: string } | null };
declare const localStorage: {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
};
declare const location: { readonly href: string; reload(): void };
declare const window: { addEventListener(name: string, listener: () => void): void };
declare const EventSource: new (url: string) => {
  addEventListener(name: string, listener: (event: { readonly data: string }) => void): void;
};
declare const navigator: { readonly onLine: boolean };

/** One tap as it waits: what was tapped and when, by this device's clock. Only how long ago it was is told, so that a wrong clock does no harm. */
interface Tap {
  readonly key: string;
  readonly tap: string;
  readonly at: number;
  readonly said: { readonly [field: string]: string };
}

const RETRY_MS = 5000;
const SECOND_MS = 1000;
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Sends one; what became of it. */
const sendOne = async (
  csrf: string,
  action: string,
  { key, tap, at, said }: Tap,
): Promise<'taken' | 'refused' | 'too early' | 'signed out' | 'later'> => {
  try {
    const body = new URLSearchParams({ csrf, tap, key, ago: String(Math.max(0, Date.now() - at)), ...said });
    const answer = await fetch(action, { method: 'POST', body });
    const text = await answer.text();
    if (text.includes(`data-taken="${key}"`)) return 'taken';
    // The alarm of another phone may still be on its way.
    if (text.includes(`data-not-taken="${key}"`)) return text.includes('data-why="not_yet"') ? 'too early' : 'refused';
    // Anything else is a network that answers for us, a server that is busy, or a session that is over.
    return /name="password"/.test(text) ? 'signed out' : 'later';
  } catch {
    return 'later';
  }
};

const taps = (page: Part): void => {
  const [action, store] = [page.dataset['action'] ?? '', `huiyin-taps ${page.dataset['taps'] ?? ''}`];
  const [waiting, elapsed, refused, signedOut] = ['waiting', 'elapsed', 'refused', 'signed-out'].map((name) =>
    page.querySelector(`[data-${name}]`),
  );
  const read = (): readonly Tap[] => JSON.parse(localStorage.getItem(store) ?? '[]') as readonly Tap[]; // written here alone
  const write = (all: readonly Tap[]): void =>
    all.length === 0 ? localStorage.removeItem(store) : localStorage.setItem(store, JSON.stringify(all));
  const started = `${store} alarm`;

  const show = (): void => {
    const all = read();
    if (waiting) {
      waiting.hidden = all.length === 0;
      const count = waiting.querySelector('[data-count]');
      if (count) count.textContent = String(all.length);
    }
    const since = Number(localStorage.getItem(started) ?? page.dataset['since'] ?? Number.NaN);
    const until = all.find(({ tap }) => tap === 'out')?.at ?? Number(page.dataset['until'] ?? Number.NaN);
    const seconds = Math.max(0, Math.floor(((Number.isNaN(until) ? Date.now() : until) - since) / SECOND_MS));
    if (elapsed && !Number.isNaN(since)) elapsed.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };

  let sending = false;
  const flush = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    let done = 0;
    const early = new Set<string>();
    const next = (): Tap | undefined => read().find(({ key }) => !early.has(key));
    for (let one = next(); one; one = next()) {
      const became = await sendOne(page.dataset['csrf'] ?? '', action, one);
      if (signedOut) signedOut.hidden = became !== 'signed out';
      if (refused && became === 'refused') refused.hidden = false;
      if (became === 'too early') {
        early.add(one.key);
        continue;
      }
      if (became !== 'taken' && became !== 'refused') break;
      early.clear();
      write(read().filter(({ key }) => key !== one?.key));
      done += 1;
      show();
    }
    sending = false;
    if (done > 0 && read().length === 0 && refused?.hidden !== false) location.reload();
  };

  for (const form of page.querySelectorAll('form'))
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const tap = event.submitter?.value ?? form.dataset['tap'] ?? '';
      const said = Object.fromEntries(
        [...form.querySelectorAll('input[type=text]')].map((field) => [field.name, field.value.trim()] as const),
      );
      if (Object.values(said).some((text) => text === '')) return;
      const at = Date.now();
      if (tap === 'alarm' && localStorage.getItem(started) === null) localStorage.setItem(started, String(at));
      write([...read(), { key: newKey(), tap, at, said }]);
      form.reset();
      show();
      void flush();
    });
  if (page.dataset['since'] !== undefined) localStorage.setItem(started, page.dataset['since']);
  window.addEventListener('online', () => void flush());
  setInterval(() => {
    show();
  }, SECOND_MS);
  setInterval(() => void (read().length > 0 && navigator.onLine ? flush() : undefined), RETRY_MS);
  show();
  void flush();
};

/** The page of something under way is drawn anew when something has happened to it; not while somebody writes on it. */
const live = (page: Part): void => {
  const source = new EventSource(page.dataset['live'] ?? '');
  const length = page.dataset['length'];
  source.addEventListener('length', ({ data }) => {
    if (data === length) return;
    const writing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement?.tagName ?? '');
    const news = page.querySelector('[data-news]');
    if (writing && news) news.hidden = false;
    else location.reload();
  });
};

const tapsPage = document.querySelector('[data-taps]');
if (tapsPage) taps(tapsPage);
const livePage = document.querySelector('[data-live]');
if (livePage) live(livePage);
