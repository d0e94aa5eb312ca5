import { describe, expect, it } from 'vitest';
import { countyPlaces, readPlaces } from './places.ts';

const codes = (text: string): readonly string[] => {
  const loaded = readPlaces(text);
  return 'set' in loaded ? [] : loaded.problems.map((it) => it.code);
};

describe('a file of public places', () => {
  it('of the demo county may be published', () => {
    expect(countyPlaces().places.length).toBeGreaterThanOrEqual(8);
  });

  it('that is no YAML, unfolds, or is too large is refused', () => {
    expect(codes('places: [')).toEqual(['places.file.not_yaml']);
    expect(codes('a: &a [1]\nb: [*a, *a]')).toEqual(['places.file.not_yaml']);
    expect(codes(`# ${'x'.repeat(1_048_576)}`)).toEqual(['places.file.too_large']);
    expect(codes('id: county\nversion: 1\nplaces: []')).toEqual(['places.value.invalid']);
  });
});
