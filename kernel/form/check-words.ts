import { foldForms } from '../canonical/bounded-text.ts';
import { citesPunishment, findControlWord, findGroupWord, findPunishingWord } from '../policy/tripwire.ts';
import type { Report } from './check-form.ts';
import type { ItemKind } from './form.ts';
import { personAsked } from './person.ts';

/** Where a text of a form stands. */
export interface Place {
  /** The kind of the item whose label it is; null for a heading. */
  readonly kind: ItemKind | null;
  readonly where: 'id' | 'label' | 'hint' | 'lead' | 'option' | 'point' | 'clause';
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
/** A dwelling, or one room among others by its number (G11): finer than a building. */
const DWELLING =
  /[0-9一二三四五六七八九十百〇零]+ *(室|单元|户|号房)|(门牌|房间?|户)号|\b(flats?|apartments?|apt|dwellings?)\b|\b(room|suite|unit) *(no\.?|number|#)? *\d+|\b(room|flat|door) numbers?\b/iu;
/** A floor by its number: a point of a route may be one, since a stair is common to all; a question may not. */
const FLOOR =
  /[0-9一二三四五六七八九十百〇零]+ *(楼层|层|楼)(?!以)|\b(\d+(st|nd|rd|th)|first|second|third|fourth|fifth) (floor|storey)\b|\bfloor \d+/iu;
/** Where on the earth: no form reads a position (G21). */
const POSITION = /经纬度|经度|纬度|坐标|定位|\bgps\b|\bgeo(point|location)?\b|\blatitude\b|\blongitude\b|\bcoordinates\b/iu;

/** Words that a form must not have, wherever they stand in it. */
export const checkWords = (text: string, { kind, where }: Place, path: string, report: Report): void => {
  const folded = foldForms(text);
  if (HIDDEN.test(text)) report('form.character.hidden', path);
  const control = findControlWord(text);
  if (control !== null) report('form.word.control', path, { word: control });
  const group = findGroupWord(text);
  if (group !== null) report('form.group.people', path, { word: group });
  const punishing = findPunishingWord(text);
  if (punishing !== null || citesPunishment(text)) report('form.clause.punishes', path, { word: punishing ?? text });
  if (where === 'clause') return;
  if (DWELLING.test(folded) || (where !== 'point' && where !== 'hint' && FLOOR.test(folded))) report('form.too_fine', path, { text });
  if (POSITION.test(folded)) report('form.position', path, { text });
  const reason = personAsked(text, where === 'label' || where === 'option' ? kind : null);
  if (reason !== null) report(reason === 'count' ? 'form.person.count' : 'form.person', path, { reason });
};
