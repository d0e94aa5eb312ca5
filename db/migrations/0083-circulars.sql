-- Circulars (docs/adr/0072): what an office sends to others, and what each of them owes of it. The words stay sealed; a row has the title, the
-- number of the paper, offices and days.
-- The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''circular''::text]');
end $$;

create table circular (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,                 -- that issues it
  title text not null check (length(title) <= 60),
  paper text not null check (length(paper) <= 60),  -- the number of the paper
  issued_on date not null,
  receipt_by date not null,
  carry_by date check (carry_by > receipt_by),      -- null where nothing is to be carried out
  replaces text,                        -- the circular that this one is instead of
  offices integer not null check (offices between 1 and 40),
  received integer not null check (received between 0 and offices),
  answered integer not null check (answered between 0 and received),
  taken_back boolean not null,
  ended_on date,                        -- taken back, or its board was closed
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, replaces) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index circular_of_office on circular (jurisdiction, office, issued_on desc, matter);
create index circular_replaced on circular (jurisdiction, replaces) where replaces is not null;
-- One paper is one circular of an office, whoever sends the form twice at the same moment; one that was taken back may come again.
create unique index circular_by_paper on circular (jurisdiction, office, paper) where not taken_back;

create table circular_office (
  jurisdiction integer not null,
  matter text not null,
  office text not null,                 -- that it is sent to
  receipt_by date not null,
  received_on date,
  carry_by date,
  carried_on date,                      -- carried out, or said that nothing was to be done
  ended boolean not null,               -- without an answer
  primary key (jurisdiction, matter, office),
  check (carried_on is null or carry_by is not null),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index circular_office_by_day on circular_office (jurisdiction, office, receipt_by desc, matter);
create index circular_office_owing on circular_office (jurisdiction, office, matter)
  where not ended and (received_on is null or (carry_by is not null and carried_on is null));

alter table circular enable row level security;
alter table circular force row level security;
create policy wall on circular using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
alter table circular_office enable row level security;
alter table circular_office force row level security;
create policy wall on circular_office using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on circular, circular_office to huiyin_app;
grant select, insert, update on circular, circular_office to huiyin_sweeper;
grant select on circular, circular_office to huiyin_archive;
