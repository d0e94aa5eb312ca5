import { describe, expect, it } from 'vitest';
import { csvText } from './csv-text.ts';

describe('rows as CSV', () => {
  it('are quoted where they must be, and begin no computation', () => {
    expect(
      csvText([
        ['名称', 'a,b', 'c"d'],
        ['=1+1', '-2', '@x'],
        ['两\n行', '', '+3'],
      ]),
    ).toBe('\uFEFF名称,"a,b","c""d"\r\n\'=1+1,\'-2,\'@x\r\n"两\n行",,\'+3\r\n');
  });
});
