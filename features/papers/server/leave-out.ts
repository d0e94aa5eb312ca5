import type { Block } from '../domain/paper.ts';
import type { Sheet, SheetDocument } from './sheet.ts';

/** How the process that draws ends when it had to leave something out. */
export const LEFT_OUT = 2;

type Change = (text: string) => string;

const changed = (it: Block, change: Change): Block => {
  switch (it.kind) {
    case 'text':
    case 'note':
    case 'heading':
      return { ...it, text: change(it.text) };
    case 'list':
      return { ...it, items: it.items.map(change) };
    case 'facts':
      return { ...it, rows: it.rows.map(([label, text]) => [change(label), change(text)] as const) };
    case 'table':
      return { ...it, rows: it.rows.map((cells) => cells.map(change)) };
  }
};

/** A document with those texts of its blocks left out for which this is so; each place says it, and so does the foot of its sheet. */
export const leavingOut = (document: SheetDocument, isOut: (text: string, i: number) => boolean): SheetDocument => {
  let i = -1;
  const papers = document.papers.map((sheet): Sheet => {
    let any = false;
    const blocks = sheet.blocks.map((block) =>
      changed(block, (text) => {
        i += 1;
        if (text === '' || !isOut(text, i)) return text;
        any = true;
        return document.words.leftOut;
      }),
    );
    return any ? { ...sheet, blocks, foot: [...sheet.foot, document.words.leftOutNote] } : sheet;
  });
  return { ...document, papers };
};

const countOf = (document: SheetDocument): number => {
  let count = 0;
  leavingOut(document, () => {
    count += 1;
    return false;
  });
  return count;
};

/**
 * A document drawn, without the texts that it cannot be drawn with; undefined where even its own words cannot be. They are found by
 * halves, each half drawn without all others.
 */
export const drawnWithout = <T>(document: SheetDocument, draw: (document: SheetDocument) => T | undefined): T | undefined => {
  const whole = draw(document);
  if (whole !== undefined) return whole;
  const faulty = (from: number, to: number): readonly number[] => {
    if (to <= from || draw(leavingOut(document, (_, i) => i < from || i >= to)) !== undefined) return [];
    if (to - from === 1) return [from];
    const half = Math.floor((from + to) / 2);
    return [...faulty(from, half), ...faulty(half, to)];
  };
  const out = new Set(faulty(0, countOf(document)));
  return (out.size > 0 ? draw(leavingOut(document, (_, i) => out.has(i))) : undefined) ?? draw(leavingOut(document, () => true));
};

/** Texts above this many UTF-16 units are left out when a document took more time of the processor than one has. */
const LONG = 400;

export const withoutLongTexts = (document: SheetDocument): SheetDocument => leavingOut(document, (text) => text.length > LONG);
