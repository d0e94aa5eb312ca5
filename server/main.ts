import './compiled.ts';
import './take-languages.ts';
import { Command } from 'commander';
import { admin } from './admin-program.ts';
import { io, run, say } from './running.ts';
import { registerTsx } from './tsx.ts';
import { VERSION } from '../engine/version.ts';

const program = new Command('huiyin').description('Every matter gets an answer.').version(VERSION).showHelpAfterError();

program
  .command('up')
  .description('start the database and the server, and stay in the foreground')
  .option('--port <port>', 'port of the portal and the desk', '8080')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--data <directory>', 'where the data are kept')
  .option('--demo', 'fill an empty installation with a small county; ticks every 5 s')
  .option('--tick <seconds>', 'how often the log takes leaves in')
  .action((options) =>
    run(async () => {
      registerTsx();
      return (await import('./commands/up.ts')).upCommand(options, io);
    }),
  );
program
  .command('test')
  .description('run every test; the last lines say what was left out and why, and how many passed and failed')
  .argument('[files...]', 'only these files')
  .option('--changed [commit]', 'only those that what differs from a commit can reach (HEAD, so: what is not committed)')
  .option('--vectors <directory>', 'where the published vectors lie; else ../shared/vectors, or $HUIYIN_SHARED/vectors')
  .action((files: string[], options) => run(async () => (await import('./commands/test.ts')).testCommand(files, options, io)));
program
  .command('verify')
  .description('verify BUNDLE --policy FILE [--file PATH] [--against URL] [--json]')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/commands/cli.ts')).verifyCommand(args, io)));
program
  .command('watch')
  .description('watch URL --state FILE [--policy FILE] [--once] [--every SECONDS] [--json]: does a log go on from what was seen before?')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/commands/log-cli.ts')).watchCommand(args, io)));
program
  .command('fsck')
  .description('fsck URL|DIRECTORY [--policy FILE] [--json]: read a whole log and recompute every hash')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/commands/log-cli.ts')).fsckCommand(args, io)));
program
  .command('policy')
  .description('policy check FILE, policy explain PACK --filed DATE [--json]')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) =>
    run(async () => (await import('../policy/main.ts')).policyCommand(args, io, (await import('./features.ts')).VOCABULARIES)),
  );
program
  .command('programme')
  .description('programme check FILE, programme explain PROGRAMME --site CLASS --from DAY --to DAY [--json]: duties that come back')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../policy/programme-main.ts')).programmeCommand(args, io)));
program
  .command('duty')
  .description('duty check FILE, duty explain PLAN --from DAY --to DAY [--json]: who has to be on duty when')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../policy/duty-main.ts')).dutyCommand(args, io)));
const plan = program
  .command('plan')
  .description('what an office does when something happens: look at a plan, explain it, print it: docs/how-to/plans.md');
plan
  .command('check')
  .description('everything that is wrong with an emergency plan; 0 when it may be published')
  .argument('<file>', 'a YAML file')
  .option('--json', 'machine-readable')
  .option('--lang <language>', 'zh-CN or en', 'en')
  .action((file: string, options) => run(async () => (await import('../policy/plans/main.ts')).planCheck(file, options, io)));
plan
  .command('explain')
  .description('who is called and who does what, minute by minute')
  .argument('<plan>', 'a YAML file, or the id of a plan that comes with the program')
  .option('--json', 'machine-readable')
  .option('--lang <language>', 'zh-CN or en', 'en')
  .action((file: string, options) => run(async () => (await import('../policy/plans/main.ts')).planExplain(file, options, io)));
plan
  .command('print')
  .description('the plan as a paper of A4')
  .argument('<plan>', 'a YAML file, or the id of a plan that comes with the program')
  .option('--out <file>', 'where the PDF goes; else beside you, by its id')
  .option('--lang <language>', 'zh-CN or en', 'zh-CN')
  .option('--json', 'machine-readable')
  .action((file: string, options) => say(options, async (told) => (await import('./commands/plan.ts')).planPrint(file, options, told)));
