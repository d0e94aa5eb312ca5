-- A matter may have more than one receipt: a new code in place of the old, one that only reads, a claim of who lost the code (G7).
-- Which right it gives at an instant follows from these columns; all of them are a fold of the events.
alter table receipt
  add column kind text not null default 'code' check (kind in ('code', 'reader', 'claim')),
  add column since timestamptz,
  add column ended_at timestamptz,
  add column ended_how text check (ended_how in ('replaced', 'contested', 'ended')),
  add check ((ended_at is null) = (ended_how is null));
-- A receipt of before began with its matter. The wall would hide these from an owner who is no superuser.
alter table receipt no force row level security;
alter table event no force row level security;
update receipt r set since = e.recorded_at from event e where e.jurisdiction = r.jurisdiction and e.stream = r.matter || '.0' and e.version = 0;
alter table receipt force row level security;
alter table event force row level security;
alter table receipt alter column since set not null, alter column kind drop default;
grant update (ended_at, ended_how) on receipt to huiyin_app;
