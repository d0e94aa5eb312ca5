import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, type Reader, type Sight } from './browser.ts';

/** A town, its server and a browser for one file of journeys; all of it is opened before and closed after. */
export interface Stage {
  readonly town: () => TestTown;
  readonly origin: () => string;
  /** A reader of its own, without JavaScript unless asked for; signed in as a post where one is named. */
  readonly open: (width: number, post?: string, options?: { readonly script?: boolean }) => Promise<Reader>;
  /** Looks at the page (weight, axe, no sideways scroll); `isHeavy` for one that may weigh more, which says why where it is called. */
  readonly look: (reader: Reader, name: string, isHeavy?: boolean) => Promise<void>;
}

/** Sets the stage of a file of journeys. `prepare` runs once the town is there and before it is served. */
export const useStage = (
  name: string,
  prepare: (town: TestTown) => Promise<void> = async () => undefined,
  options: { readonly withSubjects?: boolean } = {},
): Stage => {
  let town: TestTown;
  let app: FastifyInstance;
  let origin: string;
  let browser: Browser;
  const seen: Sight[] = [];
  const readers: Reader[] = [];
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    town = await openTown({ withStaff: true, ...options });
    await prepare(town);
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  afterAll(async () => {
    if (CHROMIUM === undefined) return;
    const weights = new Map(seen.map((it) => [it.name, it.bytes]));
    process.stdout.write(`${[...weights].map(([page, bytes]) => `  ${page}: ${bytes} bytes`).join('\n')}\n`);
    await browser.close();
    await app.close();
    await town.close();
  });
  return {
    town: () => town,
    origin: () => origin,
    open: async (width, post, how) => {
      const reader = await openReader(browser, origin, width, how);
      readers.push(reader);
      if (post !== undefined)
        await reader.page.context().addCookies([{ name: 'huiyin_staff', value: await sessionOf(town, post), url: origin }]);
      return reader;
    },
    look: async (reader, page, isHeavy = false) => {
      const sight = await reader.look(`${name}-${page}`);
      seen.push(sight);
      expect.soft(sight.findings.filter((it) => !(isHeavy && it.what.startsWith('weighs')))).toEqual([]);
    },
  };
};
