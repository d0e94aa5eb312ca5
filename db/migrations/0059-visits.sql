-- Supervision visits (docs/adr/0052): offices that were drawn at random and looked at by ten points. The row says what anybody may know of a
-- draw, and nothing of what was found. The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''tour''::text]');
end $$;

create table tour (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  title text not null check (length(title) <= 80),
  english text check (length(english) <= 80),
  office text not null,                 -- that visits
  count integer not null check (count between 1 and 20),
  by_day date not null,
  drum text not null,                   -- offices, with a space between
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  announced_on date not null,
  announced_at timestamptz not null,
  drawn text,                           -- offices, in the order in which they were drawn
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  root text check (root ~ '^[0-9a-f]{64}$'),
  size bigint,
  drawn_on date,
  made integer not null,
  complete boolean not null,
  untaken integer not null,             -- visits with findings that are no hazards yet
  closed boolean not null,
  next text,                            -- the tour that its office announced after it
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  check ((drawn is null) = (seed is null) and (seed is null) = (root is null) and (root is null) = (drawn_on is null))
);
create index tour_by_day on tour (jurisdiction, announced_at desc, matter);
create index tour_of_office on tour (jurisdiction, office, announced_at, matter);
create index tour_untaken on tour (jurisdiction, matter) where untaken > 0;
create index tour_without_next on tour (jurisdiction, matter) where next is null;

alter table tour enable row level security;
alter table tour force row level security;
create policy wall on tour using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on tour to huiyin_app;
grant select, insert, update on tour to huiyin_sweeper;
grant select on tour to huiyin_archive;
