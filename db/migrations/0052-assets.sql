-- Assets: things that hang on a site and have duties of their own (docs/adr/0048). A name or a number of a thing, days, ids; nothing of who
-- uses it, and no number of a certificate, which is sealed like all words.
alter table entity drop constraint entity_kind_check, add check (kind in ('matter', 'hazard', 'site', 'check', 'logbook', 'asset'));

create table asset (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  site text not null,
  spot integer check (spot between 1 and 99),
  class text not null check (class ~ '^[a-z_]{3,30}$'),
  name text not null check (length(name) <= 80),
  english text check (length(english) <= 80),
  made date,
  office text not null,                 -- the offices are those of its site
  sector text not null,
  local text not null,
  closures text not null,               -- as JSON: days out of use, and when that was said
  versions text not null,               -- as JSON: its class, since when
  stays text not null,                  -- as JSON: on which site, since when
  proofs text not null,                 -- as JSON: what was inspected or certified, on which day, until which day
  inspected_by date,                    -- the next inspection is due by this day
  valid_by date,                        -- its certificate holds until this day
  since timestamptz not null,
  until timestamptz,
  changed_at timestamptz not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, site) references site (jurisdiction, matter),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, sector) references office (jurisdiction, office),
  foreign key (jurisdiction, local) references office (jurisdiction, office)
);
create index asset_of_office on asset (jurisdiction, office, name, matter) where until is null;
create index asset_of_local on asset (jurisdiction, local, name, matter) where until is null;
create index asset_of_sector on asset (jurisdiction, sector, name, matter) where until is null;
create index asset_of_site on asset (jurisdiction, site, name, matter) where until is null;
create index asset_changed on asset (jurisdiction, changed_at);

do $$
declare t text;
begin
  foreach t in array array['asset'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update on %I to huiyin_app', t);
    execute format('grant select, insert, update on %I to huiyin_sweeper', t);
    execute format('grant select on %I to huiyin_archive', t);
  end loop;
end $$;

-- Duties that come back for assets are rows like those of sites: there while they are open, gone afterwards.
drop policy slots_only on obligation;
create policy slots_only on obligation as restrictive for delete using (owed_by in ('site_post', 'site_overseer', 'asset_post', 'asset_overseer'));
