import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import type { Window } from '../../kernel/jurisdiction/definitions.ts';
import { getForm } from '../../policy/form.ts';
import { definitionHash } from './create.ts';
import type { Form } from '../../kernel/form/form.ts';
import { formDefinition } from './forms.ts';
import { namedIn } from './named.ts';

describe('the forms of a place', () => {
  const [one, two] = [getForm('bus-trip'), { ...getForm('bus-trip'), version: 2 }];
  const documents = new Map(
    [one, two].map((form) => {
      const { body } = formDefinition(form);
      return [definitionHash(body).toString('hex'), Buffer.from(canonicalJson(body))] as const;
    }),
  );
  const [first = '', second = ''] = [...documents.keys()];
  const window = (hash: string, n: number, kind: Window['kind'] = 'form'): Window => ({
    kind,
    name: 'bus-trip',
    hash,
    way: 'waited',
    n,
    from: instant(n),
    until: null,
    replaces: true,
  });

  it('are the newest by name, and every older one for what was filled by it', () => {
    const forms = namedIn<Form>('form', [window(first, 1), window(second, 2)], [window(first, 1), window(second, 2)], (hash) =>
      documents.get(hash),
    );
    expect([...forms.newest]).toEqual([['bus-trip', second]]);
    expect(forms.get(first)).toEqual(one);
    expect(forms.get(second)?.version).toBe(2);
    expect(forms.get(second)).toBe(forms.get(second));
  });

  it('are none that was never published, is of another kind, or has no document', () => {
    expect(namedIn<Form>('form', [], [], (hash) => documents.get(hash)).get(first)).toBeUndefined();
    expect(
      namedIn<Form>('form', [window(first, 1, 'pack')], [window(first, 1, 'pack')], (hash) => documents.get(hash)).get(first),
    ).toBeUndefined();
    expect(namedIn<Form>('form', [window(first, 1)], [], () => undefined).get(first)).toBeUndefined();
    // What has ended may not be cited any more, and is still read.
    const ended = namedIn<Form>('form', [window(first, 1)], [], (hash) => documents.get(hash));
    expect([ended.newest.size, ended.get(first)?.version]).toEqual([0, 1]);
  });
});
