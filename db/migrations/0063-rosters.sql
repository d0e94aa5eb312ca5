-- Rosters (docs/adr/0056): who is on duty, by post. A plan is a definition; a month is an entity; its seats are a projection of its events. Events
-- and seats name a holder by an id that means nothing outside its month. Which account that is stands in duty_holder alone, and is forgotten
-- after a year (G21). The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''roster''::text]');
end $$;
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'definition'::regclass and conname = 'definition_kind_check');
begin
  execute 'alter table definition drop constraint definition_kind_check, add constraint definition_kind_check ' || replace(kinds, ']', ', ''duty_plan''::text]');
end $$;

create table roster (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,
  supervisor text,                      -- the office above
  plan text not null,
  plan_hash bytea not null,             -- the version that the month was proposed by; before that, the one it was opened under
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state text not null check (state in ('open', 'proposed', 'published')),
  publish_by date not null,
  published_on date,
  gaps_told text,                       -- seats that the head was told of and that are not filled yet, with a space between
  forgotten boolean not null default false, -- whose accounts are not kept any more: written by the sweep, a year after
  primary key (jurisdiction, matter),
  unique (jurisdiction, office, plan, month),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  foreign key (jurisdiction, supervisor) references office (jurisdiction, office),
  foreign key (jurisdiction, plan_hash) references usable_definition (jurisdiction, hash),
  check ((state = 'published') = (published_on is not null))
);
create index roster_of_supervisor on roster (jurisdiction, supervisor, month) where supervisor is not null;
create index roster_to_forget on roster (jurisdiction, month) where not forgotten;

create table duty_seat (
  jurisdiction integer not null,
  matter text not null,                 -- the roster
  seat text not null,                   -- 2026-12-01.night.officer.2
  office text not null,
  plan text not null,
  shift text not null,                  -- 2026-12-01.night
  kind text not null,                   -- night.officer
  part text not null check (part in ('leader', 'officer', 'standby')),
  day date not null,
  begins timestamptz not null,
  ends timestamptz not null check (ends > begins),
  night boolean not null,
  day_off boolean not null,
  posts text not null,                  -- functions of posts that may fill it, with a space between
  rest_hours integer not null check (rest_hours between 1 and 72),
  reception_from timestamptz,
  reception_to timestamptz,
  published boolean not null,
  dropped boolean not null,             -- taken away by a later proposal
  holder text,
  post text,
  been text not null,                   -- posts that had it since it was published, with a space between
  at_once boolean not null,             -- changed at once, in an emergency
  version integer not null check (version >= 0),
  primary key (jurisdiction, matter, seat),
  foreign key (jurisdiction, matter) references roster (jurisdiction, matter),
  check ((holder is null) = (post is null)),
  check (not dropped or holder is null)
);
create index duty_seat_by_time on duty_seat (jurisdiction, office, begins, ends);
create index duty_seat_now on duty_seat (jurisdiction, ends, begins) where published and not dropped;
create index duty_seat_reception on duty_seat (jurisdiction, reception_from) where published and reception_from is not null;

-- Which account a holder of a month is. Written once, deleted by the sweep once the month is a year old.
create table duty_holder (
  jurisdiction integer not null,
  matter text not null,                 -- the roster
  holder text not null check (holder ~ '^[a-z0-9]{12}$'),
  staff text not null,
  primary key (jurisdiction, matter, holder),
  unique (jurisdiction, matter, staff),
  foreign key (jurisdiction, matter) references roster (jurisdiction, matter),
  foreign key (jurisdiction, staff) references staff (jurisdiction, staff)
);
create index duty_holder_of_staff on duty_holder (jurisdiction, staff, matter);

create table duty_swap (
  jurisdiction integer not null,
  matter text not null,                 -- the roster
  n integer not null check (n between 0 and 100000),
  kind text not null check (kind in ('exchange', 'leave')),
  seat text not null,
  back text,                            -- the seat that is had in exchange
  asked_by text not null,               -- holders
  taken_by text,
  state text not null check (state in ('asked', 'taken', 'approved', 'refused', 'withdrawn')),
  primary key (jurisdiction, matter, n),
  foreign key (jurisdiction, matter, seat) references duty_seat (jurisdiction, matter, seat),
  foreign key (jurisdiction, matter, back) references duty_seat (jurisdiction, matter, seat),
  check ((kind = 'exchange') = (back is not null)),
  check (taken_by is distinct from asked_by),
  check (state not in ('taken', 'approved') or taken_by is not null)
);
create index duty_swap_open on duty_swap (jurisdiction, matter) where state in ('asked', 'taken');

-- Days on which somebody is not there: nothing about why. Their own, read by the search alone, and gone a month after.
create table duty_away (
  jurisdiction integer not null,
  staff text not null,
  day date not null,
  primary key (jurisdiction, staff, day),
  foreign key (jurisdiction, staff) references staff (jurisdiction, staff)
);
create index duty_away_by_day on duty_away (jurisdiction, day);

-- The address of a calendar of a post: only its hash, and whether it still answers.
create table duty_feed (
  jurisdiction integer not null,
  feed bytea not null check (length(feed) = 32),
  post text not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (jurisdiction, feed),
  foreign key (jurisdiction, post) references post (jurisdiction, post)
);
create unique index duty_feed_of_post on duty_feed (jurisdiction, post) where revoked_at is null;

