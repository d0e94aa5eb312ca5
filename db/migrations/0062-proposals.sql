-- What was decided about a hazard on a phone, from its arrival until it has become a step of the hazard or evidence beside it (docs/adr/0055).
-- The phone keeps it until then: what lies here is in passing, sealed, and in no archive.
create table proposal (
  jurisdiction integer not null,
  handle bytea not null check (length(handle) = 32),      -- of what the phone calls it
  manifest bytea not null check (length(manifest) = 32),  -- of what it sent: the same bytes are the same proposal
  hazard text not null,
  post text not null,
  body bytea,                                             -- sealed; gone once it is settled
  received_at timestamptz not null,
  became text check (became in ('step', 'evidence')),
  because text,                                           -- code of why it is no step
  primary key (jurisdiction, handle, manifest),
  foreign key (jurisdiction, hazard) references entity (jurisdiction, entity),
  check ((became is null) = (body is not null)),
  check (because is null or became = 'evidence')
);
create index proposal_old on proposal (jurisdiction, received_at);
create index proposal_waiting on proposal (jurisdiction, post) where became is null;

create table proposal_photo (
  jurisdiction integer not null,
  handle bytea not null,
  manifest bytea not null,
  nth integer not null check (nth between 1 and 5),
  tag bytea not null check (length(tag) = 32),
  size integer not null check (size > 0),
  state text not null check (state in ('coming', 'here', 'lost')),
  bytes bytea,                                            -- looked at and encoded anew, sealed
  primary key (jurisdiction, handle, manifest, nth),
  foreign key (jurisdiction, handle, manifest) references proposal on delete cascade,
  check (bytes is null or state = 'here')
);

-- Parts of photos that are still coming, of whatever will have them.
alter table intake_part drop constraint intake_part_jurisdiction_matter_nth_fkey;
alter table intake_part rename column matter to owner;

do $$
declare t text;
begin
  foreach t in array array['proposal', 'proposal_photo'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select, insert, update, delete on %I to huiyin_app', t);
    execute format('grant select, delete on %I to huiyin_sweeper', t);
  end loop;
end $$;
