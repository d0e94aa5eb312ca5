-- Whatever has a life is an entity: it has a kind, a number, the pack and the calendar that judge it, and it is the row that is locked
-- (docs/adr/0002). `matter` keeps what only a matter has. In the tables that hang on it the column is called `matter`, as in the payload: it
-- is the entity's number (docs/adr/0037).
create table entity (
  jurisdiction integer not null references jurisdiction,
  entity text not null check (entity ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  kind text not null check (kind in ('matter')),
  pack bytea not null,
  calendar bytea not null,
  since timestamptz not null,           -- when its first event was recorded
  primary key (jurisdiction, entity),
  foreign key (jurisdiction, pack) references usable_definition (jurisdiction, hash),
  foreign key (jurisdiction, calendar) references usable_definition (jurisdiction, hash)
);

insert into entity (jurisdiction, entity, kind, pack, calendar, since)
select m.jurisdiction, m.matter, 'matter', m.pack, m.calendar, e.recorded_at
from matter m join event e on e.jurisdiction = m.jurisdiction and e.stream = m.matter || '.0' and e.version = 0;

-- Whatever pointed at a matter and belongs to any kind points at the entity.
do $$
declare t record;
begin
  for t in
    select c.conrelid::regclass as name, c.conname from pg_constraint c
    where c.contype = 'f' and c.confrelid = 'matter'::regclass
      and c.conrelid in ('access'::regclass, 'access_digest'::regclass, 'assignment'::regclass, 'blob'::regclass, 'event'::regclass,
        'obligation'::regclass, 'stream'::regclass)
  loop
    execute format('alter table %s drop constraint %I', t.name, t.conname);
    execute format('alter table %s add foreign key (jurisdiction, matter) references entity (jurisdiction, entity)', t.name);
  end loop;
end $$;
alter table matter add foreign key (jurisdiction, matter) references entity (jurisdiction, entity);

alter table entity enable row level security;
alter table entity force row level security;
create policy wall on entity using (jurisdiction = current_setting('app.jurisdiction')::integer)
  with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on entity to huiyin_app; -- FOR UPDATE asks for update
grant select, update on entity to huiyin_sweeper;
grant select on entity to huiyin_archive;
