-- Two posts are not two persons: an account remembers which accounts gave it its post or its sign-in, so that nobody says the second word to
-- what they, or an account of their making, asked for. Null: the command line of the machine, or a build before this one.
alter table staff
  add column granted_by text,            -- the account that asked for it
  add column granted_with text,          -- and the one that confirmed, which was shown the link
  add column recovered_by text,
  add column recovered_with text,
  add column confirms_from timestamptz not null default '-infinity'; -- from when it may say the second word: seven days in public, like a definition
alter table set_up_link
  add column asked_account text,         -- of a recovery only, as asked_by and confirmed_by
  add column confirmed_account text;
