/// <reference lib="dom" />
import './old.ts';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Along, AlongSlot } from '../domain/along.ts';
import type { Look } from '../domain/look.ts';
import { Bar, Unfit, type Here, type Standing } from './bar.tsx';
import { moment, slotKey, titleOf, Today } from './today.tsx';
import type { KeptLooks } from './looks.ts';
import type { Sent } from './outbox.ts';
import { fetchAlong } from './server.ts';
import { askToKeep, isLooseTab, newId, unfit, watchWorker } from './phone.ts';
import {
  along as readAlong,
  beginDraft,
  drafts as readDrafts,
  keep,
  keepAlong,
  kept,
  unsent as readUnsent,
  wipe,
  type Done,
  type Draft,
  type Met,
} from './store.ts';
import { langOf, otherLang, speak, words as spoken, type FieldLang } from './words.ts';

const DAY_MS = 86_400_000;
/** A list without the server for so long is forgotten; unsent work is not. */
const FORGET_DAYS = 7;
const read = async (): Promise<Here> => ({
  along: await readAlong(),
  looks: await kept<KeptLooks>('looks'),
  drafts: await readDrafts(),
  unsent: await readUnsent(),
  done: (await kept<readonly Done[]>('done')) ?? [],
  ahead: (await kept<Met>('met'))?.ahead ?? 0,
});

const langNow = (): FieldLang => langOf(localStorage.getItem('huiyin-lang'), navigator.language);

/** Of `/field/s/CODE`: the site and the spot that a code on a wall names. It proves no presence. */
const codeIn = (path: string): { readonly site: string; readonly spot: number | null } | null => {
  const found = /^\/field\/s\/([\da-z]{8})(?:-?(\d{1,2}))?$/i.exec(path);
  return found ? { site: String(found[1]).toUpperCase(), spot: found[2] === undefined ? null : Number(found[2]) } : null;
};

const keyInHash = (): string => decodeURIComponent(location.hash.slice(1));

/** Takes the list along anew; says who is signed in. A list that has not met its server for a week is forgotten. */
const meet = async (lang: FieldLang): Promise<string | null | undefined> => {
  const met = await kept<Met>('met');
  if (met && Date.now() - met.at > FORGET_DAYS * DAY_MS) await wipe();
  const fresh = await fetchAlong(lang).catch(() => undefined); // no signal
  if (!fresh) return fresh;
  // A phone without room for a list sends what it holds all the same: that makes room.
  await keepAlong(fresh)
    .then(() => keep('met', { at: Date.now(), ahead: fresh.at - Date.now() }))
    .catch(() => undefined);
  return fresh.post;
};

/** What comes after the list is shown; with the worker it lies on the phone, too. */
interface Later {
  readonly Check: typeof import('./check.tsx').Check;
  readonly UnsentList: typeof import('./unsent-list.tsx').UnsentList;
  readonly LooksList: typeof import('./look.tsx').LooksList;
  readonly LookPage: typeof import('./look.tsx').LookPage;
  readonly lookKey: typeof import('./look.tsx').lookKey;
  readonly dropDraft: typeof import('./draft-store.ts').dropDraft;
}

