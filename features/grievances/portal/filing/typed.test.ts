import { describe, expect, it } from 'vitest';
import { droppedSigns, filingFaults, filingFields, formToken } from './typed.ts';

const faultsOf = (form: { readonly [name: string]: string }) =>
  Object.fromEntries(Object.entries(filingFaults(filingFields(form))).map(([name, fault]) => [name, fault.refused]));

describe('what was typed into the filing form', () => {
  it('is refused field by field, all at once', () => {
    expect(faultsOf({})).toEqual({ subject: 'field_empty', body: 'field_empty' });
    expect(faultsOf({ subject: '\u0000', body: '路'.repeat(20_001), place: 'x\u0007', ask: '\uFFFD' })).toEqual({
      subject: 'field_empty',
      body: 'field_too_long',
      ask: 'field_encoding',
    });
  });

  it('counts characters as people do: 20,000 beyond the basic plane still fit', () => {
    expect(faultsOf({ subject: '路灯', body: '𠮷'.repeat(20_000) })).toEqual({});
  });

  it('keeps what was pasted from a word processor, its breaks as line ends, and counts what nobody types', () => {
    const form = { subject: 'a\nb\u202ec', body: '一\u000b二\u000c三\u0085四\u0000\u0003\u001f五' };
    expect(filingFields(form)).toMatchObject({ subject: 'a bc', body: '一\n二\n三\n四五' });
    expect(droppedSigns(form)).toBe(4);
  });

  it('takes the line ends of every browser as one', () => {
    expect(filingFields({ body: 'a\r\nb\rc\n' }).body).toBe('a\nb\nc\n');
  });

  it('keeps a form token over an error, and makes a fresh one where none or a made-up one was sent', () => {
    const token = formToken(undefined);
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(formToken(token)).toBe(token);
    expect(formToken('short')).not.toBe('short');
    expect(formToken(undefined)).not.toBe(token);
  });
});
