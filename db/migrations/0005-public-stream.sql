-- What a jurisdiction decides about itself: definitions, offices, posts. Public, and each a leaf of the log.
create table public_event (
  jurisdiction integer not null references jurisdiction,
  version integer not null check (version >= 0),
  payload bytea not null,               -- RFC 8785 bytes, kept verbatim; nothing in it is secret
  leaf bytea not null check (length(leaf) = 48),
  primary key (jurisdiction, version)
);

-- Publish before use (G1): an event may cite only what has a row here, and a row that is not of the first set-up or of an emergency
-- names the leaf that published it. Since when that leaf is in a checkpoint, the program and `reconcile` look up.
create table usable_definition (
  jurisdiction integer not null references jurisdiction,
  hash bytea not null check (length(hash) = 32),
  way text not null check (way in ('first_setup', 'waited', 'emergency')),
  leaf_hash bytea,
  primary key (jurisdiction, hash),
  foreign key (jurisdiction, hash) references definition (jurisdiction, hash),
  foreign key (jurisdiction, leaf_hash) references log_leaf (jurisdiction, hash),
  check ((way = 'waited') = (leaf_hash is not null))
);

-- When one was published, and that it was of the first set-up, stands in the stream.
alter table definition drop column published_on, drop column first_setup;

-- What was there before this was the first set-up's. The wall would hide it from an owner who is no superuser.
alter table definition no force row level security;
insert into usable_definition (jurisdiction, hash, way) select jurisdiction, hash, 'first_setup' from definition;
alter table definition force row level security;

alter table event drop constraint event_jurisdiction_pack_fkey, drop constraint event_jurisdiction_calendar_fkey,
  add foreign key (jurisdiction, pack) references usable_definition (jurisdiction, hash),
  add foreign key (jurisdiction, calendar) references usable_definition (jurisdiction, hash);
alter table matter drop constraint matter_jurisdiction_pack_fkey, drop constraint matter_jurisdiction_calendar_fkey,
  add foreign key (jurisdiction, pack) references usable_definition (jurisdiction, hash),
  add foreign key (jurisdiction, calendar) references usable_definition (jurisdiction, hash);
-- Which rules are in force follows from the stream. These two tell it for a database of before, once (begin-stream.ts), and are null then.
comment on column jurisdiction.pack is 'of before the public stream; null since';
comment on column jurisdiction.calendar is 'of before the public stream; null since';

do $$
declare t text;
begin
  foreach t in array array['public_event', 'usable_definition'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert on public_event to huiyin_app;
grant select, insert, update on usable_definition to huiyin_app; -- an emergency's row becomes one that has waited
grant select on public_event, usable_definition to huiyin_sweeper, huiyin_archive;
create index obligation_provisional on obligation (jurisdiction, due_on) where provisional and status in ('open', 'pending', 'late');
