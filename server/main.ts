import { Command } from 'commander';
import { registerTsx } from './tsx.ts';
import { VERSION } from './version.ts';

const io = {
  out: (line: string): void => void process.stdout.write(`${line}\n`),
  err: (line: string): void => void process.stderr.write(`${line}\n`),
};

/** Each command is loaded when it is called: `verify` needs no server, `up` starts faster. */
const run = async (command: () => Promise<number>): Promise<void> => {
  process.exitCode = await command();
};

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
  .description('run every test')
  .argument('[files...]', 'only these files')
  .action((files: string[]) => run(async () => (await import('./commands/test.ts')).testCommand(files, io)));
program
  .command('verify')
  .description('verify BUNDLE --policy FILE [--file PATH] [--against URL] [--json]')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/cli.ts')).verifyCommand(args, io)));
program
  .command('watch')
  .description('watch URL --state FILE [--policy FILE] [--once] [--every SECONDS] [--json]: does a log go on from what was seen before?')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/log-cli.ts')).watchCommand(args, io)));
program
  .command('fsck')
  .description('fsck URL|DIRECTORY [--policy FILE] [--json]: read a whole log and recompute every hash')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../verifier/log-cli.ts')).fsckCommand(args, io)));
program
  .command('policy')
  .description('policy check FILE, policy explain PACK --filed DATE [--json]')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action((args: string[]) => run(async () => (await import('../policy/main.ts')).policyCommand(args, io)));
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
  .command('witness')
  .description('cosign the logs of others: a process of its own, with its own key and memory; no database')
  .requiredOption('--config <file>', 'see docs/how-to/witness.md')
  .action((options) => run(async () => (await import('./commands/witness.ts')).witnessCommand(options, io)));
program
  .command('peer')
  .description('pair with another installation, or with a witness: each cosigns the log of the other')
  .argument('[url]', 'its address; with --end, its name here')
  .option('--name <name>', 'how it is called here and in the policy file')
  .option('--threshold <number>', 'how many witnesses must have signed')
  .option('--end', 'it is no peer any more')
  .option('--list', 'those there are')
  .option('--data <directory>', 'where the data are kept')
  .option('--json', 'machine-readable')
  .action((url: string | undefined, options) => run(async () => (await import('./commands/peer.ts')).peerCommand(url, options, io)));
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
  .action((options) => run(async () => (await import('./commands/archive.ts')).archiveCommand(options, io)));
archive
  .command('new-recovery-key')
  .description('print a recovery key once; nothing is stored')
  .action(() => run(async () => (await import('./commands/archive.ts')).recoveryKeyCommand(io)));
program
  .command('restore')
  .description('bring an archive back into a new data directory; a new log begins by committing to the old one')
  .requiredOption('--from <file>', 'huiyin-….data.gz')
  .requiredOption('--keys <file>', 'huiyin-….keys.age, of the same run or a later one')
  .requiredOption('--identity <file>', 'the recovery key')
  .requiredOption('--data <directory>', 'a directory that is empty or not there')
  .option('--head <file>', 'heads-1.json of the old machine, where it could be saved')
  .action((options) => run(async () => (await import('./commands/archive.ts')).restoreCommand(options, io)));

const admin = program.command('admin').description('set up the jurisdiction, its offices and accounts; none of it reads a matter');
admin
  .command('set-up')
  .description('create the jurisdiction from a YAML file')
  .argument('<file>')
  .option('--data <directory>')
  .action((file: string, options) => run(async () => (await import('./commands/admin.ts')).setUp(file, options, io)));
admin
  .command('office')
  .description('add an office')
  .argument('<id>')
  .requiredOption('--zh <name>')
  .requiredOption('--en <name>')
  .option('--parent <id>')
  .option('--data <directory>')
  .action((id: string, options) => run(async () => (await import('./commands/admin.ts')).addOffice(id, options, io)));
admin
  .command('staff')
  .description('give somebody an account on a post: prints a link to set it up, or says that a second person has to confirm')
  .argument('<name>')
  .requiredOption('--office <id>')
  .requiredOption('--role <role>')
  .option('--no-oidc', 'never by the sign-in of the organisation')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string, options) => run(async () => (await import('./commands/admin-accounts.ts')).addStaffAccount(name, options, io)));

admin
  .command('recover')
  .description('somebody has lost password or passkey: a second person confirms at the desk, and gets the link for a new sign-in')
  .argument('<name>')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string, options) => run(async () => (await import('./commands/admin-accounts.ts')).recoverAccount(name, options, io)));