program
  .command('reconcile')
  .description('recompute leaves, tree, projections and obligations and compare everything')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => run(async () => (await import('./commands/reconcile.ts')).reconcileCommand(options, io)));
program
  .command('replay')
  .description('take real records through the same deciders and store')
  .argument('<file>')
  .option('--pack <pack>', 'policy pack', 'petition-2022')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((file: string, options) => run(async () => (await import('./commands/replay.ts')).replayCommand(file, options, io)));
for (const [what, into, description] of [
  ['checks', '3', 'take real records of inspections through the same deciders and store: docs/how-to/checks.md'],
  ['hazards', '6', 'take real records of findings, from finding to closing, through the same deciders and store: docs/how-to/hazards.md'],
  ['incidents', '7', 'take real records of calls through the same engine, minute by minute: docs/how-to/incidents.md'],
] as const)
  program
    .command(`replay-${what}`)
    .description(description)
    .argument('<file>')
    .option('--map <file>', 'which column is what')
    .option('--into <number>', 'jurisdiction of the records, from 2 on', into)
    .option('--data <directory>', 'where the data are kept')
    .option('--json', 'machine-readable')
    .action((file: string, options) =>
      run(async () => (await import('./commands/replay-records.ts')).replayRecords(what, file, options, io)),
    );
program
  .command('import')
  .description('take records of another system (CSV, XLSX, JSONL) through the same deciders and store: docs/how-to/import.md')
  .argument('<file>')
  .option('--map <file>', 'which column is what; well-known names need no mapping')
  .option('--preview', 'show what would be taken and what is dropped, and write nothing')
  .option('--into <number>', 'jurisdiction of the records, from 2 on', '2')
  .option('--refused <file>', 'where refused rows are listed')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((file: string, options) => run(async () => (await import('./commands/import.ts')).importCommand(file, options, io)));
program
  .command('sites')
  .description('sites and what hangs on them, from lists: docs/how-to/assets.md')
  .command('import')
  .description('take sites or assets from a CSV or XLSX file, row by row, by the same rules as at the desk')
  .argument('<file>')
  .option('--map <file>', 'which column is what; well-known headings need no mapping')
  .option('--preview', 'say what would become of each row, and write nothing')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((file: string, options) => say(options, async (told) => (await import('./commands/sites.ts')).sitesImport(file, options, told)));
program
  .command('cap')
  .description('messages of the Common Alerting Protocol')
  .command('check')
  .description('everything that is wrong with a message of CAP 1.2; 0 where nothing is')
  .argument('<file>', 'an XML file')
  .option('--json', 'machine-readable')
  .action((file: string, options) => say(options, async (told) => (await import('./commands/cap.ts')).capCheck(file, told)));
const form = program
  .command('form')
  .description('the questions of a check: look at one, print it, take one from XLSForm: docs/how-to/forms.md');
form
  .command('check')
  .description('everything that is wrong with a form; 0 when it may be published')
  .argument('<file>', 'a YAML file, or the id of a form that comes with the program')
  .option('--json', 'machine-readable')
  .action((file: string, options) => say(options, async (told) => (await import('./commands/form/form.ts')).formCheck(file, told)));
form
  .command('print')
  .description('an A4 sheet with boxes to tick, for a place without a device')
  .argument('<file>', 'a YAML file, or the id of a form that comes with the program')
  .option('--out <file>', 'where the PDF goes; else beside you, by its id')
  .option('--lang <language>', 'zh-CN or en', 'zh-CN')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/form/form.ts')).formPrint(file, options, told)),
  );
form
  .command('xform')
  .description('the form as an XForm for clients of ODK')
  .argument('<file>', 'a YAML file, or the id of a form that comes with the program')
  .option('--out <file>', 'where it goes; else it is printed')
  .action((file: string, options) => run(async () => (await import('./commands/form/form.ts')).formXform(file, options, io)));
