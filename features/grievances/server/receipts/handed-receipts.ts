import { type Lang } from '../../../../kernel/language/languages.ts';
import { openScreens, type Screens } from './screens.ts';
import type { Service } from '../../../../engine/service.ts';
import type { FilingAnswer } from '../file-matter.ts';

/** A receipt on its way to its holder, in the language of the form. */
export interface Handed {
  readonly answer: FilingAnswer;
  readonly lang: Lang;
}

const ofService = new WeakMap<Service, Screens<Handed>>();

/** The counter screens of a process. */
export const screensOf = (service: Service): Screens<Handed> => {
  const known = ofService.get(service) ?? openScreens<Handed>();
  ofService.set(service, known);
  return known;
};
