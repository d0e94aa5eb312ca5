import { createServer } from 'node:http';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { testFolder } from './folder.ts';

/** An organisation's own sign-in, the real thing, on this machine. It takes every name and any password. */
export interface TestProvider {
  readonly issuer: string;
  /** The file that `HUIYIN_OIDC` names. */
  readonly file: string;
  /** Signs somebody in there, by its own pages, and says where it sends the browser back to. */
  signIn(url: string, name: string): Promise<string>;
  close(): Promise<void>;
}

const walk = async (url: string, name: string, issuer: string): Promise<string> => {
  const jar = new Map<string, string>();
  let [next, body] = [url, undefined as URLSearchParams | undefined];
  for (let step = 0; step < 12; step += 1) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, value);
    }
    const to = answer.headers.get('location');
    body = undefined;
    if (to !== null) {
      next = new URL(to, next).href;
      if (!next.startsWith(issuer)) return next;
      continue;
    }
    const page = await answer.text();
    if (!page.includes('<form')) throw new Error(`the provider says ${answer.status}: ${page.slice(0, 300)}`);
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next).href;
    body = new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '', login: name, password: 'any' });
  }
  throw new Error('the provider goes round in circles');
};

/** Starts one that knows us as a client. `redirectUri` is where we live. */
export const startProvider = async (redirectUri: string): Promise<TestProvider> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'huiyin', client_secret: 'a secret of the tests', redirect_uris: [redirectUri], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub', 'preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  });
  const answer = provider.callback();
  server.on('request', (request, reply) => void answer(request, reply));
  const folder = testFolder('oidc');
  const file = join(folder, 'oidc.json');
  writeFileSync(join(folder, 'secret'), 'a secret of the tests\n');
  writeFileSync(
    file,
    JSON.stringify({
      issuer,
      clientId: 'huiyin',
      clientSecretFile: 'secret',
      claim: 'preferred_username',
      label: { zh: '县政务统一账号', en: 'the county’s account' },
    }),
  );
  return {
    issuer,
    file,
    signIn: (url, name) => walk(url, name, issuer),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
};
