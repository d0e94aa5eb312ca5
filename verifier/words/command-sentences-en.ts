import type { CommandSentences } from './sentences.ts';

export const againstEnglish: CommandSentences = {
  heading: 'Against',
  findings: {
    consistent: 'AGREES',
    contradicted: 'CONTRADICTED',
    promise_without_inclusion: 'PROMISE BROKEN',
    cannot_tell: 'CANNOT TELL',
  },
  comparisons: {
    consistent: 'The log there holds {serverSize} entries and contains everything this bundle proves.',
    promise_kept: 'The promise was kept: your filing is entry {index} of the log. Fetch a new bundle to hold the proof.',
    promise_not_due: 'Your filing is not in the log yet; the promise runs until {includeBy}.',
    promise_without_inclusion:
      'The promise ran out at {includeBy}, and your filing is in none of the {serverSize} entries. Keep this bundle: it is evidence.',
    server_smaller:
      'The log there has {serverSize} entries, yet it signed {ownSize} to you: entries are gone. Keep this bundle: it is evidence.',
    other_root:
      'The log there is another one: its {serverSize} entries do not begin with the {ownSize} it signed to you. Keep this bundle: it is evidence.',
    leaf_differs: 'Entry {index} of the log there is not what it proved to you. Keep this bundle: it is evidence.',
    entry_differs: 'Entry {index} is shown there with other content than the log signed. Keep this bundle: it is evidence.',
    tiles_contradict_head: 'What is shown there does not add up to what the log itself signed.',
    no_head: 'No log was found at this address.',
    head_not_signed: 'The log at this address shows no state signed by a log of your policy ({reason}).',
    other_log: 'The log at this address is another one ({reason}).',
    tile_missing: 'The log at this address does not show all its parts: {path} is missing.',
    unreachable: 'The address could not be reached ({reason}).',
  },
  usage: {
    usage:
      'Usage: verify BUNDLE --policy FILE [--file PHOTO-OR-PAPER] [--against URL] [--lang en|zh-CN] [--json]\nAnswers 0: true, 1: false, 2: cannot tell.',
    unreadable: 'Cannot read {path}.',
  },
};
