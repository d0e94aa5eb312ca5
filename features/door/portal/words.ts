import { words } from '../../../kernel/language/words.ts';
import type { DoorBody } from '../../../kernel/door/door.ts';
import type { DoorKind } from '../../../kernel/matter/kinds.ts';

export const KINDS = words<{ readonly [kind in DoorKind]: string }>('door/portal/words.KINDS', {
  'zh-CN': {
    accusation: '有人以权谋私、收钱办事、打人骂人',
    retaliation: '因为说过话、告过状，正受到打击报复',
    child_danger: '有孩子可能正受伤害、被欺凌',
  },
  en: {
    accusation: 'Abuse of office, taking money, violence or insults',
    retaliation: 'Retaliation for having spoken up or complained',
    child_danger: 'A child who may be in danger, or is bullied',
  },
});

export const BODIES = words<{ readonly [body in DoorBody]: string }>('door/portal/words.BODIES', {
  'zh-CN': {
    discipline_inspection: '纪检监察机关',
    procuratorate: '检察机关',
    ombudsman: '监察专员',
    assembly: '人民代表大会',
    audit: '审计机关',
    court: '法院',
    child_protection: '未成年人保护机构',
  },
  en: {
    discipline_inspection: 'discipline inspection',
    procuratorate: 'procuratorate',
    ombudsman: 'ombudsman',
    assembly: 'people’s congress',
    audit: 'audit office',
    court: 'court',
    child_protection: 'child protection',
  },
});

/** What the door's own form says in place of the ordinary one. */
export const DOOR_FORM = words('door/portal/words.DOOR_FORM', {
  'zh-CN': {
    about: {
      accusation: '写谁做了什么、什么时候、在哪里。没有证据也可以写，写清楚您是看见的还是听说的。',
      retaliation: '写发生了什么、您以前说过什么。以前那件事有编号的，可以写在文字里；这里不会拿它去连任何东西。',
      child_danger: '写孩子现在在哪里、怎样能找到。孩子的姓名可以不写全。',
    },
    whoText: (desk: string) => [
      `只有${desk}看得到您写的内容。您说的单位、当地的网站和管理它的人，都没有这里的账号，也打不开这里的任何东西。`,
      '每一次有人打开您的事项，都会记在您的进度页上。',
    ],
  },
  en: {
    about: {
      accusation: 'Say who did what, when and where. You need no proof; say whether you saw it or were told.',
      retaliation:
        'Say what happened, and what you had said before. If that matter has a number you may mention it in your text; nothing here is joined by it.',
      child_danger: 'Say where the child is now and how it can be found. The full name is not needed.',
    },
    whoText: (desk: string) => [
      `Only ${desk} reads what you write. The office you write about, the local site and whoever runs it have no account here and can open nothing of it.`,
      'Each time somebody opens your matter, that is listed on your progress page.',
    ],
  },
});

export const DOOR_HOME = words<(place: string) => string>('door/portal/words.DOOR_HOME', {
  'zh-CN': (place) =>
    `这里是${place}的独立受理处，只收三样：对单位和工作人员的举报、打击报复、孩子可能正受伤害。您说的单位看不到这里的任何东西。不用写姓名，领一张回执，上面写明哪一天前要答复您。`,
  en: (place) =>
    `This is the independent door of ${place}. It takes three things: accusations against offices and those working there, retaliation, and danger to a child. The office you write about can see nothing here. No name is needed; you take a receipt, and it says by which day you must be answered.`,
});

export const QUESTION = words('door/portal/words.QUESTION', {
  'zh-CN': {
    title: '您要说的是哪一件？',
    step: '第1步，共3步',
    hint: '几样都有的，选最急的那样，其余写在文字里。别的事，例如路灯、水压、手续，请到当地的网站反映，这里不收。',
    next: '下一步',
    errors: '还差一步',
  },
  en: {
    title: 'What is it about?',
    step: 'Step 1 of 3',
    hint: 'If it is several of these, choose the most urgent and put the rest into your text. Other things, such as street lights, water or papers, belong on the local site; they are not taken here.',
    next: 'Next',
    errors: 'One thing is missing',
  },
});