form
  .command('import')
  .description('take the questions of an XLSForm, and say of each row what became of it')
  .argument('<file>', 'an XLSX file')
  .option('--out <file>', 'where the form goes, as YAML')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/form/form-import.ts')).formImport(file, options, told)),
  );
program
  .command('relay')
  .description('tell filers that there is something new: a process of its own, with its own key')
  .requiredOption('--config <file>', 'see docs/how-to/relay.md')
  .action((options) => run(async () => (await import('./commands/relay.ts')).relayCommand(options, io)));
program
  .command('door')
  .description('an independent door: its own process, database, keys and address, for an office outside the accused line')
  .requiredOption('--config <file>', 'see docs/how-to/door.md')
  .option('--card', 'print what a place needs to name this door, and end')
  .action((options) =>
    run(async () => {
      registerTsx();
      return (await import('./commands/door.ts')).doorCommand(options, io);
    }),
  );
program
  .command('upgrade')
  .description('carry the database over to the PostgreSQL of this program; the old one is kept until --done: docs/how-to/upgrade.md')
  .option('--old-bin <directory>', 'the folder of the older release')
  .option('--done', 'remove the old one')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/upgrade.ts')).upgradeCommand(options, told)));
program
  .command('service')
  .description('run it as a service of this machine')
  .command('install')
  .description('write a systemd unit; nothing is started by it')
  .requiredOption('--data <directory>', 'where the data are kept, for example /var/lib/huiyin/data')
  .option('--port <port>', 'port of the portal and the desk', '8080')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--user <name>', 'the account that it runs as', 'huiyin')
  .option('--url <address>', 'where people reach it, when a proxy stands before it')
  .option('--proxy <address>', 'where that proxy comes from, for example 127.0.0.1; or: none')
  .option('--unit <file>', 'where the unit goes', '/etc/systemd/system/huiyin.service')
  .option('--force', 'write over one that is there')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/service.ts')).serviceInstall(options, told)));
const release = program.command('release').description('everything a machine without network needs, in one file: docs/how-to/offline.md');
release
  .command('build', { isDefault: true })
  .description('build it from this checkout')
  .requiredOption('--to <directory>')
  .option('--key <file>', 'sign its sums with this release key')
  .option('--level <number>', 'zstd, 1 (fast) to 19 (small)', '17')
  .option('--json', 'machine-readable')
  .action((options) =>
    say(options, async (told) => {
      registerTsx();
      return (await import('./commands/release.ts')).releaseCommand(options, told);
    }),
  );
release
  .command('new-key')
  .description('make a release key; its public part is printed')
  .argument('<file>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/release.ts')).newReleaseKeyCommand(file, told)),
  );
release
  .command('check')
  .description('whether a file is the one that was signed')
  .argument('<file>')
  .requiredOption('--vkey <key>', 'the public release key')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/release.ts')).checkReleaseCommand(file, options, told)),
  );
program
  .command('mirror')
  .description('keep and serve a copy of somebody else’s log: docs/how-to/mirror.md')
  .argument('<url>', 'where the log is served')
  .requiredOption('--to <directory>', 'where the copy is kept')
  .requiredOption('--policy <file>', 'whose signatures count: the file behind "keys to check with"')
  .option('--every <seconds>', 'how often it looks', '300')
  .option('--port <port>', 'port of its pages', '8081')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--pages', 'write a page for every leaf, too, for a host that serves files only')
  .option('--once', 'copy and end: 0 true, 1 contradiction, 2 cannot tell')
  .option('--json', 'machine-readable; with --once')
  .action((url: string, options) =>
    say({ json: options.json === true && options.once === true }, async (told) => {
      registerTsx();
      return (await import('./commands/mirror.ts')).mirrorCommand(url, options, told);
    }),
  );
program
  .command('figures')
  .description('what the pages of figures tell, by office and month; the same bytes as the open data')
  .argument('[office]')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((office: string | undefined, options) =>
    say(options, async (told) => (await import('./commands/figures.ts')).figuresCommand(office, options, told)),
  );
