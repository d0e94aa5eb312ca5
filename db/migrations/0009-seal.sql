-- A name and a contact under seal: a box of one size for every filing since custodians were named, with a name in it or without.
alter table definition drop constraint definition_kind_check, add check (kind in ('pack', 'calendar', 'access', 'custodians'));
create table sealed_box (
  jurisdiction integer not null,
  matter text not null,
  custodians bytea not null,            -- the set it was sealed under
  box bytea not null check (length(box) = 2076),
  checks bytea not null,                -- SHA-256 of each share, in the order of the set
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references matter,
  foreign key (jurisdiction, custodians) references usable_definition (jurisdiction, hash)
);
-- Each share sealed to its custodian's paper key. Without them the box is noise, so they lie with the keys and go when a matter is erased.
create table keystore.box_share (
  jurisdiction integer not null,
  matter text not null,
  shares bytea not null,
  primary key (jurisdiction, matter)
);
-- Requests to open a box; those of offices are numbered within a quarter, up to the ceiling of the set (G4).
create table unsealing (
  jurisdiction integer not null,
  matter text not null,
  level smallint not null check (level between 0 and 2),
  n integer not null,
  purpose text not null check (purpose in ('filer_asks', 'service_by_name', 'court_order', 'life_in_danger')),
  quarter text not null check (quarter ~ '^[0-9]{4}Q[1-4]$'),
  nth smallint check (nth > 0),
  state text not null check (state in ('asked', 'opened', 'refused')),
  lapses_at timestamptz not null,
  primary key (jurisdiction, matter, level, n),
  unique (jurisdiction, quarter, nth),
  foreign key (jurisdiction, matter) references matter,
  check ((nth is null) = (purpose = 'filer_asks'))
);
create index unsealing_asked on unsealing (jurisdiction, lapses_at) where state = 'asked';
-- Shares that custodians have released for one request; gone when the box is open.
create table keystore.released_share (
  jurisdiction integer not null,
  matter text not null,
  level smallint not null,
  n integer not null,
  custodian text not null,
  wrapped bytea not null,
  primary key (jurisdiction, matter, level, n, custodian)
);
-- The key of a box that was opened, for the office that asked, until the hour in which nobody may read it any more.
create table keystore.opened_box (
  jurisdiction integer not null,
  matter text not null,
  level smallint not null,
  n integer not null,
  office text not null,
  wrapped bytea not null,
  until timestamptz not null,
  primary key (jurisdiction, matter, level, n)
);
create index opened_box_until on keystore.opened_box (jurisdiction, until);
do $$
declare t text;
begin
  foreach t in array array['sealed_box', 'unsealing', 'keystore.box_share', 'keystore.released_share', 'keystore.opened_box'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert on sealed_box, keystore.box_share to huiyin_app;
grant select, insert, update (state) on unsealing to huiyin_app;
grant select, insert, delete on keystore.released_share, keystore.opened_box to huiyin_app;
grant select on sealed_box, unsealing to huiyin_archive, huiyin_sweeper;
grant select on keystore.box_share, keystore.released_share, keystore.opened_box to huiyin_archive;
-- Erasing a matter destroys the shares; what has been open for long enough is closed.
grant select, delete on keystore.box_share, keystore.released_share, keystore.opened_box to huiyin_sweeper;