export const DOOR = words('door/portal/words.DOOR', {
  'zh-CN': {
    title: '这件事请走独立的门',
    lead: (name: string, body: string) => `受理的是${name}（${body}）。它不归这里的任何单位管，另有一个网站、一套钥匙、一本日志。`,
    nothing: '您刚才在这里写过的，没有保存，也没有送过去。请到那边重新写。',
    go: (name: string) => `到${name}去写`,
    goHint: '这只是一个普通的链接：不带编号，不带文字，对方不知道您从哪里来，这里也不知道您有没有打开。',
    takes: '它收什么，哪一天前先答复您',
    sees: '谁看得到',
    seesText: (name: string) => [
      `${name}指定的人看得到您写的内容；每打开一次，您的进度页上都有记录。`,
      '这里的单位、它的上级、管这个网站的人都看不到：这台服务器从来不经手您写的字，也不知道有没有这件事。',
      '您的浏览记录和单位的网络会留下您打开过哪个网址。不放心，就换一台手机、换一个地方。',
    ],
    cannot: '那边也防不住的事',
    paper: '不想上网写',
    address: '地址',
    phone: '电话',
    hours: '接待时间',
    blocked: '打不开那个网站，或者只有这台公用机器',
    blockedText: '可以在这里写好，由浏览器封起来再转过去。这台服务器只看得到一只封好的信封，每只一样大。',
    blockedLink: '在这里写，封好再送',
    danger: '孩子正有危险、有人正受伤害，不要写，请打110。',
    back: '其实是一件要办的事，回到上一个问题',
    record: '它是怎样指定的，写在公开记录里',
  },
  en: {
    title: 'This goes through the independent door',
    lead: (name: string, body: string) =>
      `It is kept by ${name} (${body}). No office here has any say over it; it has its own site, its own keys and its own log.`,
    nothing: 'What you may have typed here was neither stored nor passed on. Please write it over there.',
    go: (name: string) => `Write to ${name}`,
    goHint:
      'This is a plain link: it carries no number and no text. They do not learn where you came from, and we do not learn whether you followed it.',
    takes: 'What it takes, and by when you first hear from it',
    sees: 'Who will see it',
    seesText: (name: string) => [
      `Those whom ${name} has appointed read what you write; each time it is opened, your progress page lists it.`,
      'The offices here, those above them and whoever runs this site do not: this server never handles your words and does not know whether there is such a matter.',
      'Your browser and an office’s network keep a trace of which address you opened. If that worries you, use another telephone and another place.',
    ],
    cannot: 'What it cannot prevent over there either',
    paper: 'If you would rather not write online',
    address: 'Address',
    phone: 'Telephone',
    hours: 'Hours',
    blocked: 'That site does not open, or this shared machine is all you have',
    blockedText:
      'You can write here; your browser seals it before it is passed on. This server sees a sealed envelope and nothing else, and all of them are the same size.',
    blockedLink: 'Write here and have it sealed',
    danger: 'If a child or anybody is being hurt now, do not write: call 110.',
    back: 'It is something that should be done after all: back to the question',
    record: 'How it was appointed stands in the public record',
  },
});

export const WRITE = words('door/portal/words.WRITE', {
  'zh-CN': {
    title: '写好，封起来，再送出去',
    lead: (name: string) => `您写的在这一页里就封好了，只有${name}打得开。这台服务器转送的是一只封好的信封。`,
    script: '这一页要在浏览器里做密封，需要开启脚本。开不了的话，请用前一页上的网址、电话或者地址。',
    kind: '是哪一件？',
    subject: '用一句话说，是什么事？',
    body: '发生了什么？',
    bodyHint: '最多五千字。只有您一个人才知道的细节，可能让人认出您。以前的事有编号的，可以写在文字里。',
    send: '封好，送出去',
    empty: '这一栏还没有写，或者写得太长：一句话不超过200字，经过不超过5000字。',
    failed: '没有送出去：',
    doneTitle: '信封已经收下，正在路上',
    code: '查询码（只在您这台机器上做出来，只显示这一次，请抄下）',
    doneText: (name: string, origin: string) =>
      `过几分钟到一天，在任何一台机器上打开 ${origin}/follow，输入查询码，就看得到收件日期和答复期限。${name}收到以前，那里会说没有这件事。过了两天还没有，就是没有送到：请打电话，或者换一条路再写。`,
    again: '清空这一页',
    limits: '它防不住什么',
    limitsText: (hash: string) => [
      '运行这台服务器的人可以换掉这一页，在您写的时候偷看。能打开受理处自己的网站，就用那个。',
      `这一页的程序可以核对：它的指纹（SHA-256）是 ${hash}，受理处的网站上写着同一个。`,
      '单位的网络和公用机器，可能记下您在这一页停了多久、屏幕上写了什么。',
      '写完请按“清空这一页”，再关掉浏览器。',
    ],
    back: '回到前一页',
  },
  en: {
    title: 'Write it, seal it, then send it',
    lead: (name: string) =>
      `What you write is sealed inside this page; only ${name} can open it. What this server passes on is a sealed envelope.`,
    script:
      'This page seals your words in the browser and needs its script. If scripts cannot run here, use the address, telephone or site on the page before.',
    kind: 'What is it about?',
    subject: 'In one sentence: what is it about?',
    body: 'What happened?',
    bodyHint:
      'Up to 5,000 characters. Details that only you know can show who you are. An earlier matter’s number may be mentioned in the text.',
    send: 'Seal it and send it',
    empty: 'This is still empty, or too long: one sentence of at most 200 characters, and at most 5,000 for what happened.',
    failed: 'It was not sent: ',
    doneTitle: 'The envelope was taken and is on its way',
    code: 'Your code (made on your device alone, shown only this once: copy it)',
    doneText: (name: string, origin: string) =>
      `Within minutes, or a day at most, open ${origin}/follow on any device and enter the code: you see the day it arrived and by when you must be answered. Until ${name} has it, that page says there is no such matter. If it still says so after two days, it did not arrive: telephone, or write another way.`,
    again: 'Empty this page',
    limits: 'What it cannot prevent',
    limitsText: (hash: string) => [
      'Whoever runs this server could change this page and look on as you write. If you can open the door’s own site, use that.',
      `The program of this page can be checked: its fingerprint (SHA-256) is ${hash}, and the door’s own site states the same.`,
      'An office’s network or a shared machine may note how long you stayed here and what stood on the screen.',
      'When you have finished, press “Empty this page” and close the browser.',
    ],
    back: 'Back to the page before',
  },
});