program
  .command('witness')
  .description('cosign the logs of others: a process of its own, with its own key and memory; no database')
  .requiredOption('--config <file>', 'see docs/how-to/witness.md')
  .action((options) => run(async () => (await import('./commands/witness.ts')).witnessCommand(options, io)));
program
  .command('signer')
  .description('hold the key of the log in a process of its own, with its own user and files; no database')
  .requiredOption('--config <file>', 'see docs/how-to/signer.md')
  .option('--first', 'nothing was ever signed with this key')
  .option('--new-key', 'make the key that will replace the one of now, and end')
  .action((options) => run(async () => (await import('./commands/signer.ts')).signerCommand(options, io)));
program
  .command('peer')
  .description('pair with another installation, or with a witness: each cosigns the log of the other')
  .argument('[url]', 'its address; with --end, its name here')
  .option('--name <name>', 'how it is called here and in the policy file')
  .option('--threshold <number>', 'how many witnesses must have signed')
  .option('--end', 'it is no peer any more')
  .option('--again', 'it has a new key of its log: read its card once more')
  .option('--list', 'those there are')
  .option('--report-key', 'the key by which reports of incidents are signed for another installation')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((url: string | undefined, options) => run(async () => (await import('./commands/peer.ts')).peerCommand(url, options, io)));
const log = program.command('log').description('how the log stands, and what to do when it is in trouble: docs/how-to/log-trouble.md');
log
  .command('state')
  .description('does the database hold what was signed? 0 OK, 1 BEHIND, 2 FORK, 3 cannot tell')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/log/log.ts')).logStateCommand(options, told)));
log
  .command('rebuild')
  .description('bring a log that is behind to its signed head, from its public files')
  .option('--from <url>', 'a mirror that has them, where they are not on this machine')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/log/log.ts')).logRebuildCommand(options, told)));
log
  .command('rotate-key')
  .description('replace the key that signs the log: both sign until --finish')
  .option('--promise', 'the key of promises, too')
  .option('--finish', 'the old key signs no more, and its file is destroyed')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/log/log-keys.ts')).rotateKeyCommand(options, told)));
log
  .command('new-epoch')
  .description('close the log and begin a new one that commits to it; the server must not run')
  .requiredOption('--reason <reason>', 'key-stolen: somebody else may have the key; fork: two versions contradict each other')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/log/log-epoch.ts')).newEpochCommand(options, told)));
const demo = program.command('demo').description('the demo county');
demo
  .command('words')
  .description('what stands on the paper of a demo custodian')
  .argument('<custodian>')
  .action((id: string) => run(async () => (await import('./commands/demo-code.ts')).demoWordsCommand(id, io)));
demo
  .command('code')
  .description('what an authenticator shows for a demo post')
  .argument('<post>')
  .action((post: string) => run(async () => (await import('./commands/demo-code.ts')).demoCodeCommand(post, io)));

const archive = program.command('archive').description('everything in two files: data, and keys that open only with a recovery key');
archive
  .command('write', { isDefault: true })
  .description('write both files; keys archives older than 30 days are removed')
  .requiredOption('--to <directory>')
  .requiredOption('--recovery <recipient>', 'the public part of the recovery key, age1…')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/archive.ts')).archiveCommand(options, told)));
archive
  .command('new-recovery-key')
  .description('print a recovery key once; nothing is stored')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/archive.ts')).recoveryKeyCommand(told)));
program
  .command('restore')
  .description('bring an archive back into a new data directory; a new log begins by committing to the old one')
  .requiredOption('--from <file>', 'huiyin-….data.gz')
  .requiredOption('--keys <file>', 'huiyin-….keys.age, of the same run or a later one')
  .requiredOption('--identity <file>', 'the recovery key')
  .requiredOption('--data <directory>', 'a directory that is empty or not there')
  .option('--head <file>', 'heads-1.json of the old machine, where it could be saved')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/archive.ts')).restoreCommand(options, told)));

program.addCommand(admin);

program.parseAsync().catch((error: unknown) => {
  io.err(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
