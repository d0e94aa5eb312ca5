-- Letters of duty: a post answers for a site or a duty, from a day to a day, signed by the office that hands it out and by the post that takes
-- it on (docs/adr/0047). Posts and offices, no person (G21). The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''letter''::text]');
end $$;

create table letter (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  title text not null,                  -- the public name of the site, or the label of the duty
  office text not null,                 -- that hands it out
  holder text not null,                 -- the post that takes it on
  holder_office text not null,
  site text,
  rule text check (site is not null or rule is not null),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  signed boolean not null,
  taken_on boolean not null check (signed or not taken_on),
  returned boolean not null,
  renewing boolean not null,
  ended boolean not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, holder_office) references office (jurisdiction, office)
);
create index letter_of_site on letter (jurisdiction, site) where not ended;
create index letter_of_holder on letter (jurisdiction, holder_office) where not ended;
create index letter_by_end on letter (jurisdiction, to_day) where not ended and not renewing;

alter table letter enable row level security;
alter table letter force row level security;
create policy wall on letter using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on letter to huiyin_app;
grant select, insert, update on letter to huiyin_sweeper;
grant select on letter to huiyin_archive;
