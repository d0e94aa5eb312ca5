import type { VNode } from 'preact';
import type { StaffMember } from '../server/jurisdiction/read.ts';
import type { Service } from '../server/service.ts';

export type Lang = 'zh-CN' | 'en';

/** A request as a page sees it: no headers, no address, no cookie (G10). */
export interface PageRequest {
  readonly service: Service;
  readonly lang: Lang;
  /** The path below the language prefix, and where the other language's page is. */
  readonly path: string;
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly form: { readonly [name: string]: string };
  /** The signed-in member of staff; pages of the desk never run without one. */
  readonly staff: StaffMember | null;
  /** Stands in each form of the desk; checked before the page runs. */
  readonly csrf: string;
  /** The session's token, for signing out; undefined on open pages. */
  readonly token?: string;
}

/** What a page answers. */
export type PageReply =
  | { readonly kind: 'html'; readonly status: number; readonly title: string; readonly body: VNode; readonly wide?: boolean; readonly head?: { readonly refreshSeconds: number; readonly to: string } }
  | { readonly kind: 'redirect'; readonly to: string; readonly session?: string | null }
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly body: string };

/** One page, one file: its path, what it does with a request, its view beside it. */
export interface Page {
  /** Below the language prefix; `:name` is a parameter. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /** `desk` pages need a session; `open` pages never see one. */
  readonly face: 'open' | 'sign-in' | 'desk';
  readonly handle: (request: PageRequest) => Promise<PageReply>;
}

/** A link inside the site, in the reader's language. */
export const href = (lang: Lang, path: string): string => (lang === 'en' ? `/en${path === '/' ? '' : path}` || '/en' : path);

export const html = (title: string, body: VNode, more: { readonly status?: number; readonly wide?: boolean; readonly head?: { readonly refreshSeconds: number; readonly to: string } } = {}): PageReply =>
  ({ kind: 'html', title, body, status: more.status ?? 200, ...(more.wide === undefined ? {} : { wide: more.wide }), ...(more.head === undefined ? {} : { head: more.head }) });
