import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DOOR_BODIES, isOrigin } from '../../kernel/door/door.ts';
import { DOOR_KINDS } from '../../kernel/matter/kinds.ts';

const line = z.string().trim().min(1).max(200);
const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const label = z.strictObject({ 'zh-CN': line, en: line });

const Config = z.strictObject({
  id,
  name: label,
  body: z.enum(DOOR_BODIES),
  /** Who commands the office, by a name of one's own. */
  line: id,
  /** Where people reach it: scheme, host and port. */
  origin: z.string().refine(isOrigin, 'is a scheme, a host and, where needed, a port'),
  zone: line,
  kinds: z
    .array(z.enum(DOOR_KINDS))
    .min(1)
    .default([...DOOR_KINDS]),
  address: label,
  phone: z.string().regex(/^[0-9+() -]{3,40}$/),
  hours: label,
  host: line.default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** The door's own directory; its keys lie beside it. */
  data: line,
  /** A database of its own; left out: the door starts one. */
  database: line.optional(),
  tickSeconds: z.number().min(0.1).default(600),
});

/** How a door is set up. */
export type DoorConfig = z.output<typeof Config>;

/** Reads a configuration; paths in it are relative to the file. Gives what is wrong with it as lines. */
export const readDoorConfig = (path: string): DoorConfig | readonly string[] => {
  const parsed = Config.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ...parsed.data, data: resolve(dirname(path), parsed.data.data) };
};