-- Rows of a restore come in an order of their own and were judged when they were written. Nobody but the owner of a table can say that it is one.
create function duty_is_restored(relation oid) returns boolean language sql stable as $$
  select coalesce(current_setting('app.restoring', true), '') = 'on' and pg_has_role(current_user, (select relowner from pg_class where oid = relation), 'member')
$$;

-- A seat that was filled stays filled: it changes hands, or nobody has the post of its holder any more.
create function duty_stays_filled() returns trigger language plpgsql as $$
begin
  if old.published and old.holder is not null and new.holder is null and not new.dropped and exists (
    select from duty_holder h join staff s on s.jurisdiction = h.jurisdiction and s.staff = h.staff
    where h.jurisdiction = old.jurisdiction and h.matter = old.matter and h.holder = old.holder and s.ended_on is null
  ) then
    raise exception 'the seat % would stay empty', old.seat using errcode = 'check_violation', constraint = 'duty_empty';
  end if;
  return new;
end $$;
create trigger stays_filled before update of holder on duty_seat for each row execute function duty_stays_filled();

-- The rules that brokenRules (kernel/roster/rules.ts) checks, held at the end of the transaction, one office after the other: whoever waits for the
-- lock reads what the one before has committed. An exclusion constraint would need the account in the row, and it is not to stand there.
create function duty_holds() returns trigger language plpgsql as $$
declare
  s duty_seat;
  who text;
  zone text := (select j.zone from jurisdiction j where j.jurisdiction = new.jurisdiction);
  other duty_seat;
begin
  if duty_is_restored(tg_relid) then return null; end if;
  perform pg_advisory_xact_lock(562, hashtext(new.jurisdiction || ' ' || new.office));
  select * into s from duty_seat t where t.jurisdiction = new.jurisdiction and t.matter = new.matter and t.seat = new.seat;
  if not found or s.holder is null then return null; end if;
  select h.staff into who from duty_holder h where h.jurisdiction = s.jurisdiction and h.matter = s.matter and h.holder = s.holder;
  if who is null or not exists (
    select from staff f join post p on p.jurisdiction = f.jurisdiction and p.post = f.post
    where f.jurisdiction = s.jurisdiction and f.staff = who and f.post = s.post and p.office = s.office and p.role = any (string_to_array(s.posts, ' '))
      and (f.ended_on is null or f.ended_on > ((s.ends - interval '1 second') at time zone zone)::date)
  ) then
    raise exception 'nobody with a post for the seat % has it', s.seat using errcode = 'check_violation', constraint = 'duty_post';
  end if;
  select t.* into other from duty_holder h join duty_seat t on t.jurisdiction = h.jurisdiction and t.matter = h.matter and t.holder = h.holder
    where h.jurisdiction = s.jurisdiction and h.staff = who and (t.matter, t.seat) <> (s.matter, s.seat)
      and t.begins < s.ends + greatest(t.rest_hours, s.rest_hours) * interval '1 hour' and s.begins < t.ends + greatest(t.rest_hours, s.rest_hours) * interval '1 hour'
    limit 1;
  if found then
    raise exception 'the seats % and % do not go together', s.seat, other.seat using errcode = 'check_violation',
      constraint = case when other.begins < s.ends and s.begins < other.ends then 'duty_double' else 'duty_rest' end;
  end if;
  return null;
end $$;
create constraint trigger holds_new after insert on duty_seat deferrable initially deferred for each row when (new.holder is not null) execute function duty_holds();
create constraint trigger holds_changed after update on duty_seat deferrable initially deferred for each row
  when (new.holder is not null and (old.holder, old.post, old.begins, old.ends, old.posts, old.rest_hours, old.office) is distinct from (new.holder, new.post, new.begins, new.ends, new.posts, new.rest_hours, new.office))
  execute function duty_holds();

-- Who a holder is does not change.
create function duty_holder_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a holder stays who it is' using errcode = 'check_violation', constraint = 'duty_holder_stays';
end $$;
create trigger stays before update on duty_holder for each row execute function duty_holder_stays();

do $$
declare t text;
begin
  foreach t in array array['roster', 'duty_seat', 'duty_holder', 'duty_swap', 'duty_away', 'duty_feed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    execute format('grant select on %I to huiyin_app, huiyin_sweeper, huiyin_archive', t);
  end loop;
  foreach t in array array['roster', 'duty_seat', 'duty_swap'] loop
    execute format('grant insert, update on %I to huiyin_app, huiyin_sweeper', t);
  end loop;
end $$;
-- The rules are held under whichever role writes.
grant select (jurisdiction, staff, post, ended_on) on staff to huiyin_sweeper;
grant select (jurisdiction, post, office, role) on post to huiyin_sweeper;
grant insert on duty_holder to huiyin_app;
grant delete on duty_holder to huiyin_sweeper;
grant insert, delete on duty_away to huiyin_app;
grant delete on duty_away to huiyin_sweeper;
grant insert, update (revoked_at) on duty_feed to huiyin_app;
grant update (revoked_at) on duty_feed to huiyin_sweeper;
