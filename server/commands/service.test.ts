import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serviceInstall, unitText } from './service.ts';
import { testFolder } from '../../test/support/folder.ts';

const folder = testFolder('service');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const heard = () => {
  const lines: string[] = [];
  return { io: { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) }, lines };
};
const options = {
  data: join(folder, '数据 100%', 'data'),
  port: '8080',
  host: '127.0.0.1',
  user: 'huiyin',
  unit: join(folder, 'huiyin.service'),
};

describe('service install', () => {
  it('writes a unit that quotes every path, runs as a user of its own and may write only where its data are', () => {
    const { io, lines } = heard();
    expect(serviceInstall(options, io)).toBe(0);
    expect(lines.join('\n')).toContain('systemctl enable --now huiyin');
    const text = readFileSync(options.unit, 'utf8');
    expect(text).toContain('User=huiyin');
    expect(text).toContain('数据 100%%/data"');
    expect(text).toMatch(/^ReadWritePaths=".*数据 100%%\/data" ".*-keys"$/m);
    expect(text).toMatch(/^PrivateTmp=yes\nRuntimeDirectory=huiyin-[0-9a-f]{12}$/m);
    expect(text).not.toMatch(/^ReadWritePaths=.* \/tmp/m);
    expect(text).not.toContain('HUIYIN_');
    expect(text).toMatch(/^ExecStart=".*huiyin" "up" "--data" /m);
  });

  it('is a unit that systemd reads without a complaint, where systemd is there to ask', () => {
    const found = spawnSync('systemd-analyze', ['verify', options.unit], { encoding: 'utf8' });
    if (found.error) {
      process.stdout.write('  systemd-analyze is not here: the unit was not shown to systemd\n');
      return;
    }
    const about = found.stderr.split('\n').filter((line) => line.includes('huiyin.service') && !line.includes('not executable'));
    expect(about).toEqual([]);
  });

  it('asks for the proxy whenever an address is given, and writes both', () => {
    const { io, lines } = heard();
    const behind = { ...options, unit: join(folder, 'behind.service'), url: 'https://matters.county.example' };
    expect([serviceInstall(behind, io), lines[0]?.split(':')[0], existsSync(behind.unit)]).toEqual([2, 'proxy_missing', false]);
    expect([serviceInstall({ ...behind, proxy: 'x y' }, heard().io), existsSync(behind.unit)]).toEqual([2, false]);
    expect(serviceInstall({ ...behind, proxy: '127.0.0.1' }, heard().io)).toBe(0);
    expect(readFileSync(behind.unit, 'utf8')).toMatch(
      /^Environment="HUIYIN_URL=https:\/\/matters.county.example"\nEnvironment="HUIYIN_PROXY=127.0.0.1"$/m,
    );
    expect(serviceInstall({ ...behind, proxy: 'none', force: true }, heard().io)).toBe(0);
    expect(readFileSync(behind.unit, 'utf8')).not.toContain('HUIYIN_PROXY');
  });

  it('writes over nothing, and refuses what would not be one word of the unit', () => {
    const refused = (more: object): readonly [number, string, boolean] => {
      const { io, lines } = heard();
      const unit = join(folder, 'other.service');
      return [serviceInstall({ ...options, unit, ...more }, io), lines[0]?.split(':')[0] ?? '', existsSync(unit)];
    };
    const { io, lines } = heard();
    expect([serviceInstall(options, io), lines[0]]).toEqual([2, expect.stringContaining('unit_exists')]);
    expect(refused({ user: 'root; rm' })).toEqual([2, 'user_invalid', false]);
    expect(refused({ port: '99999' })).toEqual([2, 'port_invalid', false]);
    expect(refused({ host: '0.0.0.0 --x' })).toEqual([2, 'host_invalid', false]);
    expect(refused({ data: 'a\nExecStartPre=/bin/x' })).toEqual([2, 'path_invalid', false]);
    expect(unitText('/opt/a"b$c', options)).toContain('ExecStart="/opt/a\\"b$$c/huiyin"');
  });
});
