-- Warnings (docs/adr/0061): an office warns places of a hazard. All that its row says stands in public, but for exercises, which stand on no list.
-- The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''warning''::text]');
end $$;

create table warning (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,                 -- that warns
  supervisor text,
  hazard text not null,                 -- a kind of incident: nature, or what fails (G12)
  exercise boolean not null,            -- fixed when it begins (G22)
  level text not null check (level in ('red', 'orange', 'yellow', 'blue')),
  begins timestamptz not null,
  ends timestamptz not null check (ends > begins),
  places text not null,                 -- ids of public places, with a space between
  offices text not null,                -- ids of offices, the same
  caution text not null check (length(caution) <= 200),
  measures text not null check (length(measures) <= 200),
  caution_english text check (length(caution_english) <= 200),
  measures_english text check (length(measures_english) <= 200),
  source text not null check (source in ('own_observation', 'office_above', 'cap_message')),
  source_office text,
  signed_by text,                       -- a function: never who
  told_by text,                         -- sender, identifier and time of a message
  messages text not null,               -- event, type and time of each that went out
  issued_at timestamptz not null,
  changed_at timestamptz not null,
  lifted_for text,
  over_at timestamptz,                  -- lifted or ended; null while nothing has said so
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  check (ends <= changed_at + interval '72 hours'),
  check ((source = 'cap_message') = (told_by is not null)),
  check ((source = 'office_above') = (signed_by is not null))
);
create index warning_by_end on warning (jurisdiction, exercise, ends desc, matter);
create index warning_of_office on warning (jurisdiction, office, issued_at desc, matter);
create index warning_to_end on warning (jurisdiction, ends, matter) where over_at is null;

alter table warning enable row level security;
alter table warning force row level security;
create policy wall on warning using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on warning to huiyin_app;
grant select, insert, update on warning to huiyin_sweeper;
grant select on warning to huiyin_archive;
