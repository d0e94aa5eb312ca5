-- Rounds: checks of sites in phases, led by an office above (docs/adr/0047). What is looked at, where and when is public; nothing here names a
-- site. The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''round''::text]');
end $$;

create table round (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  title text not null check (length(title) <= 80),
  english text check (length(english) <= 80),
  subject text not null,
  office text not null,                 -- that leads it
  form text not null,
  classes text not null,                -- of sites, with a space between
  phases text not null,                 -- as JSON: days, and what each yields
  moves text not null,                  -- as JSON: dates that were moved, and why
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  ended boolean not null,
  closed_at timestamptz,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index round_by_end on round (jurisdiction, last_day) where not ended;

create table round_office (
  jurisdiction integer not null,
  matter text not null,
  office text not null,
  primary key (jurisdiction, matter, office),
  foreign key (jurisdiction, matter) references round,
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index round_office_of on round_office (jurisdiction, office, matter);
-- What is due in a round is counted by local supervisor.
create index site_of_local on site (jurisdiction, local);

do $$
declare t text;
begin
  foreach t in array array['round', 'round_office'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;
