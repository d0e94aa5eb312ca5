import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { openScreens, SHOWN_MS } from './screens.ts';

const at = (ms: number) => instant(1_800_000_000_000 + ms);

describe('a screen that faces the people at a counter', () => {
  it('shows a receipt to who holds its secret, and to nobody who only knows its number', () => {
    const screens = openScreens<string>();
    const [one, other] = [screens.open(at(0)), screens.open(at(0))];
    if (!one || !other) throw new Error('no screen');
    expect(one.handle).toMatch(/^\d{4}$/);
    expect(screens.show(one.handle, 'receipt', at(1))).toBe(true);
    expect(screens.look(one.secret, at(2))).toEqual({ handle: one.handle, shown: 'receipt' });
    expect(screens.look(other.secret, at(2))).toEqual({ handle: other.handle, shown: null });
    expect(screens.look(one.handle, at(2))).toBeUndefined();
  });
  it('forgets it after a minute and a half, or when its reader is done', () => {
    const screens = openScreens<string>();
    const screen = screens.open(at(0));
    if (!screen) throw new Error('no screen');
    screens.show(screen.handle, 'receipt', at(0));
    expect(screens.look(screen.secret, at(SHOWN_MS - 1))?.shown).toBe('receipt');
    expect(screens.look(screen.secret, at(SHOWN_MS))?.shown).toBeNull();
    screens.show(screen.handle, 'another', at(SHOWN_MS));
    screens.clear(screen.secret);
    expect(screens.look(screen.secret, at(SHOWN_MS + 1))?.shown).toBeNull();
  });
  it('stands longer for whoever needs more time to copy it, but not once it is gone', () => {
    const screens = openScreens<string>();
    const screen = screens.open(at(0));
    if (!screen) throw new Error('no screen');
    screens.show(screen.handle, 'receipt', at(0));
    screens.extend(screen.secret, at(80_000));
    expect(screens.look(screen.secret, at(SHOWN_MS + 1))?.shown).toBe('receipt');
    screens.extend(screen.secret, at(80_000 + SHOWN_MS));
    // Nobody has looked for more than a minute and nothing stands there: it is closed.
    expect(screens.look(screen.secret, at(80_000 + SHOWN_MS))).toBeUndefined();
  });
  it('takes one receipt at a time, and none when it is closed', () => {
    const screens = openScreens<string>();
    const screen = screens.open(at(0));
    if (!screen) throw new Error('no screen');
    expect(screens.isFree(screen.handle, at(1))).toBe(true);
    screens.show(screen.handle, 'first', at(1));
    expect(screens.show(screen.handle, 'second', at(2))).toBe(false);
    expect(screens.isFree(screen.handle, at(2))).toBe(false);
    expect(screens.isFree('nothing', at(2))).toBe(false);
    const idle = openScreens<string>();
    const left = idle.open(at(0));
    if (!left) throw new Error('no screen');
    expect(idle.show(left.handle, 'late', at(60_001))).toBe(false);
  });
  it('is one of two hundred at most', () => {
    const screens = openScreens<string>();
    const handles = Array.from({ length: 200 }, () => screens.open(at(0))?.handle);
    expect(new Set(handles).size).toBe(200);
    expect(screens.open(at(0))).toBeUndefined();
    expect(screens.open(at(60_001))).toBeDefined();
  });
});
