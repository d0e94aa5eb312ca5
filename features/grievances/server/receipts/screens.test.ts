import { describe, expect, it } from 'vitest';
import { instant } from '../../../../kernel/calendar/instant.ts';
import { openScreens, SHOWN_MS, type Screens } from './screens.ts';

const at = (ms: number) => instant(1_800_000_000_000 + ms);

/** A screen as a counter opens it: with the code of the moment, from an address of its own. */
const openOn = <T>(screens: Screens<T>, ms = 0, visitor = 'counter') => {
  const opened = screens.open({ pass: screens.pass(at(ms)), visitor }, at(ms));
  if (typeof opened === 'string') throw new Error(opened);
  return opened;
};

describe('a screen that faces the people at a counter', () => {
  it('shows a receipt to who holds its secret, and to nobody who only knows its number', () => {
    const screens = openScreens<string>();
    const [one, other] = [openOn(screens), openOn(screens)];
    expect(one.handle).toMatch(/^\d{6}$/);
    expect(screens.show(one.handle, 'receipt', at(1))).toBe(true);
    expect(screens.look(one.secret, at(2))).toEqual({ handle: one.handle, shown: 'receipt' });
    expect(screens.look(other.secret, at(2))).toEqual({ handle: other.handle, shown: null });
    expect(screens.look(one.handle, at(2))).toBeUndefined();
  });
  it('forgets it after a minute and a half, or when its reader is done', () => {
    const screens = openScreens<string>();
    const screen = openOn(screens);
    screens.show(screen.handle, 'receipt', at(0));
    expect(screens.look(screen.secret, at(SHOWN_MS - 1))?.shown).toBe('receipt');
    expect(screens.look(screen.secret, at(SHOWN_MS))?.shown).toBeNull();
    screens.show(screen.handle, 'another', at(SHOWN_MS));
    screens.clear(screen.secret);
    expect(screens.look(screen.secret, at(SHOWN_MS + 1))?.shown).toBeNull();
  });
  it('stands longer for whoever needs more time to copy it, but not once it is gone', () => {
    const screens = openScreens<string>();
    const screen = openOn(screens);
    screens.show(screen.handle, 'receipt', at(0));
    screens.extend(screen.secret, at(80_000));
    expect(screens.look(screen.secret, at(SHOWN_MS + 1))?.shown).toBe('receipt');
    screens.extend(screen.secret, at(80_000 + SHOWN_MS));
    // Nobody has looked for more than a minute and nothing stands there: it is closed.
    expect(screens.look(screen.secret, at(80_000 + SHOWN_MS))).toBeUndefined();
  });
  it('takes one receipt at a time, and none when it is closed', () => {
    const screens = openScreens<string>();
    const screen = openOn(screens);
    expect(screens.isFree(screen.handle, at(1))).toBe(true);
    screens.show(screen.handle, 'first', at(1));
    expect(screens.show(screen.handle, 'second', at(2))).toBe(false);
    expect(screens.isFree(screen.handle, at(2))).toBe(false);
    expect(screens.isFree('nothing', at(2))).toBe(false);
    const idle = openScreens<string>();
    const left = openOn(idle);
    expect(idle.show(left.handle, 'late', at(60_001))).toBe(false);
  });
  it('is one of two hundred at most, and of twenty of one address', () => {
    const screens = openScreens<string>();
    const handles = Array.from({ length: 200 }, (_, i) => openOn(screens, 0, `address ${Math.floor(i / 20)}`).handle);
    expect(new Set(handles).size).toBe(200);
    const pass = screens.pass(at(0));
    expect(screens.open({ pass, visitor: 'another' }, at(0))).toBe('busy');
    expect(screens.open({ pass, visitor: 'another' }, at(60_001))).not.toBe('busy');
    const few = openScreens<string>();
    for (let i = 0; i < 20; i += 1) openOn(few);
    expect(few.open({ pass: few.pass(at(0)), visitor: 'counter' }, at(0))).toBe('busy');
    expect(few.open({ pass: few.pass(at(0)), visitor: 'another' }, at(0))).not.toBe('busy');
  });
  it('is opened by the code that the desk shows, for ten minutes, and by nothing else', () => {
    const screens = openScreens<string>();
    const pass = screens.pass(at(0));
    expect(pass).toMatch(/^\d{7}$/);
    expect(screens.pass(at(299_999))).toBe(pass);
    const newer = screens.pass(at(300_000));
    expect(newer).not.toBe(pass);
    expect(typeof screens.open({ pass, visitor: 'a' }, at(599_999))).toBe('object');
    expect(screens.open({ pass, visitor: 'a' }, at(600_000))).toBe('pass');
    expect(typeof screens.open({ pass: newer, visitor: 'a' }, at(600_000))).toBe('object');
    expect(screens.open({ pass: '', visitor: 'a' }, at(600_000))).toBe('pass');
  });
  it('is opened by no guess: after ten wrong codes an address must wait, and others go on', () => {
    const screens = openScreens<string>();
    const pass = screens.pass(at(0));
    const wrong = pass === '0000000' ? '1111111' : '0000000';
    for (let i = 0; i < 10; i += 1) expect(screens.open({ pass: wrong, visitor: 'stranger' }, at(i))).toBe('pass');
    for (let i = 0; i < 200; i += 1) expect(screens.open({ pass: wrong, visitor: 'stranger' }, at(i))).toBe('busy');
    expect(typeof screens.open({ pass, visitor: 'counter' }, at(20))).toBe('object');
  });
  it('is found by no number that was typed wrong in one digit, or with two swapped', () => {
    const screens = openScreens<string>();
    const handles = Array.from({ length: 200 }, (_, i) => openOn(screens, 0, String(Math.floor(i / 20))).handle);
    for (const handle of handles)
      for (let i = 0; i < 6; i += 1)
        for (const digit of '0123456789') {
          const wrong = `${handle.slice(0, i)}${digit}${handle.slice(i + 1)}`;
          if (wrong !== handle) expect(screens.isFree(wrong, at(1))).toBe(false);
        }
  });
});
