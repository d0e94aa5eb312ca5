import { describe, expect, it } from 'vitest';
import { phoneWarning } from './up.ts';

describe('up', () => {
  it('says when an address without https means that no phone works without a signal', () => {
    expect(phoneWarning('https://huiyin.county')).toBeUndefined();
    for (const address of ['http://127.0.0.1:8080', 'http://192.168.1.2:8080', 'http://huiyin.county'])
      expect(phoneWarning(address)).toContain('needs https');
  });
});
