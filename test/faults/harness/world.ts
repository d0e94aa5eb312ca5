import { fileMatter, type FilingAnswer } from '../../../features/grievances/server/file-matter.ts';
import { readBundle } from '../../../features/grievances/server/read-matter.ts';
import { fromBase64 } from '../../../kernel/canonical/base64.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { parseUtf8 } from '../../../kernel/canonical/utf8.ts';
import { parseCheckpoint } from '../../../kernel/log/checkpoint.ts';
import { parseNote } from '../../../kernel/log/note.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { openPools } from '../../../engine/store/pools.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { openKeyDirectory } from '../../../engine/keys/key-directory.ts';
import type { HeadSigner } from '../../../engine/log/head-signer.ts';
import { knownHead } from '../../../engine/log/known-head.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../../../engine/service.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import type { TestTown } from '../../support/installation.ts';
import { stepSync } from './steps.ts';

/** What must stay zero, whatever fails. */
export interface Losses {
  lost: number;
  doubled: number;
  shrunk: number;
  twoRoots: number;
}

/** A server process on the town's database and folders; a restart is another one. */
export interface Server {
  readonly service: Service;
  /** Ends what a process holds; no more than the kernel does. */
  readonly end: () => Promise<void>;
}

/** A town, all that it ever acknowledged, and all that was ever signed or served in it. */
export interface World {
  readonly town: TestTown;
  readonly losses: Losses;
  readonly start: () => Promise<Server>;
  /** Files a matter and remembers that it was acknowledged; a form that gets no answer is sent again with the same token later. */
  readonly file: (service: Service) => Promise<FilingAnswer>;
  /** Sends again every form that got no answer. */
  readonly sendAgain: (service: Service) => Promise<void>;
  /** Counts what is wrong now; all that is queued must be in the log. `bundles` of the newest acknowledged matters are verified. */
  readonly check: (service: Service, bundles?: number) => Promise<void>;
  /** Recomputes everything; the codes of what is wrong. */
  readonly reconcile: (service: Service) => Promise<readonly string[]>;
  /** Whether something waits for a tick. */
  readonly isUnfinished: () => Promise<boolean>;
  readonly acknowledged: () => number;
}

// Every leaf of an event stands in the log once, and none waits any more.
const LEAVES = `select count(*) filter (where n is null)::integer as missing, count(*) filter (where n > 1)::integer as doubled,
  (select count(*) from log_queue)::integer as waiting
  from event left join (select jurisdiction, leaf, count(*) as n from log_leaf group by 1, 2) as placed using (jurisdiction, leaf)`;

const UNFINISHED = 'select 1 from log_state where published < size or exists (select from log_queue)';

const ports = { hashing: nodeHashing, verifying: nodeVerifying };

/** Opens the books of a town. */
export const openWorld = (town: TestTown): World => {
  const acknowledged = new Map<string, FilingAnswer>();
  const open = new Set<string>();
  const roots = new Map<string, string>();
  const served = new Map<string, number>();
  const losses: Losses = { lost: 0, doubled: 0, shrunk: 0, twoRoots: 0 };
  let forms = 0;

  const sawHead = (origin: string, size: number, root: string): void => {
    const place = `${origin} ${size}`;
    if ((roots.get(place) ?? root) !== root) losses.twoRoots += 1;
    roots.set(place, root);
  };
  const sawText = (text: string): number => {
    const checkpoint = parseCheckpoint(text);
    if (!checkpoint) return 0;
    sawHead(checkpoint.origin, checkpoint.size, toHex(checkpoint.root));
    return checkpoint.size;
  };
  const sawServed = (service: Service): void => {
    const note = parseNote(parseUtf8(service.store.read('checkpoint') ?? new Uint8Array()) ?? '');
    const checkpoint = note && parseCheckpoint(note.text);
    if (!note || !checkpoint) return;
    const size = sawText(note.text);
    if (size < (served.get(checkpoint.origin) ?? 0)) losses.shrunk += 1;
    served.set(checkpoint.origin, size);
  };

  const start = async (): Promise<Server> => {
    const { reach, keys, dataDirectory } = town.installation;
    const pools = openPools(reach);
    const own = await openService({
      id: 1,
      pools,
      keys: openKeyDirectory(keys.path),
      dataDirectory,
      clock: town.now,
      tickMs: town.service.tickMs,
    });
    // What was signed counts, also where nobody came to see it.
    const sign: HeadSigner['sign'] = async (request) => {
      const note = await own.signer.sign(request);
      sawText(parseNote(note)?.text ?? '');
      return stepSync({ family: 'signature', name: 'sign' }, () => note);
    };
    const service: Service = { ...own, signer: { ...own.signer, sign } };
    return { service, end: () => pools.end() };
  };

  const send = async (service: Service, token: string): Promise<FilingAnswer> => {
    const answer = await fileMatter(service, { fields: { subject: `灯 ${token}`, body: '不亮。' }, lang: 'zh-CN' }, { token });
    if (isRefusal(answer)) throw new Error(answer.refused);
    // The same form gives the same answer, or somebody holds a receipt of nothing.
    if (acknowledged.has(token) && acknowledged.get(token)?.number !== answer.number) losses.doubled += 1;
    acknowledged.set(token, answer);
    open.delete(token);
    return answer;
  };

  const countMatters = async (): Promise<void> => {
    const { rows } = await town.superuser.query<{ matter: string }>('select matter from matter');
    const stored = new Set(rows.map((row) => row.matter));
    const known = new Set([...acknowledged.values()].map((it) => it.number));
    losses.lost += [...known].filter((number) => !stored.has(number)).length;
    losses.doubled += [...stored].filter((number) => !known.has(number)).length;
  };

  return {
    town,
    losses,
    start,
    file: async (service) => {
      forms += 1;
      const token = `form-${forms}-abcdefgh`;
      open.add(token);
      return send(service, token);
    },
    sendAgain: async (service) => {
      for (const token of open) await send(service, token);
    },
    check: async (service, bundles = 0) => {
      sawServed(service);
      const head = knownHead(service.keys, 1);
      if (head) sawHead(head.origin, head.size, head.root);
      const { rows } = await town.superuser.query<{ note: string }>('select note from log_checkpoint order by size desc limit 4');
      for (const { note } of rows) sawText(parseNote(note)?.text ?? '');
      await countMatters();
      const [leaves] = (await town.superuser.query<{ missing: number; doubled: number; waiting: number }>(LEAVES)).rows;
      losses.lost += (leaves?.missing ?? 1) + (leaves?.waiting ?? 1);
      losses.doubled += leaves?.doubled ?? 1;
      for (const answer of [...acknowledged.values()].slice(-bundles || acknowledged.size)) {
        const bundleText = JSON.stringify(await readBundle(service, answer.number));
        const verdict = verifyBundle({ bundleText, policyText: await policyText(service), ports });
        const stored = await town.superuser.query('select 1 from event where leaf = $1', [Buffer.from(fromBase64(answer.leaf))]);
        if (verdict.verdict !== 'true' || stored.rowCount !== 1) losses.lost += 1;
      }
    },
    reconcile: async (service) => (await reconcile(service)).findings.map((finding) => `${finding.code} ${finding.where}`),
    isUnfinished: async () => (await town.superuser.query(UNFINISHED)).rowCount === 1,
    acknowledged: () => acknowledged.size,
  };
};
