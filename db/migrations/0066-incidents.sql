-- Incidents and drills (docs/adr/0058): two kinds of entity with the same columns, each in tables of its own, so that no count of the one ever
-- takes in the other (G22). Kinds, offices, minutes and counts; no word and no person.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''incident''::text, ''drill''::text]');
end $$;

create table incident (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  what text not null check (what in ('fire', 'building', 'traffic', 'school_bus', 'food', 'water', 'gas', 'power', 'lift', 'special_equipment',
    'dangerous_goods', 'flood', 'typhoon', 'landslide', 'earthquake', 'heat_cold', 'works_accident', 'infectious', 'drowning', 'it_outage', 'animal',
    'missing_thing', 'person_in_danger', 'other_thing')),
  stage text not null,
  grade text check (grade in ('extreme', 'major', 'larger', 'general', 'none')),
  plan text,
  plan_hash text check (plan_hash ~ '^[0-9a-f]{64}$'), -- the version whose chain of calls is frozen into it
  site text,
  site_called text,
  site_class text,
  place text,
  lead text not null,                   -- the office that deals with it
  above text,
  known_at timestamptz,                 -- since when somebody of the office knew
  began_at timestamptz,                 -- when it became more than a watch
  first_told_at timestamptz,            -- since when the office above is told, with proof
  over_at timestamptz,
  alarm_at timestamptz,
  out_at timestamptz,
  dead integer check (dead >= 0),
  missing integer check (missing >= 0),
  injured integer check (injured >= 0),
  evacuated integer check (evacuated >= 0),
  level text check (level in ('strengthened', 'extraordinary')),
  level_until timestamptz,
  next_call_at timestamptz,             -- when the chain of calls has to be looked at again
  assessed boolean not null,            -- of a drill: its assessment is written
  warning text,                         -- the message of CAP that opened it as a watch: its sender and identifier
  destroy_on date,                      -- when its words are destroyed (G12)
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, lead) references office (jurisdiction, office),
  foreign key (jurisdiction, above) references office (jurisdiction, office),
  check ((level is null) = (level_until is null))
);
create table incident_call (
  jurisdiction integer not null,
  matter text not null,
  post text not null,
  office text not null,
  called_at timestamptz not null,
  answer text check (answer in ('acknowledged', 'declined', 'arrived')),
  answered_at timestamptz,
  waits boolean not null,               -- calls go on, and it has not answered
  primary key (jurisdiction, matter, post),
  check ((answer is null) = (answered_at is null)),
  check (not waits or answer is null)
);
create table drill (like incident including constraints including indexes);
create table drill_call (like incident_call including constraints including indexes);
alter table drill
  add foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  add foreign key (jurisdiction, lead) references office (jurisdiction, office),
  add foreign key (jurisdiction, above) references office (jurisdiction, office);
create unique index incident_of_warning on incident (jurisdiction, warning) where warning is not null;

-- When a watched feed of warnings was read last, and why it could not be.
create table cap_feed (
  jurisdiction integer not null,
  feed text not null check (feed ~ '^[a-z][a-z0-9-]{0,38}$'),
  office text not null,
  looked_at timestamptz not null,
  fault text,
  primary key (jurisdiction, feed),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
alter table incident_call add foreign key (jurisdiction, matter) references incident (jurisdiction, matter);
alter table drill_call add foreign key (jurisdiction, matter) references drill (jurisdiction, matter);

do $$
declare t text;
begin
  foreach t in array array['incident', 'drill'] loop
    execute format('create index %I on %I (jurisdiction, next_call_at) where next_call_at is not null', t || '_to_call', t);
    execute format('create index %I on %I (jurisdiction, lead, known_at)', t || '_of_office', t);
    execute format('create index %I on %I (jurisdiction, above, known_at) where above is not null', t || '_of_above', t);
    execute format('create index %I on %I (jurisdiction, destroy_on) where destroy_on is not null', t || '_to_destroy', t);
    execute format('create index %I on %I (jurisdiction, post, called_at)', t || '_call_of_post', t || '_call');
  end loop;
  foreach t in array array['incident', 'drill', 'incident_call', 'drill_call', 'cap_feed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app, huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;
