-- Sites: places that somebody answers for (docs/adr/0045). Name and class are public; nothing finer than a building, no owner, no use that
-- tells who lives or prays there (G11).
alter table entity drop constraint entity_kind_check, add check (kind in ('matter', 'hazard', 'site'));

create table site (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  name text not null check (length(name) <= 80),
  english text check (length(english) <= 80),
  class text not null check (class ~ '^[a-z_]{3,30}$'),
  office text not null,
  role text not null,
  sector text not null check (sector <> office),
  local text not null check (local <> office),
  hours text not null,                  -- as JSON, with the day from which each holds
  closures text not null,               -- as JSON: from, to, and when that was said
  versions text not null,               -- as JSON: class and facts, since when
  since timestamptz not null,
  until timestamptz,
  changed_at timestamptz not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, sector) references office (jurisdiction, office),
  foreign key (jurisdiction, local) references office (jurisdiction, office)
);
create index site_of_office on site (jurisdiction, office, matter) where until is null;
create index site_changed on site (jurisdiction, changed_at);
create index site_by_name on site (jurisdiction, name, matter) where until is null;

create table site_spot (
  jurisdiction integer not null,
  matter text not null,
  spot integer not null check (spot between 1 and 99),
  name text not null check (length(name) <= 80),
  ended boolean not null,
  primary key (jurisdiction, matter, spot),
  foreign key (jurisdiction, matter) references site
);

do $$
declare t text;
begin
  foreach t in array array['site', 'site_spot'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;
