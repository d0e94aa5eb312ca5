/** Sentences of the follow page that stand in no table of steps or duties. */
export const FOLLOW = {
  'zh-CN': {
    title: '查进度', heading: '凭查询码查进度', lead: '查询码在您的回执上，一共21个字符。大小写、横线都不要紧。', label: '查询码', hint: '例如 7K3Q-M9XA-2D4T-PW8C-HR5N-E', button: '查进度', errors: '查询码要再核对一遍',
    lost: '查询码丢了，这里找不回来：没有记下它属于谁。可以重新反映这件事。', progress: (number: string) => `${number} 的进度`, number: '编号',
    mayTakeUp: '您现在可以请上级单位处理，不需要任何人同意。', mayUntil: (what: string, until: string) => `您现在可以${what}：${until}`, noDuty: '现在没有单位欠您下一步。', waitsForYou: (what: string) => `${what}已经写好，等您打开。`,
    papers: '写给您的', open: (what: string) => `打开${what}`, openWhy: '您打开的那一天才算送达，您自己的期限从那天算起。没有准备好，可以过几天再打开。', openPlain: '您打开的那一天才算送达。', opened: '已打开，全文在下面。', given: '写于', outcome: '结论', facts: '查明的事实', opinion: '意见', basis: '依据', door: '该走的路', where: '该找谁', reason: '理由', remedies: '您还可以',
    correction: '更正', can: '您现在可以做什么', openFirst: '等您打开上面的文书，才知道下一步。', nothing: '现在没有要您做的事。', until: (day: string, left: string) => `到${day}为止，${left}。`, noEnd: '没有截止日期。', words: '想补充的话（可不填）', closed: '现在还不能做的，和为什么', stages: '各个阶段', history: '经过', yours: '您写的', subject: '是什么事', body: '发生了什么', place: '在哪里', ask: '您希望',
    reads: '谁看过', readsNone: '还没有工作人员打开过您的事项。每一次打开都会写在这里。', readsSome: '工作人员每打开一次，这里就多一行。', proof: '证明', proofText: '把全部经过和证明存成一个文件，可以在任何一台电脑上离线核对。目前只有本单位签名，还没有外部见证。', bundle: '下载证明文件', calendar: '把期限存进日历', howTo: '怎样核对', notInLog: '这件事还没有写进已公布的日志，过几分钟再下载。承诺的时间在回执上。',
    happened: (day: string) => `事情发生在${day}`, refusedStep: '这一步没有走成', of: (office: string, what: string) => `${office}：${what}`, supervised: '上级单位的处理', until2: (day: string) => `延长到${day}`,
  },
  en: {
    title: 'Follow a matter', heading: 'Follow a matter with its code', lead: 'The code stands on your receipt and has 21 characters. Capitals and hyphens do not matter.', label: 'Code', hint: 'For example 7K3Q-M9XA-2D4T-PW8C-HR5N-E', button: 'See progress', errors: 'Please check the code again',
    lost: 'A lost code cannot be found again here: nobody wrote down whose it is. You can file the matter anew.', progress: (number: string) => `Progress of ${number}`, number: 'Number',
    mayTakeUp: 'You can ask the office above now, and nobody has to agree.', mayUntil: (what: string, until: string) => `You can now ${what.charAt(0).toLowerCase()}${what.slice(1)}. ${until}`, noDuty: 'At the moment no office owes you a next step.', waitsForYou: (what: string) => `The ${what} is ready for you to open.`,
    papers: 'Written to you', open: (what: string) => `Open the ${what}`, openWhy: 'It counts as served on the day you open it, and your own time starts then. If you are not ready, open it another day.', openPlain: 'It counts as served on the day you open it.', opened: 'It is open; the full text stands below.', given: 'Written on', outcome: 'Outcome', facts: 'Facts found', opinion: 'Opinion', basis: 'Basis', door: 'The right way', where: 'Whom to go to', reason: 'Reasons', remedies: 'What you can still do',
    correction: 'Correction', can: 'What you can do now', openFirst: 'Open the paper above; what you can do next depends on it.', nothing: 'There is nothing for you to do now.', until: (day: string, left: string) => `Until ${day}: ${left}.`, noEnd: 'There is no end date.', words: 'Anything you want to add (optional)', closed: 'What is not open now, and why', stages: 'The stages', history: 'What happened', yours: 'What you wrote', subject: 'About', body: 'What happened', place: 'Where', ask: 'What you ask for',
    reads: 'Who has looked at it', readsNone: 'No member of staff has opened your matter yet. Every time one does, it is listed here.', readsSome: 'Every time a member of staff opens it, a line is added here.', proof: 'Proof', proofText: 'Keep everything that happened, with its proof, as one file that can be checked offline on any computer. It is signed by this office only; there is no outside witness yet.', bundle: 'Download the proof', calendar: 'Put the dates into a calendar', howTo: 'How to check it', notInLog: 'This matter is not in the published log yet; please download again in a few minutes. The promised time stands on your receipt.',
    happened: (day: string) => `It happened on ${day}`, refusedStep: 'This step was not taken', of: (office: string, what: string) => `${office}: ${what}`, supervised: 'what the office above does', until2: (day: string) => `Extended to ${day}`,
  },
} as const;

export type FollowWords = (typeof FOLLOW)['zh-CN' | 'en'];
