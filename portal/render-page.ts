import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SHEETS, styleSheet, type Sheet } from '../engine/http/assets.ts';
import { Frame, linkOf, type FrameProps } from './frame.tsx';

const classesIn = (sheet: Sheet): readonly string[] =>
  [
    ...styleSheet(sheet)
      .replace(/\{[^{}]*\}/g, '{}')
      .matchAll(/\.([a-z][\w-]*)/g),
  ].map(([, name = '']) => name);

/** The style sheets beside the one of every page, each with the classes that only it knows. */
const readMoreSheets = (): readonly { readonly sheet: Sheet; readonly own: ReadonlySet<string> }[] => {
  const [all, ...more] = SHEETS;
  const ofAll = new Set(classesIn(all));
  return more.map((sheet) => ({ sheet, own: new Set(classesIn(sheet).filter((name) => !ofAll.has(name))) }));
};

let known: ReturnType<typeof readMoreSheets> | undefined;
/** Read once a process: a sheet is made smaller for it. */
const moreSheets = (): ReturnType<typeof readMoreSheets> => (known ??= readMoreSheets());

const classesOn = (html: string): readonly string[] =>
  [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '));

/** A page in its frame as text. It links the style sheets whose classes it has, and no other: nobody has to remember which. */
export const renderPage = (framed: FrameProps): string => {
  const html = renderToString(h(Frame, framed));
  const classes = classesOn(html);
  const idle = moreSheets().filter(({ own }) => !classes.some((name) => own.has(name)));
  return `<!doctype html>${idle.reduce((text, { sheet }) => text.replace(renderToString(linkOf(sheet)), ''), html)}`;
};
