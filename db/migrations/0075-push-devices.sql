-- Devices on which an account is told of calls (docs/adr/0062). Where the push service has one, and the keys of its browser, are sealed under the
-- wrapping key; `mark` is an HMAC of that address, so that one device is one row. Archives leave them out.
create table push_device (
  jurisdiction integer not null,
  id uuid not null,
  staff text not null,
  mark bytea not null check (length(mark) = 32),
  sealed bytea not null check (length(sealed) <= 4096),
  added_at timestamptz not null,
  reached_at timestamptz,               -- when its push service last took a message for it
  primary key (jurisdiction, id),
  unique (jurisdiction, mark),
  foreign key (jurisdiction, staff) references staff
);
create index push_device_of on push_device (jurisdiction, staff);
alter table push_device enable row level security;
alter table push_device force row level security;
create policy wall on push_device using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update (reached_at), delete on push_device to huiyin_app;
