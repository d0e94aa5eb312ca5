/// <reference lib="dom" />
import { useState } from 'preact/hooks';
import type { Along } from '../domain/along.ts';
import type { KeptLooks } from './looks.ts';
import type { Sent } from './outbox.ts';
import type { Done, Draft, Unsent } from './store.ts';
import { words as spoken } from './words.ts';

const DAY_MS = 86_400_000;
/** From then on unsent work is warned of. */
const WARN_DAYS = 3;

/** What lies on this phone. */
export interface Here {
  readonly along: Along | undefined;
  readonly looks: KeptLooks | undefined;
  readonly drafts: readonly Draft[];
  readonly unsent: readonly Unsent[];
  readonly done: readonly Done[];
  /** How far the server's clock was ahead of this phone's: what is open goes by the server. */
  readonly ahead: number;
}

/** How the page stands to its server. */
export interface Standing {
  readonly sending: boolean;
  readonly sent: Sent | null;
  /** Who is signed in; null: nobody; undefined: not known. */
  readonly post: string | null | undefined;
}

/** Said where this browser cannot keep a check without a network, with the way online. */
export const Unfit = ({ why }: { readonly why: 'noKeep' | 'noHttps' }) => {
  const words = spoken();
  const [isCopied, setIsCopied] = useState(false);
  const copy = (): void => {
    const field = document.querySelector<HTMLInputElement>('#address');
    field?.select();
    setIsCopied(document.execCommand('copy'));
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p class="note">{words[why]}</p>
      <p>
        <a class="btn" href="/desk/today">
          {words.online}
        </a>
      </p>
      <label class="small">
        {location.host}
        <input type="text" id="address" readOnly value={location.href} />
      </label>
      <button type="button" class="btn plain" onClick={copy}>
        {isCopied ? words.copied : words.copy}
      </button>
    </>
  );
};

interface BarProps {
  readonly here: Here;
  readonly standing: Standing;
  readonly onSend: () => void;
}

/** What has not been sent, always in sight. */
export const Bar = ({ here: { along, unsent }, standing, onSend }: BarProps) => {
  const words = spoken();
  const days = unsent.length === 0 ? 0 : Math.floor((Date.now() - (unsent[0]?.madeAt ?? 0)) / DAY_MS);
  const others = unsent.filter((it) => standing.post && it.post !== standing.post)[0];
  return (
    <div class="state" role="status">
      <p class="row">
        <a href="#unsent">{unsent.length === 0 ? words.allSafe : words.unsentCount(unsent.length)}</a>
        <button type="button" class="btn plain" disabled={standing.sending} onClick={onSend}>
          {standing.sending ? words.sending : words.send}
        </button>
      </p>
      {standing.post === null && (
        <p class="note">
          {along ? words.signInFor : words.noneYet} <a href="/desk/sign-in">{words.signIn}</a>
        </p>
      )}
      {standing.post === undefined && !along && !standing.sending && <p class="note">{words.noneYet}</p>}
      {standing.sent === 'waits' && unsent.some((it) => it.fault === null) && <p class="small">{words.waits}</p>}
      {others && <p class="note">{words.otherPost(others.post, standing.post ?? '')}</p>}
      {days >= WARN_DAYS && <p class="note">{words.old(days)}</p>}
    </div>
  );
};
