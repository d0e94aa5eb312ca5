-- Words for papers are a definition like any other (G1).
alter table definition drop constraint definition_kind_check, add check (kind in ('pack', 'calendar', 'access', 'custodians', 'papers'));
-- The number of a paper, given when it is first made: by office, kind and year. It stands on the paper and nowhere else (docs/adr/0018).
create table paper_number (
  jurisdiction integer not null,
  stream text not null,
  version integer not null,
  kind text not null,                   -- closed in kernel/policy/papers.ts; reconcile looks that the step gives it
  office text not null,
  year smallint not null,
  seq integer not null check (seq > 0),
  texts bytea,                          -- the words it was made with; null: those of the program
  primary key (jurisdiction, stream, version),
  unique (jurisdiction, office, kind, year, seq),
  foreign key (jurisdiction, stream, version) references event (jurisdiction, stream, version),
  foreign key (jurisdiction, office) references office,
  foreign key (jurisdiction, texts) references usable_definition (jurisdiction, hash)
);
-- The last number given; its row is what two makers wait for each other on, so that no number is left out.
create table paper_count (
  jurisdiction integer not null,
  office text not null,
  kind text not null,
  year smallint not null,
  last integer not null check (last >= 0),
  primary key (jurisdiction, office, kind, year),
  foreign key (jurisdiction, office) references office
);
do $$
declare t text;
begin
  foreach t in array array['paper_number', 'paper_count'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert on paper_number to huiyin_app;
grant select, insert, update (last) on paper_count to huiyin_app;
grant select on paper_number, paper_count to huiyin_archive;
