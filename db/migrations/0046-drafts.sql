-- What a post has begun to write on a step of a matter and has not taken yet: sealed under the matter's own key, seen by that post alone,
-- gone with the step, with the matter's words, and after sixty days.
create table step_draft (
  jurisdiction integer not null,
  matter text not null,
  post text not null,
  command text not null,
  kept_on date not null,
  sealed bytea not null check (length(sealed) <= 262144),
  primary key (jurisdiction, matter, post, command),
  foreign key (jurisdiction, matter) references entity
);
alter table step_draft enable row level security;
alter table step_draft force row level security;
create policy wall on step_draft using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update, delete on step_draft to huiyin_app;
grant select, delete on step_draft to huiyin_sweeper;
create index step_draft_old on step_draft (jurisdiction, kept_on);
