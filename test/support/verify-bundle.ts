import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyCommand } from '../../verifier/commands/cli.ts';
import { testFolder } from './folder.ts';

/** What `huiyin verify BUNDLE --policy FILE` answers: 0 true, 1 false, 2 cannot tell. */
export const verifyBundle = async (bundle: object, policy: string): Promise<number> => {
  const folder = testFolder('verify');
  try {
    writeFileSync(join(folder, 'bundle.json'), JSON.stringify(bundle));
    writeFileSync(join(folder, 'policy.txt'), policy);
    return await verifyCommand([join(folder, 'bundle.json'), '--policy', join(folder, 'policy.txt')], {
      out: () => undefined,
      err: () => undefined,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
