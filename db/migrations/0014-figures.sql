-- The figures of a month that has closed, as they were published: the bytes whose hash stands in the public stream. Never made again.
create table figure (
  jurisdiction integer not null references jurisdiction,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  document bytea not null,              -- RFC 8785 bytes, kept verbatim
  primary key (jurisdiction, month)
);
alter table figure enable row level security;
alter table figure force row level security;
create policy wall on figure using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert on figure to huiyin_app;
grant select on figure to huiyin_archive;
-- What was due in a month, whatever became of it.
create index obligation_due_in on obligation (jurisdiction, due_at) where nature = 'duty';
