-- What witnesses have signed of this log's checkpoints (c2sp.org/tlog-witness). Only added to; `reconcile` verifies each.
create table cosignature (
  jurisdiction integer not null references jurisdiction,
  epoch smallint not null check (epoch >= 0),           -- of the log that it is about: how many restores have closed one before it
  size bigint not null check (size >= 0),
  vkey text not null,                                   -- C2SP verifier key of the witness
  line text not null,                                   -- the signature line, as it stands in the note
  at timestamptz not null,                              -- when it was stored here; per witness it never runs back
  primary key (jurisdiction, epoch, size, vkey)
);
create index cosignature_of_witness on cosignature (jurisdiction, epoch, vkey, size);
alter table cosignature enable row level security;
alter table cosignature force row level security;
create policy wall on cosignature using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert on cosignature to huiyin_integrator;
grant select on cosignature to huiyin_app, huiyin_archive;
-- Whom it asks stands in the public stream; which log it is, in the closed ones.
grant select on public_event, closed_log to huiyin_integrator;
