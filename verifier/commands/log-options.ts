import { LANGUAGES, type Language } from '../words/sentences.ts';

/** What was asked for on a command line. */
export interface LogOptions {
  readonly target: string;
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

export const languageOf = (asked: string | undefined, locale: string | undefined): Language | undefined =>
  asked === undefined ? (locale?.startsWith('zh') === true ? 'zh-CN' : 'en') : LANGUAGES.find((language) => language === asked);

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text);

/** Reads one target, options with a value and flags; undefined for anything else. */
export const parseLogOptions = (args: readonly string[], valued: readonly string[], flags: readonly string[]): LogOptions | undefined => {
  const values = new Map<string, string>();
  const given = new Set<string>();
  const targets: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [arg = '', next] = args.slice(at, at + 2);
    if (flags.includes(arg)) given.add(arg);
    else if (valued.includes(arg) && next !== undefined && !values.has(arg)) {
      values.set(arg, next);
      at += 1;
    } else if (arg.startsWith('-')) return undefined;
    else targets.push(arg);
  }
  const [target] = targets;
  return target === undefined || targets.length > 1 ? undefined : { target, values, flags: given };
};
