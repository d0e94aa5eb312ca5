import { randomBytes } from 'node:crypto';

/** A file of a form: what a browser says of it, and its bytes. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
  readonly field?: string;
}

/** A form as a browser sends it with files: fields first, in their order. */
export const multipart = (
  fields: { readonly [name: string]: string },
  files: readonly SentFile[],
): { readonly payload: Buffer; readonly headers: { readonly 'content-type': string } } => {
  const boundary = `----form${randomBytes(12).toString('hex')}`;
  const parts = [
    ...Object.entries(fields).map(([name, value]) => [`content-disposition: form-data; name="${name}"`, Buffer.from(value)] as const),
    ...files.map(
      (file) =>
        [
          `content-disposition: form-data; name="${file.field ?? 'files'}"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'application/octet-stream'}`,
          file.bytes,
        ] as const,
    ),
  ];
  return {
    payload: Buffer.concat([
      ...parts.flatMap(([head, body]) => [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), body, Buffer.from('\r\n')]),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
};
