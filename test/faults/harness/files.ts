import type * as Fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type * as FsPromises from 'node:fs/promises';
import { asNow, step, stepSync, type Step } from './steps.ts';

/** The last part of a path, without what chance put into it. */
const nameOf = (path: unknown): string =>
  String(path)
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.\d+\.[0-9a-f]{8}\.tmp$/, '.tmp')
    .replace(/[0-9a-f]{16,}/, '#');

const fileStep = (call: string, path: unknown, writes: boolean, more: Partial<Step> = {}): Step => ({
  family: 'file',
  name: `${call} ${nameOf(path)}`,
  writes,
  ...more,
});
const isForWriting = (flags: unknown): boolean => typeof flags === 'string' && /[wa+]/.test(flags);

/** The first half of what is to be written. */
const halfOf = (data: string | Uint8Array): Uint8Array => {
  const bytes = Buffer.from(data);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
};

/** A file whose writes, syncs and closing are steps. */
const faultyHandle = (handle: FileHandle, path: unknown, writes: boolean): FileHandle =>
  new Proxy(handle, {
    get: (target, key) => {
      if (key === 'writeFile')
        return (data: string | Uint8Array) =>
          step(fileStep('write', path, true, { half: () => target.writeFile(halfOf(data)) }), () => target.writeFile(data));
      if (key === 'sync') return () => step(fileStep('sync', path, writes), () => target.sync());
      if (key === 'close') return () => step(fileStep('close', path, false, { frees: true }), () => target.close());
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

/** `node:fs/promises` whose calls are steps. */
export const faultyPromises = (fs: typeof FsPromises): object => {
  // Overloads of many shapes: each goes through as it came.
  const real = fs as unknown as { readonly [name: string]: (...values: readonly unknown[]) => Promise<unknown> };
  const through =
    (name: string, writes: boolean) =>
    (...values: readonly unknown[]): Promise<unknown> => {
      const named = name === 'rename' || name === 'link' ? values[1] : values[0];
      return step(fileStep(name, named, writes), async () => real[name]?.(...values));
    };
  return {
    ...fs,
    open: async (path: string, flags: string, mode?: number) => {
      const writes = isForWriting(flags);
      const handle = await step(
        fileStep('open', path, writes),
        () => fs.open(path, flags, mode),
        (opened) => opened.close(),
      );
      return faultyHandle(handle, path, writes);
    },
    mkdir: through('mkdir', true),
    rename: through('rename', true),
    link: through('link', true),
    rm: through('rm', true),
    readFile: through('readFile', false),
    readdir: through('readdir', false),
    stat: through('stat', false),
  };
};

type Done = (error: Error | null, value?: number) => void;

/** The calls that a stream makes on its file, each a step of the process that opened the stream. */
const faultyStreamFs = (fs: typeof Fs, path: string) => {
  const asOwner = asNow();
  const take = (it: Step, work: () => Promise<number>, done: Done): void => {
    void asOwner(async () => {
      const [outcome] = await Promise.allSettled([step(it, work)]);
      if (outcome.status === 'fulfilled') done(null, outcome.value);
      else done(outcome.reason as Error); // what steps throw are errors
    });
  };
  const call = (work: (done: Done) => void): Promise<number> =>
    new Promise((resolve, reject) => {
      work((error, value) => (error ? reject(error) : resolve(value ?? 0)));
    });
  return {
    open: (target: string, flags: string, mode: number, done: Done) =>
      take(fileStep('open', path, true), () => call((ended) => fs.open(target, flags, mode, ended)), done),
    write: (fd: number, bytes: Uint8Array, offset: number, length: number, position: number | null, done: Done) =>
      take(
        fileStep('write', path, true, { half: () => fs.writeSync(fd, bytes, offset, Math.floor(length / 2), position) }),
        () => call((ended) => fs.write(fd, bytes, offset, length, position, ended)),
        done,
      ),
    close: (fd: number, done: Done) =>
      take(fileStep('close', path, false, { frees: true }), () => call((ended) => fs.close(fd, (error) => ended(error ?? null))), done),
  };
};

type StreamFs = NonNullable<Exclude<Parameters<typeof Fs.createWriteStream>[1], string | undefined>['fs']>;
type Call = (...values: readonly unknown[]) => unknown;

/** `node:fs` whose calls are steps. */
export const faultySync = (fs: typeof Fs): object => {
  // Overloads of many shapes: each goes through as it came.
  const real = fs as unknown as { readonly [name: string]: Call };
  const through =
    (
      name: string,
      call: string,
      isWrite: (values: readonly unknown[]) => boolean,
      more: (values: readonly unknown[]) => Partial<Step> = () => ({}),
    ) =>
    (...values: readonly unknown[]): unknown => {
      const named = name === 'renameSync' ? values[1] : values[0];
      return stepSync(fileStep(call, named, isWrite(values), more(values)), () => real[name]?.(...values));
    };
  const [yes, no] = [() => true, () => false];
  const isData = (value: unknown): value is string | Uint8Array => typeof value === 'string' || value instanceof Uint8Array;
  /** The same call with half of its second argument. */
  const halved =
    (name: string) =>
    ([target, data, ...rest]: readonly unknown[]): Partial<Step> =>
      isData(data) ? { half: () => real[name]?.(target, halfOf(data), ...rest) } : {};
  return {
    ...fs,
    readFileSync: through('readFileSync', 'read', no),
    readdirSync: through('readdirSync', 'readdir', no),
    mkdirSync: through('mkdirSync', 'mkdir', yes),
    writeFileSync: through('writeFileSync', 'write', yes, halved('writeFileSync')),
    openSync: through('openSync', 'open', ([, flags]) => isForWriting(flags)),
    writeSync: through('writeSync', 'write', yes, halved('writeSync')),
    fsyncSync: through('fsyncSync', 'sync', yes),
    closeSync: through('closeSync', 'close', no, () => ({ frees: true })),
    renameSync: through('renameSync', 'rename', yes),
    chmodSync: through('chmodSync', 'chmod', yes),
    rmSync: through('rmSync', 'rm', yes),
    createWriteStream: (path: string, options: object) =>
      // The calls that a stream of ours makes; of the many that it may be given.
      fs.createWriteStream(path, { ...options, fs: faultyStreamFs(fs, path) as unknown as StreamFs }),
  };
};
