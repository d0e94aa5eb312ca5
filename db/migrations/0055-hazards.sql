-- Hazards to the end (docs/adr/0049): a row for lists, figures and what hangs in public. Closed words, offices, days; the only words are those
-- that an office wrote to hang there. Hazards of before get their row by the next sweep.
create table hazard (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  source text check (source ~ '^[a-z_]{2,30}$'),
  danger text not null check (danger ~ '^[a-z_]{2,30}$'),
  grade text check (grade in ('major', 'general', 'none')),
  stage text not null check (stage ~ '^[a-z_]{2,30}$'),
  site text,
  site_called text check (length(site_called) <= 80),
  site_class text check (site_class ~ '^[a-z_]{3,30}$'),
  lead text not null,                   -- who orders, who mends, who looks again, who stands above
  mender text,
  acceptor text,
  supervisor text,
  due_on date,                          -- the day of the newest order, as it was extended
  found_on date not null,
  mended_on date,
  accepted_on date,
  delisted_on date,
  reopenings integer not null,
  stopped text check (stopped ~ '^[a-z_]{2,30}$'),
  guarded boolean not null,
  extended integer not null,
  listed boolean not null,              -- decided, and not ended
  public_what text check (length(public_what) <= 120),
  public_where text check (length(public_where) <= 120),
  published_on date,
  unlisted_on date,
  record text,                          -- the record of a check in which it was found, and the item of its form
  item text check (length(item) <= 64),
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, site) references site (jurisdiction, matter),
  foreign key (jurisdiction, lead) references office (jurisdiction, office),
  foreign key (jurisdiction, supervisor) references office (jurisdiction, office)
);
-- One finding is one hazard.
create unique index hazard_of_finding on hazard (jurisdiction, record, item) where record is not null;
create index hazard_in_public on hazard (jurisdiction, published_on, matter) where published_on is not null;
create index hazard_of_site on hazard (jurisdiction, site, found_on, matter) where site is not null;
create index hazard_of_lead on hazard (jurisdiction, lead, found_on, matter);
create index hazard_open_of_mender on hazard (jurisdiction, mender, due_on, matter) where delisted_on is null;
create index hazard_open_of_acceptor on hazard (jurisdiction, acceptor, mended_on, matter) where stage = 'reported_mended';

create table hazard_progress (
  jurisdiction integer not null,
  matter text not null,
  n integer not null check (n between 0 and 100000),
  told_on date not null,
  told text not null check (length(told) <= 160),
  primary key (jurisdiction, matter, n),
  foreign key (jurisdiction, matter) references hazard (jurisdiction, matter)
);

do $$
declare t text;
begin
  foreach t in array array['hazard', 'hazard_progress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;

-- Records whose findings nobody has dealt with yet, by what is still owed of them: the sweep makes hazards of them.
create index obligation_of_checked on obligation (jurisdiction, matter) where owed_by = 'checked_office' and status in ('open', 'late');
