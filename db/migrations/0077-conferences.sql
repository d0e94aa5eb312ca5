-- Joint decisions (docs/adr/0065): a conference of offices, and what it decided. No number of any item stands in a row: what is public of a
-- decision is a line that was written for that.
-- The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''conference''::text, ''taken_matter''::text]');
end $$;

create table conference (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  meeting text not null check (meeting ~ '^[a-z_]{3,40}$'),
  office text not null,                 -- that calls it
  day date not null,
  offices text not null,                -- ids of offices that take part, with a space between
  items integer not null check (items >= 0),
  decided integer not null check (decided >= 0),
  called_off boolean not null,
  opened_on date,
  signed_on date,
  closed_on date,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index conference_by_day on conference (jurisdiction, day desc, matter);
create index conference_of_office on conference (jurisdiction, office, day desc, matter);

create table conference_decision (
  jurisdiction integer not null,
  matter text not null,
  nth integer not null check (nth >= 1),
  office text not null,                 -- that owes it
  by_day date not null,
  extended boolean not null,
  kept_on date,                         -- its office says that it is done
  confirmed_on date,
  public_line text check (length(public_line) <= 60),
  primary key (jurisdiction, matter, nth),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);

-- A matter that a head has taken: one matter, one post, until it is decided. Of the matter: its number and a subject of the published list.
create table taken_matter (
  jurisdiction integer not null,
  matter text not null,
  of_matter text not null,              -- its number
  subject text,
  office text not null,
  post text not null,
  by_day date not null,
  taken_on date not null,
  ended_on date,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, of_matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
-- One matter has one head at a time, whoever asks at the same moment.
create unique index taken_matter_running on taken_matter (jurisdiction, of_matter) where ended_on is null;
create index taken_matter_of_office on taken_matter (jurisdiction, office, by_day);

alter table taken_matter enable row level security;
alter table taken_matter force row level security;
create policy wall on taken_matter using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
alter table conference enable row level security;
alter table conference force row level security;
create policy wall on conference using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
alter table conference_decision enable row level security;
alter table conference_decision force row level security;
create policy wall on conference_decision using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on conference, conference_decision, taken_matter to huiyin_app;
grant select, insert, update on conference, conference_decision, taken_matter to huiyin_sweeper;
grant select on conference, conference_decision, taken_matter to huiyin_archive;
