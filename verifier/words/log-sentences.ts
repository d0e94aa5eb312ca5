import type { ComparisonCannotTell, Contradiction } from '../check/comparison.ts';
import type { LogFault } from '../check/fsck.ts';
import type { Language } from './sentences.ts';

/** What `watch` and `fsck` say. */
export interface LogSentences {
  readonly watchUsage: string;
  readonly fsckUsage: string;
  readonly unreadable: string;
  readonly badPolicy: string;
  readonly badState: string;
  readonly outcomes: Readonly<Record<'first' | 'same' | 'grown', string>>;
  readonly pinned: string;
  readonly witnessed: string;
  readonly contradicted: Readonly<Record<Contradiction, string>>;
  readonly evidence: string;
  readonly cannotTell: Readonly<Record<ComparisonCannotTell, string>>;
  readonly fsckTrue: string;
  readonly fsckUnsigned: string;
  readonly fsckFalse: string;
  readonly fsckCannotTell: string;
  readonly faults: Readonly<Record<LogFault['what'], string>>;
  readonly more: string;
}

const english: LogSentences = {
  watchUsage:
    'Usage: watch URL --state FILE [--policy FILE] [--once] [--every SECONDS] [--lang en|zh-CN] [--json]\nAnswers 0: goes on from what was seen before, 1: contradicts it, 2: cannot tell.',
  fsckUsage:
    'Usage: fsck URL|DIRECTORY [--policy FILE] [--lang en|zh-CN] [--json]\nAnswers 0: every hash agrees, 1: something does not, 2: cannot tell.',
  unreadable: 'Cannot read or write {path}.',
  badPolicy: 'The policy file cannot be used: line {line} ({fault}).',
  badState: 'The state file {path} is damaged. Move it away; what it had seen is lost to this watch.',
  outcomes: {
    first: 'First look: {origin} has {size} entries, root {root}.',
    same: 'The same: {origin} has {size} entries, root {root}.',
    grown: 'Grown: {origin} has {size} entries, root {root}; all that was seen before is its beginning.',
  },
  pinned: 'No policy was given: the keys that this address names now are kept in the state file. Compare them with the log’s owner.',
  witnessed: 'Witnessed by {by} of {of}.',
  contradicted: {
    server_smaller: 'CONTRADICTED: the log has {serverSize} entries, and {ownSize} were seen before.',
    other_root:
      'CONTRADICTED: this is another log under the same name; {ownSize} entries seen before are not the beginning of its {serverSize}.',
    leaf_differs: 'CONTRADICTED: an entry differs.',
    entry_differs: 'CONTRADICTED: an entry differs.',
    tiles_contradict_head: 'CONTRADICTED: what is shown does not add up to what the log itself signed.',
  },
  evidence: 'Both signed heads are kept in {path}: keep that file, it is evidence.',
  cannotTell: {
    no_head: 'CANNOT TELL: no log was found at this address.',
    head_not_signed: 'CANNOT TELL: the head at this address is not signed by a log of the policy ({reason}).',
    other_log: 'CANNOT TELL: the log at this address is another one ({reason}).',
    tile_missing: 'CANNOT TELL: the log does not show all its parts: {path} is missing.',
    unreachable: 'CANNOT TELL: the address could not be reached ({reason}).',
  },
  fsckTrue: 'TRUE: {files} files of {origin} agree, {size} entries, root {root}.',
  fsckUnsigned: 'The signature of the checkpoint was not checked: that needs --policy.',
  fsckFalse: 'FALSE: {count} files of the log are not as they must be.',
  fsckCannotTell: 'CANNOT TELL: {count} files could not be read.',
  faults: {
    hashes: '{path}: the hashes are not those of what lies below them.',
    entries: '{path}: not readable as so many entries.',
    length: '{path}: of another length than its place says.',
    root: '{path}: the entries give another root.',
    signature: '{path}: not signed by the log, or by a key that the policy does not have.',
    malformed: '{path}: not a signed checkpoint.',
    partial: '{path}: not the beginning of the tile that took its place.',
  },
  more: '… and {count} more.',
};

const chinese: LogSentences = {
  watchUsage:
    '用法：watch 网址 --state 文件 [--policy 文件] [--once] [--every 秒数] [--lang en|zh-CN] [--json]\n返回 0：与以前看到的接得上；1：矛盾；2：无法判断。',
  fsckUsage: '用法：fsck 网址|目录 [--policy 文件] [--lang en|zh-CN] [--json]\n返回 0：每个指纹都对；1：有对不上的；2：无法判断。',
  unreadable: '无法读写 {path}。',
  badPolicy: '公钥文件不能用：第 {line} 行（{fault}）。',
  badState: '状态文件 {path} 已损坏。请移走它；它以前看到的，这次就不知道了。',
  outcomes: {
    first: '第一次看：{origin} 有 {size} 条，树根 {root}。',
    same: '没有变：{origin} 有 {size} 条，树根 {root}。',
    grown: '长大了：{origin} 有 {size} 条，树根 {root}；以前看到的都在它的开头。',
  },
  pinned: '没有给出公钥文件：这个网址现在说的公钥已记在状态文件里。请与日志的主人核对。',
  witnessed: '{of} 个见证人中有 {by} 个签了名。',
  contradicted: {
    server_smaller: '自相矛盾：日志有 {serverSize} 条，以前看到过 {ownSize} 条。',
    other_root: '自相矛盾：这是同名的另一个日志；以前看到的 {ownSize} 条不是这 {serverSize} 条的开头。',
    leaf_differs: '自相矛盾：有一条不同。',
    entry_differs: '自相矛盾：有一条不同。',
    tiles_contradict_head: '自相矛盾：展示的内容与日志自己签署的不符。',
  },
  evidence: '两份签过名的状态都存在 {path}：请保存这个文件，它是证据。',
  cannotTell: {
    no_head: '无法判断：这个网址上没有日志。',
    head_not_signed: '无法判断：这个网址上的状态不是由您信任的日志签署的（{reason}）。',
    other_log: '无法判断：这个网址上是另一个日志（{reason}）。',
    tile_missing: '无法判断：日志没有出示全部内容，缺少 {path}。',
    unreachable: '无法判断：无法连接这个网址（{reason}）。',
  },
  fsckTrue: '属实：{origin} 的 {files} 个文件都对得上，{size} 条，树根 {root}。',
  fsckUnsigned: '没有核对检查点的签名：那要用 --policy。',
  fsckFalse: '不属实：日志有 {count} 个文件不对。',
  fsckCannotTell: '无法判断：有 {count} 个文件读不到。',
  faults: {
    hashes: '{path}：与下面的内容对不上。',
    entries: '{path}：读不出应有的条数。',
    length: '{path}：长度与它的位置不符。',
    root: '{path}：全部条目算出的是另一个树根。',
    signature: '{path}：不是由这个日志签署的，或者公钥文件里没有那把公钥。',
    malformed: '{path}：不是签过名的检查点。',
    partial: '{path}：不是后来那一块的开头。',
  },
  more: '……还有 {count} 个。',
};

export const logSentencesIn = (language: Language): LogSentences => (language === 'zh-CN' ? chinese : english);

/** Control characters in a value could steer the reader's terminal. */
const CONTROL = /\p{Cc}/gu;

export const fill = (template: string, params: { readonly [name: string]: string | number }): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '').replace(CONTROL, '?'));
