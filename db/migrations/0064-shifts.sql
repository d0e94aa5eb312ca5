-- Shifts (docs/adr/0056): begun by the sweep, logged in own words, handed over with two signatures, looked at from above. Holders are those of the
-- roster of the month; no account stands here. The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''shift''::text]');
end $$;

create table duty_shift (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  roster text not null,
  shift text not null,                  -- 2026-12-01.night
  office text not null,
  supervisor text,                      -- the office above
  plan text not null,
  begins timestamptz not null,
  ends timestamptz not null check (ends > begins),
  ended boolean not null,
  signed_out_at timestamptz,
  signed_out_by text,                   -- a holder of its own roster
  signed_in_at timestamptz,
  signed_in_by text,                    -- a holder of the roster of the shift that took over
  signed_in_roster text,
  next text,                            -- the shift that took over: 2026-12-02.day
  open_items integer not null check (open_items between 0 and 100000),
  last_line_at timestamptz,             -- of its log
  checks integer not null check (checks between 0 and 100000),
  primary key (jurisdiction, matter),
  unique (jurisdiction, roster, shift),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, roster) references roster (jurisdiction, matter),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, supervisor) references office (jurisdiction, office),
  check ((signed_out_at is null) = (signed_out_by is null)),
  check ((signed_in_at is null) = (signed_in_by is null) and (signed_in_at is null) = (signed_in_roster is null)),
  check (signed_in_at is null or signed_out_at is not null)
);
create index duty_shift_unsigned on duty_shift (jurisdiction, office, begins) where signed_in_at is null;
create index duty_shift_over on duty_shift (jurisdiction, ends) where not ended and signed_in_at is null;
create index duty_shift_of_office on duty_shift (jurisdiction, office, begins desc);
create index duty_shift_of_supervisor on duty_shift (jurisdiction, supervisor, begins desc) where supervisor is not null;

-- Nobody signs both sides, whichever holder they are in the two months.
create function duty_two_sign() returns trigger language plpgsql as $$
begin
  if not duty_is_restored(tg_relid) and exists (
    select from duty_holder a join duty_holder b on b.jurisdiction = a.jurisdiction and b.staff = a.staff
    where a.jurisdiction = new.jurisdiction and a.matter = new.roster and a.holder = new.signed_out_by
      and b.matter = new.signed_in_roster and b.holder = new.signed_in_by
  ) then
    raise exception 'one account signs both sides of %', new.shift using errcode = 'check_violation', constraint = 'duty_both_sides';
  end if;
  return new;
end $$;
create trigger two_sign before insert or update on duty_shift for each row execute function duty_two_sign();

alter table duty_shift enable row level security;
alter table duty_shift force row level security;
create policy wall on duty_shift using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on duty_shift to huiyin_app;
grant select, insert, update on duty_shift to huiyin_sweeper;
grant select on duty_shift to huiyin_archive;
