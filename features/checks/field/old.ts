/// <reference lib="dom" />

// What browsers of 2018 lack of what is used here and in preact; loaded before everything else.

interface Lacking {
  globalThis?: unknown;
  queueMicrotask?: unknown;
}
const own: Lacking = self;
if (!own.globalThis) own.globalThis = self;
if (!own.queueMicrotask) own.queueMicrotask = (work: () => void): Promise<void> => Promise.resolve().then(work);
const objects: { fromEntries?: unknown } = Object;
if (!objects.fromEntries)
  objects.fromEntries = (entries: Iterable<readonly [string, unknown]>): object => {
    const made: { [name: string]: unknown } = {};
    for (const [name, value] of entries) made[name] = value;
    return made;
  };