/** What lies here, and how it stands to the server: read anew after each thing that may have changed it. */
const usePhone = (lang: FieldLang, isFit: boolean) => {
  const [here, setHere] = useState<Here | undefined>(undefined);
  const [hash, setHash] = useState(keyInHash());
  const [standing, setStanding] = useState<Standing>({ sending: true, sent: null, post: undefined });
  const [newer, setNewer] = useState<(() => void) | undefined>(undefined);
  const [keeps, setKeeps] = useState<boolean | undefined>(undefined);
  const [later, setLater] = useState<Later | undefined>(undefined);

  const [isBroken, setIsBroken] = useState(false);
  const refresh = async (): Promise<void> => setHere(await read());
  const send = async (): Promise<void> => {
    setStanding((was) => ({ ...was, sending: true }));
    const post = await meet(lang);
    const held = (await readUnsent()).length;
    // The part that sends may itself be out of reach.
    const sent = post
      ? await import('./outbox.ts').then(
          (it) => it.flush(post, lang),
          (): Sent => 'waits',
        )
      : null;
    // What was just sent is met: the list says so.
    if (sent === 'done' && post && held > 0) await meet(lang);
    // After what is to be sent, since that is what changes them; without a signal those of before stay.
    if (post) await import('./looks.ts').then((it) => it.takeLooks(post, lang)).catch(() => undefined);
    await refresh();
    setStanding({ sending: false, sent: post === undefined ? 'waits' : sent, post });
  };
  const begin = async (): Promise<void> => {
    await refresh();
    const [{ Check }, { UnsentList }, { LooksList, LookPage, lookKey }, { dropDraft }] = await Promise.all([
      import('./check.tsx'),
      import('./unsent-list.tsx'),
      import('./look.tsx'),
      import('./draft-store.ts'),
    ]);
    setLater({ Check, UnsentList, LooksList, LookPage, lookKey, dropDraft });
    await send();
    setKeeps(await askToKeep());
  };
  useEffect(() => {
    if (!isFit) return;
    begin().catch(() => setIsBroken(true));
    // Without it the page is there as long as there is a network.
    watchWorker((take) => setNewer(() => take)).catch(() => undefined);
    const onHash = (): void => {
      setHash(keyInHash());
      scrollTo(0, 0);
      void refresh();
    };
    const onSeen = (): void => {
      if (document.visibilityState === 'visible') void send();
    };
    const onOnline = (): void => void send();
    addEventListener('hashchange', onHash);
    addEventListener('online', onOnline);
    document.addEventListener('visibilitychange', onSeen);
  }, []);
  return { here, hash, standing, newer, keeps, later, isBroken, refresh, send };
};

type Phone = ReturnType<typeof usePhone>;

const ListPage = ({ here, phone, lang }: { readonly here: Here; readonly phone: Phone; readonly lang: FieldLang }) => {
  const words = spoken();
  const { along, looks, drafts, unsent, done } = here;
  const { newer, keeps, later } = phone;
  const begin = async (list: Along, about: Pick<Draft, 'key' | 'site' | 'rule' | 'slot' | 'form' | 'title' | 'look'>): Promise<void> => {
    const { checkpoint, post } = list;
    await beginDraft({ ...about, id: newId(), sent: {}, photos: {}, waiting: null, checkpoint, post }, list);
    await phone.refresh();
    location.hash = encodeURIComponent(about.key);
  };
  const fill = (list: Along, slot: AlongSlot): Promise<void> => {
    const { site, rule, form } = slot;
    return begin(list, { key: slotKey(slot), site, rule, slot: slot.slot, form, title: titleOf(list, slot, lang) });
  };
  const goTo = async (list: Along, look: Look, title: string): Promise<void> => {
    if (!later) return;
    const key = later.lookKey(list.post, look.hazard);
    const [old] = drafts.filter((it) => it.key === key);
    // Opened to be read, and nothing said: it is read as it stands now.
    const isEmpty = old && Object.keys(old.sent).length + Object.keys(old.photos).length === 0;
    if (old && isEmpty && old.look && old.look.restsOn !== look.restsOn) await later.dropDraft(old);
    await begin(list, { key, site: '', rule: 'look', slot: look.hazard, form: null, title, look });
  };
  const signOut = async (): Promise<void> => {
    const count = unsent.length + drafts.length;
    if (count > 0 && !confirm(words.signOutUnsent(count))) return;
    await wipe();
    location.assign('/desk/sign-out');
  };
  const isLoose = isLooseTab();
  return (
    <>
      {isLoose && <p class="note">{words.install}</p>}
      {newer && (
        <p class="note">
          {words.newer}{' '}
          <button type="button" class="btn" onClick={newer}>
            {words.load}
          </button>
        </p>
      )}
      {along && !isLoose && (
        <Today
          along={along}
          drafts={drafts.filter((it) => !it.look)}
          unsent={unsent}
          done={done}
          at={codeIn(location.pathname)}
          now={Date.now() + here.ahead}
          lang={lang}
          onFill={(slot) => void fill(along, slot)}
        />
      )}
      {along && later && !isLoose && location.pathname === '/field' && (
        <later.LooksList
          post={along.post}
          kept={looks}
          drafts={drafts}
          unsent={unsent}
          now={Date.now() + here.ahead}
          zone={along.zone}
          lang={lang}
          onFill={(look, title) => void goTo(along, look, title)}
        />
      )}
      {along && <p class="small">{words.asOf(moment(along.at, along.zone, lang))}</p>}
      {keeps !== undefined && <p class="small">{keeps ? words.persists : words.persistsNot}</p>}
      <p class="row">
        <a href="/desk/today">{words.plain}</a>
        <button type="button" class="link" onClick={() => void signOut()}>
          {words.signOut}
        </button>
      </p>
    </>
  );
};

