import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly [type: string]: { readonly schema: Schema } } };
}

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

/** Every text of a schema that may be as long as a request, by its path. */
const unbounded = (schema: Schema, path: string): readonly string[] => {
  const inner = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, it]) => unbounded(it, `${path}.${name}`)),
    ...(typeof schema.additionalProperties === 'object' ? unbounded(schema.additionalProperties, `${path}.*`) : []),
    ...(schema.items ? unbounded(schema.items, `${path}[]`) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((it) => unbounded(it, path)),
  ];
  const isText = schema.type === 'string' && schema.enum === undefined && schema.const === undefined && schema.format !== 'binary';
  return isText && schema.maxLength === undefined ? [path, ...inner] : inner;
};

describe('what a request may hold', () => {
  it('is bounded: no schema of a body, an address or a header takes a text of any length', async () => {
    const document = (await app.inject('/api/openapi.json')).json<{ paths: { [path: string]: { [method: string]: Operation } } }>();
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );
    expect(operations.length).toBeGreaterThan(15);
    const found = operations.flatMap(([name, { parameters = [], requestBody }]) => [
      // A part of an address is bounded by the router, before anything looks at it (`maxParamLength`); a test below sends a longer one.
      ...parameters.filter((it) => it.in !== 'path').flatMap((it) => unbounded(it.schema, `${name} ${it.in} ${it.name}`)),
      ...Object.values(requestBody?.content ?? {}).flatMap((it) => unbounded(it.schema, `${name} body`)),
    ]);
    expect(found).toEqual([]);
  });

  it('a part of an address that is longer than any name reaches no page: it is answered like one that is not there', async () => {
    for (const [path, nowhere] of [
      ['/c/', '/nowhere'],
      ['/follow/file/', '/nowhere'],
      ['/desk/set-up/', '/desk/nowhere'],
    ] as const) {
      const answer = await app.inject(`${path}${'A'.repeat(201)}`);
      expect([answer.statusCode, answer.body]).toEqual([404, (await app.inject(nowhere)).body]);
    }
  });
});
