-- By which day the office above wants it done, where it said so when it stepped in: its list reminds it by that day.
create table supervision (
  jurisdiction integer not null,
  matter text not null,
  by_day date,              -- null: the step that named one was struck out
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references matter
);
alter table supervision enable row level security;
alter table supervision force row level security;
create policy wall on supervision using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on supervision to huiyin_app, huiyin_sweeper;
grant select on supervision to huiyin_archive;
