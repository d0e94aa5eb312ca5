import type { Effects } from '../../../kernel/stream/effects.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { bells } from './bells.ts';
import { requestNews } from './intake/public-request.ts';
import { news } from './news.ts';

/** Whom to tell of events that were added to a history: offices, the filer, a program. Days are those of `zone`. */
export const effects = (events: readonly MatterEvent[], added: readonly MatterEvent[], zone: string): Effects => ({
  bells: bells(events, added),
  news: news(added),
  hook: requestNews(events, added, zone),
});
