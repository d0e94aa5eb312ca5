import { describe, it } from 'vitest';
import { accepted, opened, petition } from '../../../../test/support/given.ts';

describe('make_dossier', () => {
  it('is a step of a head in the stream of the own office, from the first day on', () => {
    accepted().yields('2026-09-12', 'head', 'make_dossier', {}, [{ type: 'dossier_made', level: 0, data: {} }]);
  });

  it('is no step of a handler, a reviewer or the filer', () => {
    accepted().refuses('2026-09-12', 'handler', 'make_dossier', {}, 'not_your_post');
    opened().step('2026-09-23', 'filer', 'ask_review').refuses('2026-09-24', 'reviewer', 'make_dossier', {}, 'not_your_post');
    petition().refuses('2026-09-02', 'filer', 'make_dossier', {}, 'not_found');
  });

  it('of the office above stands in its own stream', () => {
    opened()
      .step('2026-09-23', 'filer', 'ask_review')
      .yields('2026-09-24', 'chief', 'make_dossier', {}, [{ type: 'dossier_made', level: 1 }]);
  });
});
