-- Who opened a matter on a day, as a leaf of the log that the filer's key finds (design 4). In clear: it says what `access` says.
create table access_digest (
  jurisdiction integer not null,
  matter text not null,
  n integer not null check (n >= 0),
  day date not null,
  payload bytea not null,               -- RFC 8785 bytes, kept verbatim
  leaf bytea not null check (length(leaf) = 48),
  primary key (jurisdiction, matter, n),
  unique (jurisdiction, matter, day),
  foreign key (jurisdiction, matter) references matter
);
-- How many matters were opened by posts on each day that is over; public (G18).
create table access_day (
  jurisdiction integer not null references jurisdiction,
  day date not null,
  matters integer not null check (matters >= 0),
  opened integer not null check (opened >= 0),      -- matter and post, counted once a day
  primary key (jurisdiction, day)
);
create index access_hour on access (jurisdiction, hour, matter);
do $$
declare t text;
begin
  foreach t in array array['access_digest', 'access_day'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select on access_digest, access_day to huiyin_app, huiyin_archive;
grant select, insert on access_digest, access_day to huiyin_sweeper;
grant select on access to huiyin_sweeper;