/** A hazard as it was taken along last. */
const newestOf = (looks: KeptLooks | undefined, hazard: string): Look | undefined => {
  const [found] = (looks ? looks.looks : []).filter((one) => one.hazard === hazard);
  return (found && found.look) || undefined;
};

interface PageProps {
  readonly here: Here;
  readonly phone: Phone;
  readonly lang: FieldLang;
}

/** One of three pages: a check, what is unsent, the list. */
const Shown = ({ here, phone, lang }: PageProps) => {
  const [said, setSaid] = useState('');
  const { hash, later } = phone;
  const { along, unsent } = here;
  const draft = here.drafts.filter((it) => it.key === hash)[0];
  // What was finished is counted as unsent before anything else is shown.
  const leave = async (isFinished: boolean): Promise<void> => {
    await phone.refresh();
    location.hash = '';
    if (isFinished) await phone.send();
  };
  if (along && draft && draft.look && later)
    return (
      <later.LookPage
        key={draft.id}
        begun={draft}
        look={draft.look}
        newest={newestOf(here.looks, draft.look.hazard)}
        zone={along.zone}
        lang={lang}
        ahead={here.ahead}
        onLeave={(isFinished) => void leave(isFinished)}
      />
    );
  if (along && draft && later)
    return (
      <later.Check
        key={draft.id}
        along={along}
        begun={draft}
        ahead={here.ahead}
        lang={lang}
        onLeave={(isFinished) => void leave(isFinished)}
      />
    );
  if (hash !== 'unsent' || !later) return <ListPage here={here} phone={phone} lang={lang} />;
  // What came in is counted as unsent before anything is said of it.
  const changed = async (text: string): Promise<void> => {
    await phone.refresh();
    setSaid(text);
    await phone.send();
  };
  return (
    <>
      {said !== '' && (
        <p class="note" role="alert">
          {said}
        </p>
      )}
      <later.UnsentList unsent={unsent} zone={along ? along.zone : 'UTC'} lang={lang} onChanged={(text) => void changed(text)} />
    </>
  );
};

const App = () => {
  const [lang, setLang] = useState(langNow());
  const first = unfit();
  const phone = usePhone(lang, first === undefined);
  const { here } = phone;
  const why = first || (phone.isBroken && !here ? 'noKeep' : undefined);
  const words = spoken();
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = words.title;
  }, [lang]);
  const change = async (): Promise<void> => {
    const next = otherLang(lang);
    localStorage.setItem('huiyin-lang', next);
    await speak(next);
    setLang(next);
  };
  return (
    <>
      <header class="bar">
        <b>{words.title}</b>
        <button type="button" class="link" onClick={() => void change()}>
          {words.other}
        </button>
      </header>
      <main>
        {why !== undefined && <Unfit why={why} />}
        {why === undefined && !here && <p>{words.loading}</p>}
        {why === undefined && here && (
          <>
            <Bar here={here} standing={phone.standing} onSend={() => void phone.send()} />
            <Shown here={here} phone={phone} lang={lang} />
          </>
        )}
      </main>
    </>
  );
};

const start = async (): Promise<void> => {
  await speak(langNow());
  const root = document.getElementById('app');
  if (root) render(<App />, root);
};
void start();
