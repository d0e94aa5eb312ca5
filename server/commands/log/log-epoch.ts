import { toIso } from '../../../kernel/calendar/instant.ts';
import { withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { EPOCH_REASONS, newEpoch, putAside, type EpochFault, type EpochReason, type NewEpoch } from '../../../engine/log/new-epoch.ts';
import { tick } from '../../../engine/log/tick.ts';
import { SignerAway } from '../../../engine/log/trouble.ts';
import type { Service } from '../../../engine/service.ts';
import { dataOf, openServed, type Io } from '../io.ts';
import { takeLock } from '../lock.ts';

interface Options {
  readonly data?: string;
  readonly reason?: string;
}

const FAULTS: { readonly [fault in EpochFault]: string } = {
  log_behind: 'the database holds less than what was signed: ./huiyin log rebuild first',
  log_is_fork: 'the database contradicts what was signed; where no better copy can be had: --reason fork',
  log_is_no_fork: 'the database agrees with everything that was signed: there is no fork to close',
  log_empty: 'nothing was ever signed',
};

const idOf = (vkey: string): string => vkey.split('+').slice(0, 2).join('+');

/** What is hung on the wall and sent to those who keep policy files. Plain facts, in both languages. */
const noticeLines = ({ before, witnessed, key }: NewEpoch, reason: EpochReason, at: string): readonly string[] => [
  '----',
  reason === 'key_stolen' ? '公告：日志的签名钥匙可能已被他人取得' : '公告：日志出现了互相矛盾的两个版本',
  `${at}起，旧日志 ${before.origin} 停止使用。旧公钥：${before.keys.map(idOf).join('、')}`,
  witnessed
    ? `外部见证人（${witnessed.by.join('、')}）最后签过的大小是${witnessed.size}，树根 ${witnessed.root}。这以前的内容，拿到钥匙的人也改不了。`
    : '旧日志没有外部见证人，请保存好您手里的证明文件和张贴过的公示。',
  `此后用旧公钥签出的、大小超过${before.size}的，都不要相信。新公钥：${key}`,
  '您已有的证明文件继续有效；请重新下载“核对用的公钥”。',
  '',
  reason === 'key_stolen'
    ? 'Notice: somebody else may have the key that signed the log'
    : 'Notice: two versions of the log contradict each other',
  `From ${at} on the old log ${before.origin} is closed. Its keys: ${before.keys.map(idOf).join(', ')}`,
  witnessed
    ? `The outside witnesses (${witnessed.by.join(', ')}) last signed size ${witnessed.size}, root ${witnessed.root}. What is before it cannot be told otherwise, whoever has the key.`
    : 'The old log had no outside witness: keep the proofs in your hands, and the sheets that hung on the wall.',
  `Believe nothing that the old keys sign for a size above ${before.size} from now on. The new key: ${key}`,
  'The proofs that you have stay valid; download the keys to check with again.',
  '----',
];

/** `huiyin log new-epoch` in an installation that nothing serves: 0 done, 1 refused and nothing changed, 2 wrongly asked. */
export const newEpochOf = async (
  it: Pick<Installation, 'reach' | 'dataDirectory'>,
  open: () => Promise<Service>,
  options: Options,
  io: Io,
): Promise<number> => {
  const reason = EPOCH_REASONS.find((one) => one === options.reason?.replace('-', '_'));
  if (!reason) return (io.err('--reason: key-stolen or fork'), 2);
  const service = await open();
  try {
    // What a kill has left half done is ended first; then there is nothing to close.
    const head = await service.signer.head();
    const { origin } = await service.jurisdiction();
    if (head !== undefined && head.origin !== origin) {
      await putAside(it, service);
      await tick(await open());
      return (io.out(`the log ${origin} was begun already; what was cut off is done`), 0);
    }
    const done = await newEpoch(it, service, reason, service.clock());
    if (typeof done === 'string') return (io.err(`log.${done}: ${FAULTS[done]}`), 1);
    const destroyed = await putAside(it, service);
    await tick(await open());
    const { before, witnessed, key } = done;
    io.facts?.({
      origin: done.origin,
      key,
      before: { ...before, keys: [...before.keys] },
      witnessed: witnessed && { size: witnessed.size, root: witnessed.root, by: [...witnessed.by] },
    });
    io.out(`the log ${before.origin} is closed at ${before.size} leaves; it goes on as ${done.origin}`);
    io.out(
      `${destroyed.length} old key files are destroyed; the heads file and the public files of the old log are kept beside the new ones`,
    );
    for (const line of noticeLines(done, reason, toIso(service.clock()))) io.out(line);
    io.out('Next: print and hang up the notice, pair again with each witness (./huiyin peer URL --again, on both sides), archive.');
    return 0;
  } catch (error) {
    if (!(error instanceof SignerAway)) throw error;
    return (io.err(`log.signer_away: ${error.message}`), 1);
  }
};

/** Closes the log and begins a new one that commits to it: when a key was stolen, or when two versions contradict each other. */
export const newEpochCommand = (options: Options, io: Io): Promise<number> => {
  const data = dataOf(options.data);
  const release = takeLock(data);
  return withInstallation(data, (it) => newEpochOf(it, () => openServed(it), options, io)).finally(release);
};
