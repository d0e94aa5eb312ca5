-- Records that phones bring when they have a signal again, and their photos (docs/adr/0046). What a phone calls a record is random and stands
-- here as a hash, as does what it sent: both are known again, neither can be read or guessed.
alter table check_record
  add column completed_at timestamptz,        -- when all that it names was here; from then on it counts
  add column handle bytea check (length(handle) = 32),
  add column manifest bytea check (length(manifest) = 32),
  add column twin text;                       -- what came before under the same name with other bytes
update check_record set completed_at = received_at;
-- The same bytes are one record, whoever sends them how often.
create unique index check_of_intake on check_record (jurisdiction, handle, manifest) where handle is not null;

create table check_photo (
  jurisdiction integer not null,
  matter text not null,
  nth integer not null check (nth between 1 and 99),
  tag bytea check (length(tag) = 32),         -- null: came with the form
  size integer not null check (size > 0),
  here boolean not null,
  primary key (jurisdiction, matter, nth),
  foreign key (jurisdiction, matter) references check_record (jurisdiction, matter)
);

-- Parts of photos that are still coming, sealed. Nothing that happened: gone with the photo that they make.
create table intake_part (
  jurisdiction integer not null,
  matter text not null,
  nth integer not null,
  at integer not null check (at >= 0),        -- the first byte of it
  size integer not null check (size > 0),
  bytes bytea not null,
  received_at timestamptz not null,
  primary key (jurisdiction, matter, nth, at),
  foreign key (jurisdiction, matter, nth) references check_photo (jurisdiction, matter, nth)
);
create index intake_part_old on intake_part (jurisdiction, received_at);

do $$
declare t text;
begin
  foreach t in array array['check_photo', 'intake_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
  end loop;
end $$;
grant select on check_photo to huiyin_archive;
grant delete on intake_part to huiyin_app, huiyin_sweeper;

-- Keys with which another program (Collect) hands in records for an account: hashes, as of sessions. They open nothing.
create table field_key (
  jurisdiction integer not null,
  key_hash bytea not null check (length(key_hash) = 32),
  staff text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (jurisdiction, key_hash),
  foreign key (jurisdiction, staff) references staff
);
create index field_key_of on field_key (jurisdiction, staff);
alter table field_key enable row level security;
alter table field_key force row level security;
create policy wall on field_key using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, delete on field_key to huiyin_app;
