import type { CommandSentences } from './sentences.ts';

export const againstChinese: CommandSentences = {
  heading: '与网址核对',
  findings: { consistent: '一致', contradicted: '自相矛盾', promise_without_inclusion: '承诺未兑现', cannot_tell: '无法判断' },
  comparisons: {
    consistent: '那里的日志有 {serverSize} 条，包含这份证明文件所证明的一切。',
    promise_kept: '承诺已兑现：您的提交是日志的第 {index} 条。请取新的证明文件保存证明。',
    promise_not_due: '您的提交还没有进入日志；承诺的期限是 {includeBy}。',
    promise_without_inclusion: '承诺已于 {includeBy} 到期，而 {serverSize} 条之中没有您的提交。请保存这份证明文件：它是证据。',
    server_smaller: '那里的日志只有 {serverSize} 条，而它曾向您签署过 {ownSize} 条：有内容消失了。请保存这份证明文件：它是证据。',
    other_root: '那里是另一个日志：它的 {serverSize} 条并不以向您签署过的 {ownSize} 条开头。请保存这份证明文件：它是证据。',
    leaf_differs: '那里的日志第 {index} 条与向您证明过的不同。请保存这份证明文件：它是证据。',
    entry_differs: '那里展示的第 {index} 条内容与日志签署的不同。请保存这份证明文件：它是证据。',
    tiles_contradict_head: '那里展示的内容与日志自己签署的不符。',
    no_head: '这个网址上没有日志。',
    head_not_signed: '这个网址上的日志没有出示由您信任的日志签署的状态（{reason}）。',
    other_log: '这个网址上是另一个日志（{reason}）。',
    tile_missing: '这个网址上的日志没有出示全部内容：缺少 {path}。',
    unreachable: '无法连接这个网址（{reason}）。',
  },
  usage: {
    usage:
      '用法：verify 证明文件 --policy 文件 [--file 照片或文件] [--against 网址] [--lang en|zh-CN] [--json]\n返回 0：属实；1：不属实；2：无法判断。',
    unreadable: '无法读取 {path}。',
  },
};
