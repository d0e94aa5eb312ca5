import { describe, expect, it } from 'vitest';
import type { AccessRule } from './access.ts';
import { upgradeAccess } from './upgrade.ts';

const clause = { 'zh-CN': '条', en: 'art.' };
const rule = (id: string, verbs: readonly string[], more: Partial<AccessRule> = {}): AccessRule => ({
  id,
  effect: 'allow',
  clause,
  verbs,
  ...more,
});
const HANDLER = rule('handler', ['read', 'reply', 'void']);
const DESK = rule('desk', ['read', 'register']);

describe('an access table of before', () => {
  it('is the same where the program has no new step', () => {
    expect(upgradeAccess([HANDLER, DESK], [HANDLER, DESK], [])).toEqual({ rules: [HANDLER, DESK], added: [] });
  });

  it('gets a new step in the rules that the program has it in', () => {
    const { rules, added } = upgradeAccess([HANDLER, DESK], [rule('handler', ['read', 'reply', 'void', 'take_back']), DESK], []);
    expect(rules).toEqual([rule('handler', ['read', 'reply', 'void', 'take_back']), DESK]);
    expect(added).toEqual([{ rule: 'handler', verbs: ['take_back'], isNew: false }]);
  });

  it('gets a rule that no table of the place ever had whole, with steps that others may take already', () => {
    const helper = rule('helper', ['read', 'reply', 'lend']);
    const { rules, added } = upgradeAccess([HANDLER], [HANDLER, helper], [[HANDLER]]);
    expect(rules).toEqual([HANDLER, helper]);
    expect(added).toEqual([{ rule: 'helper', verbs: ['read', 'reply', 'lend'], isNew: true }]);
  });

  it('gets a new rule that forbids everything whole, once, and not again when the place took it away', () => {
    const nobody: AccessRule = { id: 'others-see-nothing', effect: 'forbid', relations: ['other'], of: ['drill'], clause };
    const { rules, added } = upgradeAccess([HANDLER], [HANDLER, nobody], [[HANDLER]]);
    expect(rules).toEqual([HANDLER, nobody]);
    expect(added).toEqual([{ rule: 'others-see-nothing', verbs: [], isNew: true }]);
    expect(upgradeAccess(rules, [HANDLER, nobody], [[HANDLER], rules])).toEqual({ rules, added: [] });
    expect(upgradeAccess([HANDLER], [HANDLER, nobody], [[HANDLER], rules])).toEqual({ rules: [HANDLER], added: [] });
  });

  it('gets of a rule that it took away the steps that are new, and reading, and nothing else', () => {
    const helper = rule('helper', ['read', 'reply']);
    const { rules } = upgradeAccess([HANDLER], [HANDLER, rule('helper', ['read', 'reply', 'lend'])], [[HANDLER, helper]]);
    expect(rules).toEqual([HANDLER, rule('helper', ['read', 'lend'])]);
  });

  it('does not get back a step that it took from everybody', () => {
    const own = [rule('handler', ['read', 'reply']), DESK];
    expect(upgradeAccess(own, [HANDLER, DESK], [[HANDLER, DESK], own])).toEqual({ rules: own, added: [] });
  });

  it('is the same however often it is upgraded', () => {
    const shipped = [rule('handler', ['read', 'reply', 'void', 'take_back']), DESK, rule('helper', ['read', 'reply'])];
    const once = upgradeAccess([HANDLER, DESK], shipped, []).rules;
    expect(upgradeAccess(once, shipped, [[HANDLER, DESK], once])).toEqual({ rules: once, added: [] });
  });

  it('keeps what a place has taken away or changed', () => {
    const own = [rule('handler', ['read', 'reply']), rule('desk', ['read', 'register', 'void'])];
    expect(upgradeAccess(own, [HANDLER, DESK], []).rules).toEqual(own);
  });

  it('takes a step of another kind for new, though a step of matters has its name', () => {
    const hazards = rule('hazard-handler', ['read', 'void'], { of: ['hazard'] });
    const { rules, added } = upgradeAccess([HANDLER], [HANDLER, hazards], []);
    expect(rules).toEqual([HANDLER, hazards]);
    expect(added).toEqual([{ rule: 'hazard-handler', verbs: ['read', 'void'], isNew: true }]);
  });
});
