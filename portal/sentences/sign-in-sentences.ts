import { phrases } from '../../kernel/language/words.ts';
/** What a member of staff reads when signing in, setting up or managing accounts did not work. */
export const SIGN_IN_SENTENCES = phrases('portal/sign-in-sentences.SIGN_IN_SENTENCES', {
  sign_in_needed: () => ({ 'zh-CN': '请先登录。', en: 'Please sign in first.' }),
  sign_in_failed: () => ({
    'zh-CN': '账号、密码或动态码不对。动态码每个只能用一次。',
    en: 'Account, password or code is wrong. Each code works once.',
  }),
  sign_in_wait: () => ({
    'zh-CN': '试错的次数多了，请等一会儿再登录。',
    en: 'There were several wrong tries; please wait a little before the next.',
  }),
  sign_in_stale: () => ({
    'zh-CN': '改登录方式，要在登录后的15分钟以内。请退出，重新登录，再来改。什么都没有改动。',
    en: 'Ways of signing in can be changed within 15 minutes of signing in. Please sign out, sign in again and come back. Nothing was changed.',
  }),
  passkey_failed: () => ({
    'zh-CN': '这个通行密钥没有通过：它不是这里的，或者这一页开得太久了。请再试一次，也可以用密码和动态码。',
    en: 'This passkey did not work: it is not one of ours, or the page stood open too long. Please try again, or use password and code.',
  }),
  oidc_failed: () => ({
    'zh-CN': '单位的统一登录没有通过，或者它那里的账号在这里没有岗位。请再试一次，也可以用密码和动态码。',
    en: 'The sign-in of your organisation did not work, or its account has no post here. Please try again, or use password and code.',
  }),
  link_unknown: () => ({
    'zh-CN': '这个链接已经用过、过期了，或者抄写得不完整。请向给您链接的人要一个新的。',
    en: 'This link has been used, has run out, or is not complete. Please ask whoever gave it to you for a new one.',
  }),
  password_short: () => ({
    'zh-CN': '密码还太短：至少12个字符。',
    en: 'This password is too short: it takes at least 12 characters.',
  }),
  password_like_account: () => ({
    'zh-CN': '密码里除了账号名，几乎没有别的。请换一个。',
    en: 'This password is little more than the name of the account. Please choose another.',
  }),
  first_code_wrong: () => ({
    'zh-CN': '动态码不对。请看验证器里“Huiyin”这一项，输入现在显示的6位数字；手机的时间也要准。',
    en: 'The code is wrong. Please type the six digits that the entry “Huiyin” shows now; the clock of the phone must be right, too.',
  }),
  last_way: () => ({
    'zh-CN': '这是您唯一的登录方式，删了就进不来了。请先加一个别的。',
    en: 'This is your only way to sign in; without it you could not come back. Please add another first.',
  }),
  account_form: () => ({
    'zh-CN': '账号名是2到40个字符：小写字母、数字、点、横线或下划线。',
    en: 'The name of an account has 2 to 40 characters: a–z, digits, dot, hyphen or underscore.',
  }),
  account_known: () => ({
    'zh-CN': '这个账号名已经有了，停用的也不能再用。请换一个。',
    en: 'There is an account of this name, or was one. Please choose another.',
  }),
  account_unknown: () => ({ 'zh-CN': '没有这个账号，或者它已经停用。', en: 'There is no such account, or it has ended.' }),
  own_account: () => ({
    'zh-CN': '自己的账号，要由别人来办。',
    en: 'Somebody else has to do this for your own account.',
  }),
  confirmer_new: () => ({
    'zh-CN': '您的账号公布还不满七天（或者登录方式刚重设过），现在还不能确认别人的事。请别的同事确认。',
    en: 'Your account has stood in the public record for less than seven days, or its sign-in was made anew. Another colleague must confirm.',
  }),
  confirmer_near: () => ({
    'zh-CN': '提出这件事的账号，和您的账号，一个是由另一个开出或重设的。要由跟提出的人没有这层关系的同事确认。',
    en: 'The account that asked and yours come from each other: one granted or recovered the other. A colleague without that tie must confirm.',
  }),
  second_needed: () => ({
    'zh-CN': '这一步要由第二个人来确认：管理员、负责人或审计岗，不能是提出的人，也不能是同一个岗位。',
    en: 'A second person has to confirm this: an administrator, a head or an auditor, not whoever asked and not of the same post.',
  }),
  nothing_pending: () => ({
    'zh-CN': '没有等着确认的事：也许别人已经办了，也许过了7天。',
    en: 'Nothing waits here: somebody else has dealt with it, or the seven days are over.',
  }),
});
