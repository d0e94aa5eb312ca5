-- Logs that a restore has closed: what was signed in them stays true, and the log of today begins by committing to their last head.
create table closed_log (
  jurisdiction integer not null references jurisdiction,
  epoch smallint not null check (epoch >= 0),
  origin text not null,
  vkey text not null, promise_vkey text not null,   -- C2SP verifier keys; the signing keys are gone
  primary key (jurisdiction, epoch)
);
create table closed_checkpoint (
  jurisdiction integer not null,
  epoch smallint not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null,
  primary key (jurisdiction, epoch, size),
  foreign key (jurisdiction, epoch) references closed_log
);
do $$
declare t text;
begin
  foreach t in array array['closed_log', 'closed_checkpoint'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select on closed_log, closed_checkpoint to huiyin_app, huiyin_archive;

-- Wrapped keys go into a file of their own, encrypted to a key that is kept elsewhere.
grant usage on schema keystore to huiyin_archive;
grant select on keystore.matter_key, keystore.blob_key to huiyin_archive;

-- Erasing a text is deleting its key, and one role may do it; the event that says so is written in the same transaction.
grant delete on keystore.blob_key to huiyin_sweeper;
grant select on keystore.blob_key to huiyin_sweeper;
create index event_erased on event (jurisdiction, matter) where type = 'erased';
