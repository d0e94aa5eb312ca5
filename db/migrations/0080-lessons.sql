-- Lessons and campaigns (docs/adr/0068): what a record of such a form says, as numbers and words of closed lists. No name, no list of who came.
create table check_lesson (
  jurisdiction integer not null,
  matter text not null,                 -- the record
  site text not null,
  use text not null check (use in ('lesson', 'campaign')),
  topic text not null check (topic ~ '^[a-z_]{2,20}$'),
  teacher text check (teacher ~ '^[a-z_]{2,20}$'),
  minutes integer not null check (minutes >= 0),
  trained integer check (trained >= 0),
  expected integer check (expected >= 0),
  things text not null,                 -- JSON: counts of things, by the closed list
  lacks text not null,                  -- parts that were not in place, with a space between
  differs text not null,                -- what was about another topic
  done_at timestamptz not null,
  whole_at timestamptz,                 -- from when it counts; null: it does not
  voided boolean not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references check_record (jurisdiction, matter)
);
create index check_lesson_of_site on check_lesson (jurisdiction, site, done_at);

alter table check_lesson enable row level security;
alter table check_lesson force row level security;
create policy wall on check_lesson using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on check_lesson to huiyin_app;
grant select, insert, update on check_lesson to huiyin_sweeper;
grant select on check_lesson to huiyin_archive;
