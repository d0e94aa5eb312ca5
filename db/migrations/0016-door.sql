-- An installation may be an independent door (G5): its matters are of kinds that no other installation takes.
alter table jurisdiction drop constraint jurisdiction_purpose_check, add check (purpose in ('service', 'import', 'door'));
alter table matter drop constraint matter_kind_check, add check (kind in ('grievance', 'accusation', 'retaliation', 'child_danger'));
-- The office that a place sends accusations to is a definition like any other (G1).
alter table definition drop constraint definition_kind_check, add check (kind in ('pack', 'calendar', 'access', 'custodians', 'papers', 'door'));
-- One that waits for a second member of staff; it is published when that one has agreed.
create table pending_door (
  jurisdiction integer not null references jurisdiction,
  hash bytea not null check (length(hash) = 32),
  body bytea not null,
  emergency boolean not null,
  expires_at timestamptz not null,
  primary key (jurisdiction, hash)
);
-- Boxes on their way to the door: sealed on the writer's device, of one size, gone once the door has signed that they arrived. No time finer
-- than the day, nothing of who sent them; the id is a hash of the box. Nobody here can say which should be there, so reconcile does not ask.
create table door_box (
  jurisdiction integer not null,
  id bytea not null check (length(id) = 32),
  door bytea not null,
  day date not null,
  sealed bytea not null check (length(sealed) = 24624),
  primary key (jurisdiction, id),
  foreign key (jurisdiction, door) references usable_definition (jurisdiction, hash)
);
do $$
declare t text;
begin
  foreach t in array array['pending_door', 'door_box'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert, delete on pending_door to huiyin_app;
grant select, delete on pending_door to huiyin_sweeper;
grant select, insert on door_box to huiyin_app;
grant select, delete on door_box to huiyin_relay;
grant select on door_box to huiyin_archive;
