-- Who is on duty: a telephone number that every page may show, and an address that is rung when a life is said to be in danger.
alter table office
  add column duty_phone text check (duty_phone ~ '^\+?[0-9][0-9 -]{1,30}[0-9]$'),
  add column duty_url text check (duty_url ~ '^https?://');
-- What is due within hours or minutes stands on top of an office's list, however much is late below it.
create index obligation_moment on obligation (jurisdiction, office, due_at, matter) where due_on is null and status in ('open', 'late') and nature = 'duty';
