import type { VNode } from 'preact';
import type { Lang } from '../kernel/language/languages.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { SentFile } from '../engine/files/read-form.ts';
import type { StoredFile } from '../engine/files/stored-file.ts';
import type { StaffMember } from '../engine/place/read.ts';
import type { Service } from '../engine/service.ts';

export { href, spaceIn as gap, type Lang } from '../kernel/language/languages.ts';

/** A request as a page sees it: no headers, no address, no cookie (G10). */
export interface PageRequest {
  readonly service: Service;
  readonly lang: Lang;
  /** The path below the language prefix, and where the other language's page is. */
  readonly path: string;
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly form: { readonly [name: string]: string };
  /** Photos and papers of the form, and why none was taken; only pages that take files are given any. */
  readonly files: readonly SentFile[];
  readonly filesFault: Refusal | undefined;
  /** The signed-in member of staff; pages of the desk never run without one. */
  readonly staff: StaffMember | null;
  /** Stands in each form of the desk; checked before the page runs. */
  readonly csrf: string;
  /** Scheme and host that the reader's browser used, for a link on paper. */
  readonly origin: string;
  /** The operator's own address, whatever a reader asked for: for what is made once for everybody. */
  readonly address: string;
  /** Whether the reader stands at a kiosk of the office. */
  readonly isKiosk: boolean;
  /** Whether the browser says that its reader came by a link, a bookmark or an address typed in, and from no page of ours. */
  readonly isFromElsewhere: boolean;
  /** Whether staff are signed in on the reader's device; asked only before a step that must not be taken there (G7). */
  readonly isStaffDevice: () => Promise<boolean>;
  /** Stands for the reader's address under a key thrown away every hour: for counting tries, and nothing else. */
  readonly visitor: string;
  /** The session's token, for signing out; undefined on open pages. */
  readonly token?: string;
  /** What the sign-in page has sealed into the browser before sending it to the organisation's own sign-in. */
  readonly sealed?: string;
}

/** The form on the page that a change of language sends along, and where to. */
export interface OtherForm {
  readonly form: string;
  readonly action: string;
}

interface Head {
  readonly refreshSeconds: number;
  readonly to: string;
}

/** What a page answers. `other` is the page's path for the other language where it is not its own; null where leaving would lose what is shown. */
export type PageReply =
  | {
      readonly kind: 'html';
      readonly status: number;
      readonly title: string;
      readonly body: VNode;
      /** Why it was refused, where it was: wrong guesses are counted. */
      readonly refusal?: Refusal | undefined;
      readonly wide?: boolean;
      readonly head?: Head;
      /** Where the browser goes by itself after a time that the page lets its reader lengthen (WCAG 2.2.1); for the screens at a counter. */
      readonly refresh?: Head;
      readonly other?: string | null;
      /** Changes the language of a page that is being written on: its form goes along. */
      readonly otherForm?: OtherForm;
      /** The script that this page needs; every other page runs none. */
      readonly script?: Script;
      readonly session?: string | null;
      readonly sealed?: null;
      /** True makes the device a kiosk, false makes it none again. */
      readonly kiosk?: boolean;
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly session?: string | null; readonly kiosk?: boolean }
  /** Off to the organisation's own sign-in; `sealed` waits in the browser for the way back. */
  | { readonly kind: 'leave'; readonly to: string; readonly sealed: string }
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly body: string | Uint8Array }
  /** A photo or paper, whole or in part. */
  | { readonly kind: 'stored'; readonly file: StoredFile };

/** One page, one file: its path, what it does with a request, its view beside it. */
export interface Page {
  /** Below the language prefix; `:name` is a parameter. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /** `desk` pages need a session; `open` pages never see one. */
  readonly face: 'open' | 'sign-in' | 'desk';
  /** Its form may be sent with files. */
  readonly takesFiles?: true;
  /** It asks many short questions. */
  readonly asksMuch?: true;
  /** True when the fields of a form with files are wrong already: then no picture is decoded for it. */
  readonly checkFirst?: (request: Pick<PageRequest, 'service' | 'lang' | 'form' | 'origin'>) => Promise<boolean>;
  readonly handle: (request: PageRequest) => Promise<PageReply>;
}

/** Scripts of our own, each on the few pages that cannot do without it. */
export type Script = 'custodian' | 'passkey' | 'door' | 'incident' | 'push';

interface More {
  readonly status?: number;
  readonly refusal?: Refusal | undefined;
  readonly wide?: boolean;
  readonly head?: Head;
  readonly refresh?: Head;
  readonly other?: string | null;
  readonly otherForm?: OtherForm;
  readonly script?: Script;
  readonly session?: string | null;
  readonly sealed?: null;
  readonly kiosk?: boolean;
}

export const html = (title: string, body: VNode, { status = 200, ...more }: More = {}): PageReply & { readonly kind: 'html' } => ({
  kind: 'html',
  title,
  body,
  status,
  ...more,
});
