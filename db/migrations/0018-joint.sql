-- A code that lets others join a matter. It opens nothing by itself (docs/adr/0024).
alter table receipt drop constraint receipt_kind_check;
alter table receipt add constraint receipt_kind_check check (kind in ('code', 'reader', 'claim', 'slip', 'joining'));
-- Who follows a joint matter, who filed it among them: rows of one kind, their number a power of two, most of them nobody's (G15).
-- Whether one is taken, and since which day, is under its own key. All of a matter's rows are written anew together, in the order of
-- their random ids, so that neither a row's place nor its transaction tells when it was taken.
create table joint_seat (
  jurisdiction integer not null,
  matter text not null,
  seat bytea not null check (length(seat) = 16),    -- look-up id of a code, whether it was given to somebody or not
  sealed bytea not null check (length(sealed) = 93),
  primary key (jurisdiction, seat),
  foreign key (jurisdiction, matter) references matter
);
create index joint_seat_matter on joint_seat (jurisdiction, matter);
create table keystore.joint_seat (
  jurisdiction integer not null,
  matter text not null,
  seat bytea not null,
  wrapped bytea not null,
  primary key (jurisdiction, seat)
);
create index joint_seat_key_matter on keystore.joint_seat (jurisdiction, matter);
do $$
declare t text;
begin
  foreach t in array array['joint_seat', 'keystore.joint_seat'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert, delete on joint_seat, keystore.joint_seat to huiyin_app;
grant select on joint_seat, keystore.joint_seat to huiyin_archive;
-- A deadline that passes writes the projections again, also those of a matter with several receipts.
grant insert, update (ended_at, ended_how) on receipt to huiyin_sweeper;
-- Public places are a definition like any other (G1).
alter table definition drop constraint definition_kind_check, add check (kind in ('pack', 'calendar', 'access', 'custodians', 'papers', 'door', 'subjects', 'places'));
-- The trouble that a matter is linked to: a number that the public stream tells of, and nothing of another matter (G14).
alter table matter add column trouble text check (trouble ~ '^[0-9A-HJKMNP-TV-Z]{8}$');
create index matter_place on matter (jurisdiction, place_code, category) where place_code is not null;
create index matter_trouble on matter (jurisdiction, trouble) where trouble is not null;
