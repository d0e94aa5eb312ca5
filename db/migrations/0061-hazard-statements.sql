-- Statistics of hazards by quarter and year (docs/adr/0054). How a hazard stood from a day on: a row for each event that changed any of it,
-- never changed again, so that a day that is over counts the same for ever. The next sweep writes the rows of hazards of before.
create table hazard_day (
  jurisdiction integer not null,
  matter text not null,                 -- the hazard
  n integer not null check (n between 0 and 100000),
  since date not null,
  lead text not null,                   -- who orders
  grade text check (grade in ('major', 'general', 'none')),
  due_on date,
  mended_on date,
  done_on date,                         -- accepted, or put right on the spot
  stopped boolean not null,
  listed boolean not null,
  extended boolean not null,
  primary key (jurisdiction, matter, n),
  foreign key (jurisdiction, matter) references hazard (jurisdiction, matter),
  foreign key (jurisdiction, lead) references office (jurisdiction, office)
);
create index hazard_day_of_lead on hazard_day (jurisdiction, lead, since, matter);

-- The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''hazard_statement''::text]');
end $$;

create table hazard_statement (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,                 -- that owes it
  supervisor text,                      -- the office above
  unit text not null check (unit in ('quarter', 'year')),
  from_day date not null,
  to_day date not null,
  due_on date,
  signed_on date,                       -- first
  versions integer not null check (versions between 0 and 100000),
  figures text check (length(figures) <= 2000), -- of the newest version, as JSON
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, supervisor) references office (jurisdiction, office),
  check ((signed_on is null) = (figures is null) and (signed_on is null) = (versions = 0))
);
-- One for an office and a period.
create unique index hazard_statement_of_office on hazard_statement (jurisdiction, office, to_day, unit);
create index hazard_statement_of_supervisor on hazard_statement (jurisdiction, supervisor, to_day, office) where supervisor is not null;

do $$
declare t text;
begin
  foreach t in array array['hazard_day', 'hazard_statement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;