admin
  .command('end')
  .description('end an account; its sessions end with it')
  .argument('<name>')
  .option('--data <directory>')
  .action((name: string, options) => run(async () => (await import('./commands/admin-accounts.ts')).endStaffAccount(name, options, io)));

admin
  .command('bell')
  .description('tell an address when the list of an office has something new')
  .argument('<office>')
  .option('--url <address>', 'left out: no bell any more')
  .option('--data <directory>')
  .action((office: string, options) => run(async () => (await import('./commands/admin.ts')).setBell(office, options, io)));

admin
  .command('relay')
  .description('name the relay that tells filers that there is something new, or end it')
  .option('--url <address>', 'where it listens, as it prints it')
  .option('--key <hex>', 'its public key, as it prints it')
  .option('--token-file <file>', 'the token that it reads, too')
  .option('--ways <list>', 'what it is set up for: mail,sms,webhook', 'mail')
  .option('--none', 'nobody is told any more')
  .option('--data <directory>')
  .action((options) => run(async () => (await import('./commands/admin-relay.ts')).nameRelay(options, io)));

admin
  .command('calendar')
  .description('load the official list of a year: { year, source, holidays, makeUpDays }')
  .argument('<file>')
  .option('--data <directory>')
  .action((file: string, options) => run(async () => (await import('./commands/admin.ts')).loadCalendar(file, options, io)));

admin
  .command('erase')
  .description('destroy the texts of a matter for good; what happened and when stays')
  .argument('<number>')
  .requiredOption('--basis <clause>', 'the clause that asks for it; shown to the filer and kept')
  .option('--asked-by-filer', 'the filer asked: the only way while an office still owes an answer')
  .option('--data <directory>')
  .action((number: string, options) => run(async () => (await import('./commands/erase.ts')).eraseCommand(number, options, io)));
admin
  .command('custodians')
  .description('publish who keeps the names; without valid custodians no names are taken')
  .argument('<file>')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .action((file: string, options) => run(async () => (await import('./commands/admin.ts')).publishCustodians(file, options, io)));
admin
  .command('door')
  .description('name the independent office outside that accusations go to; a second person confirms it at the desk')
  .argument('[file]', 'what `huiyin door --card` printed')
  .option('--none', 'there is none any more')
  .option('--emergency', 'counts at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .action((file: string | undefined, options) => run(async () => (await import('./commands/admin-door.ts')).nameDoor(file, options, io)));
admin
  .command('papers')
  .description('publish the words that an office puts on its papers; new papers get them once they have been public for seven days')
  .argument('<file>')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .action((file: string, options) => run(async () => (await import('./commands/admin-papers.ts')).publishPapers(file, options, io)));
admin
  .command('printed')
  .description('record that the poster with the head of the log hangs where people see it (/log/poster)')
  .argument('<size>', 'the number of entries on it')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((size: string, options) => run(async () => (await import('./commands/admin-printed.ts')).adminPrinted(size, options, io)));
admin
  .command('subjects')
  .description('publish what a filing can be about: services and things, never groups of people')
  .argument('<file>')
  .option('--check', 'look at the file only')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) => run(async () => (await import('./commands/admin-subjects.ts')).publishSubjects(file, options, io)));
admin
  .command('client')
  .description('admit a program that may file public service requests (Open311), end it, or say where it is told of them')
  .argument('[name]')
  .option('--per-hour <number>', 'how many it may file an hour', '120')
  .option('--hook <address>', 'where it is told that one of its requests changed')
  .option('--no-hook', 'it is told nothing any more')
  .option('--end', 'it may file no more')
  .option('--list', 'those there are')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string | undefined, options) =>
    run(async () => {
      // Commander gives `--no-hook` as `hook: false`.
      const { hook, ...rest } = options;
      const more = hook === false ? { noHook: true } : hook === undefined || hook === true ? {} : { hook };
      return (await import('./commands/admin-clients.ts')).adminClient(name, { ...rest, ...more }, io);
    }),
  );
admin
  .command('pack')
  .description('publish a policy pack; it may be cited once it has been public for seven days')
  .argument('<file>')
  .option('--default', 'new matters get it')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .action((file: string, options) => run(async () => (await import('./commands/admin.ts')).publishPack(file, options, io)));

program.parseAsync().catch((error: unknown) => {
  io.err(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
