-- Returns of offices (docs/adr/0064): a book an office and month, what was handed in by it, and the days on which it owes nothing. Numbers about
-- things, and no words. The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''return_book''::text]');
end $$;

create table return_book (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,
  above text,                           -- null: the office stands below none
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  opened_at timestamptz not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, above) references office (jurisdiction, office)
);
create unique index return_book_of_month on return_book (jurisdiction, office, month);

create table return_act (
  jurisdiction integer not null,
  matter text not null,
  n integer not null,
  office text not null,
  rule text not null,
  slot text not null,
  nil boolean not null,
  later boolean not null,               -- handed in once its window was closed: stands beside
  figures text not null check (length(figures) <= 20000), -- numbers by item, as JSON; null: nobody has said anything of it
  lacks text not null,                  -- of a sum: the offices that are missing from it, with a space between
  deeper integer not null check (deeper >= 0),
  handed_at timestamptz not null,
  struck_out boolean not null,
  primary key (jurisdiction, matter, n),
  foreign key (jurisdiction, matter) references return_book (jurisdiction, matter)
);
create index return_act_for on return_act (jurisdiction, office, rule, slot);

create table return_excuse (
  jurisdiction integer not null,
  matter text not null,
  n integer not null,
  office text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  told_at timestamptz not null,
  primary key (jurisdiction, matter, n),
  foreign key (jurisdiction, matter) references return_book (jurisdiction, matter)
);
create index return_excuse_of on return_excuse (jurisdiction, office, to_day);

-- Since when an office owes returns, when its open slots are to be counted again, and how far its days are closed. Nothing that happened: it is
-- made anew.
create table return_plan (
  jurisdiction integer not null,
  office text not null,
  since timestamptz not null,
  basis text not null,
  again_at timestamptz not null,
  planned_at timestamptz not null,
  closed_through date not null,
  primary key (jurisdiction, office),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index return_plan_again on return_plan (jurisdiction, again_at);
create index return_plan_closed on return_plan (jurisdiction, closed_through);

do $$
declare t text;
begin
  foreach t in array array['return_book', 'return_act', 'return_excuse', 'return_plan'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;

-- What the system counts for a return of an office, each by one index.
create index hazard_closed_of_lead on hazard (jurisdiction, lead, delisted_on) where delisted_on is not null;
create index hazard_open_of_lead on hazard (jurisdiction, lead) where delisted_on is null;
create index check_of_office on check_record (jurisdiction, office, received_at);
create index duty_shift_ended on duty_shift (jurisdiction, office, ends);
create index incident_of_lead on incident (jurisdiction, lead, began_at);

-- Open returns are rows of what is owed like open checks: there while they are open, gone afterwards.
drop policy slots_only on obligation;
create policy slots_only on obligation as restrictive for delete using (owed_by in ('site_post', 'site_overseer', 'asset_post', 'asset_overseer', 'return_post'));
