import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from './io.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface ServiceOptions {
  readonly data: string;
  readonly port: string;
  readonly host: string;
  readonly user: string;
  readonly url?: string;
  /** The address of the proxy that stands before it. */
  readonly proxy?: string;
  readonly unit: string;
  readonly force?: boolean;
}

/** Addresses or networks, as Fastify's `trustProxy` takes them. */
const PROXIES = /^[\da-f.:]+(\/\d{1,3})?(,[\da-f.:]+(\/\d{1,3})?)*$/i;

/** A path or word as systemd reads it in a command line (systemd.service, "Command lines"): quoted, with `%`, `$` and `"` kept as they are. */
const quoted = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/** A path where a setting takes a list of them: `%` doubled, quoted where it holds a space. */
const listed = (path: string): string => (/\s/.test(path) ? `"${path.replaceAll('%', '%%')}"` : path.replaceAll('%', '%%'));

/** The unit file: one process with its database below it, as a user of its own, restarted when it fails, stopped in order. */
export const unitText = (root: string, { data, port, host, user, url, proxy }: Omit<ServiceOptions, 'unit'>): string => {
  const home = resolve(data);
  const words = [join(root, 'huiyin'), 'up', '--data', home, '--port', port, '--host', host];
  return [
    '[Unit]',
    'Description=Huiyin: every matter gets an answer',
    'After=network.target',
    '',
    '[Service]',
    'Type=exec',
    `User=${user}`,
    `Group=${user}`,
    `ExecStart=${words.map(quoted).join(' ')}`,
    ...(url === undefined ? [] : [`Environment=${quoted(`HUIYIN_URL=${url}`)}`]),
    ...(proxy === undefined ? [] : [`Environment=${quoted(`HUIYIN_PROXY=${proxy}`)}`]),
    '# It stops its database itself, in order; a database that was killed recovers at the next start.',
    'KillMode=mixed',
    'KillSignal=SIGTERM',
    'TimeoutStopSec=60',
    'Restart=on-failure',
    'RestartSec=2',
    'UMask=0077',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    'ProtectHome=read-only',
    'ProtectKernelTunables=yes',
    'ProtectControlGroups=yes',
    'RestrictSUIDSGID=yes',
    'LockPersonality=yes',
    '# The data and the keys beside them. The socket of the database lies in the data, where commands of the same user find it, or',
    '# in the runtime directory where their path is too long for one.',
    `ReadWritePaths=${[home, `${home}-keys`].map(listed).join(' ')}`,
    'PrivateTmp=yes',
    `RuntimeDirectory=huiyin-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`,
    'RuntimeDirectoryMode=0700',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
};

/** `huiyin service install`: writes a systemd unit; 0 written, 2 refused and nothing written. Nothing is started or enabled by it. */
export const serviceInstall = (options: ServiceOptions, io: Io): number => {
  const { data, port, user, unit, proxy, url } = options;
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(user)) return (io.err('user_invalid: --user takes the name of an account'), 2);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return (io.err('port_invalid: --port takes a number up to 65535'), 2);
  if (!/^[\w.:-]+$/.test(options.host)) return (io.err('host_invalid: --host takes an address'), 2);
  if (/[\n\r\0]/.test(`${data}${ROOT}${options.url ?? ''}`)) return (io.err('path_invalid: a path holds no line end'), 2);
  if (url !== undefined && proxy === undefined)
    return (
      io.err(
        'proxy_missing: --url says that a proxy stands before it; --proxy takes the address that it comes from (127.0.0.1 on this machine), or none. Without it one guesser would stop everybody',
      ),
      2
    );
  if (proxy !== undefined && proxy !== 'none' && !PROXIES.test(proxy))
    return (io.err('proxy_invalid: --proxy takes addresses with commas between, or none'), 2);
  if (existsSync(unit) && options.force !== true) return (io.err(`unit_exists: ${unit} is there already; --force writes over it`), 2);
  const { proxy: named, ...others } = options;
  writeFileSync(unit, unitText(ROOT, named === undefined || named === 'none' ? others : options), { mode: 0o644 });
  const home = resolve(data);
  io.facts?.({ unit, data: home, user });
  io.out(
    [
      `written: ${unit}`,
      'Next, as root:',
      `  useradd --system --home-dir ${home} --shell /usr/sbin/nologin ${user}    (once)`,
      `  install -d -o ${user} -g ${user} -m 0700 ${home} ${home}-keys`,
      '  systemctl daemon-reload && systemctl enable --now huiyin',
      `Commands are run as the same user: sudo -u ${user} ${join(ROOT, 'huiyin')} admin list --data ${home}`,
    ].join('\n'),
  );
  return 0;
};
