import type { Language } from '../words/sentences.ts';

/** Words of the page itself; what it says of a bundle comes from the sentences of the verifier. */
export interface PageWords {
  readonly title: string;
  readonly lead: string;
  readonly offline: string;
  readonly bundle: string;
  readonly bundleHint: string;
  readonly policy: string;
  readonly policyHint: string;
  readonly file: string;
  readonly fileHint: string;
  readonly check: string;
  readonly needed: string;
  readonly other: string;
  readonly print: string;
  readonly learns: string;
  readonly limits: string;
}

export const WORDS: { readonly [language in Language]: PageWords } = {
  'zh-CN': {
    title: '核对一份证明',
    lead: '把从进度页下载的证明文件放进来，这一页会说：证明了什么，谁签的名，在哪两个时刻之间，还有什么没有证明。',
    offline: '这一页什么也不发出去，不联网也能用。可以存在U盘里，拿到任何一台电脑上打开。',
    bundle: '证明文件',
    bundleHint: '进度页上的“下载证明”。里面有您的日志钥匙，不要给别人。',
    policy: '核对用的公钥',
    policyHint: '日志页上的文件。最好从别处拿到，例如报纸、家长会、上级单位。信谁的签名，由您自己定。',
    file: '照片或文件（可不选）',
    fileHint: '从这件事里下载的，看它有没有被改过。',
    check: '核对',
    needed: '请先选证明文件和公钥文件。',
    other: 'English',
    print: '打印结果',
    learns: '文件只在您的浏览器里读，没有任何人知道您核对过。',
    limits: '“属实”的证明永远属实。它说明不了：以后有没有别的步骤，写的内容对不对。',
  },
  en: {
    title: 'Check a proof',
    lead: 'Give it the proof that you downloaded from your progress page. It says what is proved, who signed it, between which two times, and what is not proved.',
    offline: 'This page sends nothing anywhere and works without a network. Keep it on a USB stick and open it on any computer.',
    bundle: 'The proof',
    bundleHint: '“Download the proof” on your progress page. It holds your log key: give it to nobody.',
    policy: 'Keys to check with',
    policyHint:
      'The file on the page of the log. Best taken from elsewhere: a newspaper, a parents’ committee, the office above. Whose signatures to trust is for you to say.',
    file: 'A photo or paper (optional)',
    fileHint: 'One that you downloaded from this matter, to see whether it was changed.',
    check: 'Check',
    needed: 'Choose the proof and the keys first.',
    other: '中文',
    print: 'Print the result',
    learns: 'The files are read in your browser only; nobody learns that you checked.',
    limits: 'A proof that is true stays true for ever. It does not show whether later steps exist, or whether what was written is right.',
  },
};
