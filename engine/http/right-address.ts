import type { RouteOptions } from 'fastify';

/** What stands behind an address in a sentence, a chat or a list, and is copied with it. No route of ours ends with any of it. */
const BEHIND = /[\s/.,;:!?'"*()[\]{}<>…、。，．；：！？（）【】《》〈〉「」『』“”‘’·\u200b-\u200f\u2060\ufeff]+$/u;
/** What a messenger puts behind an address that had no question mark. */
const ADDED = /&[^/]*$/;

/** Programs get what they ask for. */
const PROGRAMS = /^\/(api|open311|witness)(\/|$)/;

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

/** Finds the address that was meant. It knows the routes as they are registered. */
export class RightAddress {
  readonly #exact = new Set<string>();
  readonly #patterns: RegExp[] = [];

  /** Takes note of a route; listens to `onRoute`. */
  add({ method, url }: Pick<RouteOptions, 'method' | 'url'>): void {
    if (![method].flat().includes('GET')) return;
    if (url.includes('*')) return;
    if (!url.includes(':')) this.#exact.add(url);
    else this.#patterns.push(new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`, 'u'));
  }

  /**
   * Where a reader is sent who asked for this path with signs behind it, or in capitals; undefined where the path is right as it is, or
   * nothing is known that it could mean.
   */
  find(path: string): string | undefined {
    // A slash or backslash that was written as a number is no end of an address.
    if (PROGRAMS.test(path) || /%(2f|5c)/i.test(path)) return undefined;
    const plain = decoded(path);
    if (plain === undefined || this.#exact.has(plain)) return undefined;
    const trimmed = plain.replace(ADDED, '').replace(BEHIND, '') || '/';
    // Signs behind an address, not parts of it: `/..` and the like are left alone.
    if (/\/[^/\s]/.test(plain.slice(trimmed.length))) return undefined;
    const meant = [trimmed, trimmed.toLowerCase()].find((it) => this.#exact.has(it));
    if (meant !== undefined) return meant === plain ? undefined : meant;
    return trimmed !== plain && this.#patterns.some((pattern) => pattern.test(trimmed)) ? encodeURI(trimmed) : undefined;
  }
}
