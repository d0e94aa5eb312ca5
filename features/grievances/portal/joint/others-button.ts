import { isOpenToOthers } from '../../domain/joint/open-to-others.ts';
import { JOIN } from './join-words.ts';
import type { Seen } from '../filing/seen.ts';

/** What the button about others says on the progress page; undefined where the matter cannot be joint. What it means stands behind it. */
export const othersButton = ({ view, lang }: Pick<Seen, 'view' | 'lang'>): string | undefined =>
  isOpenToOthers(view.state)
    ? JOIN[lang].close
    : view.options.some((it) => it.command === 'open_to_others' && it.open)
      ? JOIN[lang].section
      : undefined;
