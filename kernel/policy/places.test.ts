import { describe, expect, it } from 'vitest';
import { checkPlaces, findPlace, type Places } from './places.ts';

const place = (id: string, zh: string, en: string, more: object = {}) => ({ id, label: { 'zh-CN': zh, en }, ...more });
const list = (...places: readonly object[]) => ({ id: 'county', version: 1, places });
const codes = (value: unknown): readonly string[] => [...new Set(checkPlaces(value).map((it) => it.code))];

describe('a list of public places (G11)', () => {
  it('names streets, squares and buildings', () => {
    const sound = list(place('peace-street', '和平街', 'Peace Street'), place('library', '县图书馆', 'County Library'));
    expect(checkPlaces(sound)).toEqual([]);
    expect(findPlace(sound as unknown as Places, 'library')?.label.en).toBe('County Library');
    expect([findPlace(sound as unknown as Places, 'nowhere'), findPlace(null, 'library')]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a flat', list(place('flat', '和平街7号302室', 'Peace Street 7')), 'places.too_fine'],
    ['a staircase', list(place('stairs', '和平小区2单元', 'Block 2')), 'places.too_fine'],
    ['a floor', list(place('floor', '市场', 'Market, floor 3')), 'places.too_fine'],
    ['a household', list(place('home', '和平街住户', 'Homes')), 'places.too_fine'],
    ['what a place is used for', list(place('hall', '大礼堂', 'Hall', { use: 'assembly' })), 'places.field.unknown'],
    ['whose it is', list(place('shop', '商店', 'Shop', { owner: '王' })), 'places.field.unknown'],
    ['a faith', list(place('temple', '庙', 'Temple', { faith: 'x' })), 'places.field.unknown'],
    ['a word of control', list(place('spot', '敏感节点', 'Spot')), 'places.word'],
    ['a group of people', list(place('spot', '信访人员', 'Spot'), place('spot2', '特殊人群', 'Spot')), 'places.word'],
    ['one place twice', list(place('a-street', '甲街', 'A'), place('a-street', '乙街', 'B')), 'places.id.twice'],
    ['nothing', list(), 'places.value.invalid'],
    ['no list', null, 'places.value.invalid'],
    ['an id that is none', list(place('A B', '甲', 'A')), 'places.value.invalid'],
    ['a label that is none', list({ id: 'a-street', label: { 'zh-CN': '甲' } }), 'places.value.invalid'],
    ['a place that is none', list(null as unknown as object), 'places.value.invalid'],
    ['a version that is none', { ...list(place('a-street', '甲', 'A')), version: 0.5 }, 'places.value.invalid'],
    ['more than it holds', { ...list(place('a-street', '甲', 'A')), tags: [] }, 'places.field.unknown'],
  ])('holds no %s', (_what, value, code) => {
    expect(codes(value)).toContain(code);
  });
});
