import { Command } from 'commander';
import { io, run, say } from './running.ts';

/** `huiyin admin …`: sets up the jurisdiction, its offices, accounts and definitions; none of it reads a matter. */
export const admin = new Command('admin').description('set up the jurisdiction, its offices and accounts; none of it reads a matter');
admin
  .command('set-up')
  .description('create the jurisdiction from a YAML file')
  .argument('<file>')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) => say(options, async (told) => (await import('./commands/admin/admin.ts')).setUp(file, options, told)));
admin
  .command('office')
  .description('add an office')
  .argument('<id>')
  .requiredOption('--zh <name>')
  .requiredOption('--en <name>')
  .option('--parent <id>')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((id: string, options) => say(options, async (told) => (await import('./commands/admin/admin.ts')).addOffice(id, options, told)));
admin
  .command('staff')
  .description('give somebody an account on a post: prints a link to set it up, or says that a second person has to confirm')
  .argument('<name>')
  .requiredOption('--office <id>')
  .requiredOption('--role <role>')
  .option('--no-oidc', 'never by the sign-in of the organisation')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string, options) => run(async () => (await import('./commands/admin/accounts.ts')).addStaffAccount(name, options, io)));

admin
  .command('recover')
  .description('somebody has lost password or passkey: a second person confirms at the desk, and gets the link for a new sign-in')
  .argument('<name>')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string, options) => run(async () => (await import('./commands/admin/accounts.ts')).recoverAccount(name, options, io)));

admin
  .command('end')
  .description('end an account; its sessions end with it')
  .argument('<name>')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((name: string, options) =>
    say(options, async (told) => (await import('./commands/admin/accounts.ts')).endStaffAccount(name, options, told)),
  );

admin
  .command('bell')
  .description('tell an address when the list of an office has something new')
  .argument('<office>')
  .option('--url <address>', 'left out: no bell any more')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((office: string, options) =>
    say(options, async (told) => (await import('./commands/admin/admin.ts')).setBell(office, options, told)),
  );

admin
  .command('duty')
  .description('who is on duty when a life is in danger: a telephone for every page, an address that is rung at once')
  .argument('<office>')
  .option('--phone <number>', 'left out: no page shows one')
  .option('--url <address>', 'left out: the bell of the office is rung')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((office: string, options) =>
    say(options, async (told) => (await import('./commands/admin/admin.ts')).setDuty(office, options, told)),
  );
admin
  .command('directory')
  .description('where an office is found, as receipts, slips, progress pages and papers print it')
  .argument('<office>')
  .option('--address <line>', 'left out: none is printed')
  .option('--hours <line>', 'when it is open')
  .option('--phone <number>', 'its telephone')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((office: string, options) =>
    say(options, async (told) => (await import('./commands/admin/directory.ts')).setDirectory(office, options, told)),
  );
admin
  .command('transfers')
  .description('whether one post of an office registers a matter and passes it on, or one writes a transfer slip and another signs it')
  .argument('<office>')
  .requiredOption('--signed-by <one|two>', 'how many posts')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((office: string, options) =>
    say(options, async (told) => (await import('./commands/admin/transfers.ts')).setTransfers(office, options, told)),
  );
admin
  .command('relay')
  .description('name the relay that tells filers that there is something new, or end it')
  .option('--url <address>', 'where it listens, as it prints it')
  .option('--key <hex>', 'its public key, as it prints it')
  .option('--token-file <file>', 'the token that it reads, too')
  .option('--ways <list>', 'what it is set up for: mail,sms,webhook', 'mail')
  .option('--none', 'nobody is told any more')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/admin/relay.ts')).nameRelay(options, told)));

admin
  .command('calendar')
  .description('load the official list of a year: { year, source, holidays, makeUpDays }')
  .argument('<file>')
  .option('--supersedes', 'the list corrects one of the same year; confirmed dates stay')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/admin.ts')).loadCalendar(file, options, told)),
  );

admin
  .command('erase')
  .description('destroy the texts of a matter for good; what happened and when stays')
  .argument('<number>')
  .requiredOption('--basis <clause>', 'the clause that asks for it; shown to the filer and kept')
  .option('--asked-by-filer', 'the filer asked: the only way while an office still owes an answer')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((number: string, options) =>
    say(options, async (told) => (await import('./commands/erase.ts')).eraseCommand(number, options, told)),
  );
admin
  .command('custodians')
  .description('publish who keeps the names; without valid custodians no names are taken')
  .argument('<file>')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, { ...options, kind: 'custodians' }, told)),
  );
admin
  .command('door')
  .description('name the independent office outside that accusations go to; a second person confirms it at the desk')
  .argument('[file]', 'what `huiyin door --card` printed')
  .option('--none', 'there is none any more')
  .option('--emergency', 'counts at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string | undefined, options) =>
    say(options, async (told) => (await import('./commands/admin/door.ts')).nameDoor(file, options, told)),
  );
admin
  .command('papers')
  .description('publish the words that an office puts on its papers; new papers get them once they have been public for seven days')
  .argument('<file>')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, { ...options, kind: 'papers' }, told)),
  );
admin
  .command('printed')
  .description('record that the poster with the head of the log hangs where people see it (/log/poster)')
  .argument('<size>', 'the number of entries on it')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((size: string, options) => run(async () => (await import('./commands/admin/printed.ts')).adminPrinted(size, options, io)));
admin
  .command('subjects')
  .description('publish what a filing can be about: services and things, never groups of people')
  .argument('<file>')
  .option('--check', 'look at the file only')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, { ...options, kind: 'subjects' }, told)),
  );
admin
  .command('places')
  .description('publish the public places that offices can name: streets, squares, buildings, nothing finer')
  .argument('<file>')
  .option('--check', 'look at the file only')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, { ...options, kind: 'places' }, told)),
  );
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
      return (await import('./commands/admin/clients.ts')).adminClient(name, { ...rest, ...more }, io);
    }),
  );
admin
  .command('publish')
  .description(
    'publish a definition: a pack, the access table, custodians, words of papers, subjects, places, a programme, terms or a duty plan; the file says which',
  )
  .argument('<file>')
  .option('--check', 'look at the file only')
  .option('--default', 'of a pack: new matters get it')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, options, told)),
  );
admin
  .command('upgrade-definitions')
  .description('what this version would add to the definitions in force: steps that the access table does not know, newer packs')
  .option('--publish', 'publish it; without, it is only shown')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((options) =>
    say(options, async (told) => (await import('./commands/admin/upgrade-definitions.ts')).upgradeDefinitions(options, told)),
  );
admin
  .command('pack')
  .description('publish a policy pack; it may be cited once it has been public for seven days')
  .argument('<file>')
  .option('--default', 'new matters get it')
  .option('--emergency', 'may be cited at once, for 72 hours, and is marked so')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((file: string, options) =>
    say(options, async (told) => (await import('./commands/admin/publish.ts')).publishFile(file, { ...options, kind: 'pack' }, told)),
  );

admin
  .command('list')
  .description('what there is: offices, accounts, what waits for a second person, and the definitions in force')
  .option('--data <directory>')
  .option('--json', 'machine-readable')
  .action((options) => say(options, async (told) => (await import('./commands/admin/list.ts')).listCommand(options, told)));
