-- Duties of sites that come back, the records that meet them, and the logbooks in which each day is closed (docs/adr/0045).
alter table entity drop constraint entity_kind_check, add check (kind in ('matter', 'hazard', 'site', 'check', 'logbook'));

-- What slots ask of records: times and numbers, no words and no answers.
create table check_record (
  jurisdiction integer not null,
  matter text not null,
  site text not null,
  office text not null,
  form text,
  nil boolean not null,
  findings integer not null check (findings >= 0),
  done_at timestamptz not null,         -- as claimed
  not_before timestamptz,               -- the newest checkpoint that the device knew
  received_at timestamptz not null,
  signed_at timestamptz,
  voided boolean not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity)
);
create index check_of_site on check_record (jurisdiction, site, received_at);

create table check_slot (
  jurisdiction integer not null,
  matter text not null,
  site text not null,
  rule text not null,
  slot text not null,                   -- empty: what counts from the last time
  primary key (jurisdiction, matter, rule),
  foreign key (jurisdiction, matter) references check_record (jurisdiction, matter)
);
create index check_slot_of on check_slot (jurisdiction, site, rule, slot);

create table logbook (
  jurisdiction integer not null,
  matter text not null,
  office text not null,
  local text not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  closed_through date,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity)
);
create unique index logbook_of_month on logbook (jurisdiction, office, local, month);
create index logbook_overseen on logbook (jurisdiction, local, month);

create table slot_count (
  jurisdiction integer not null,
  matter text not null,
  site text not null,
  rule text not null,
  done integer not null,
  nil integer not null,
  late integer not null,
  missed integer not null,
  excused integer not null,
  primary key (jurisdiction, matter, site, rule),
  foreign key (jurisdiction, matter) references logbook (jurisdiction, matter)
);

create table slot_exception (
  jurisdiction integer not null,
  matter text not null,
  site text not null,
  rule text not null,
  slot text not null,
  result text not null check (result in ('l', 'm', 'x')),
  day date not null,
  primary key (jurisdiction, matter, site, rule, slot),
  foreign key (jurisdiction, matter) references logbook (jurisdiction, matter)
);

-- When the open slots of a site are to be counted again, and how far its days are closed. Nothing that happened: it is made anew.
create table slot_plan (
  jurisdiction integer not null,
  matter text not null,
  basis text not null,
  again_at timestamptz not null,
  planned_at timestamptz not null,
  closed_through date not null,         -- the last day of it that is closed
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity)
);
create index slot_plan_again on slot_plan (jurisdiction, again_at);
create index slot_plan_closed on slot_plan (jurisdiction, closed_through);
create index slot_plan_basis on slot_plan (jurisdiction, basis);

do $$
declare t text;
begin
  foreach t in array array['check_record', 'check_slot', 'logbook', 'slot_count', 'slot_exception', 'slot_plan'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;

-- An open slot is a row of what is owed while it is open, and none afterwards: what became of it stands in records and logbooks. No other row
-- of what is owed is ever deleted.
grant delete on obligation to huiyin_app;
create policy slots_only on obligation as restrictive for delete using (owed_by in ('site_post', 'site_overseer'));
