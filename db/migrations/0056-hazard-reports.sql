-- Reports of dangers in places and things (docs/adr/0050): which site one names, and which hazard it has led to. A row beside its matter, and
-- nothing of it beside the hazard: who sees the hazard does not see from here that anybody reported it. `hazard` refers to an entity, but by no
-- key: a hazard that begins with the report's own step is written after that step, in the same transaction; `reconcile` compares the rows.
alter table matter drop constraint matter_kind_check,
  add check (kind in ('grievance', 'suggestion', 'help', 'hazard_report', 'accusation', 'retaliation', 'child_danger'));

create table hazard_report (
  jurisdiction integer not null,
  matter text not null,
  site text,
  hazard text,
  settled boolean not null check (hazard is not null or not settled),
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references matter (jurisdiction, matter)
);
create index hazard_report_of on hazard_report (jurisdiction, hazard) where hazard is not null;
create index hazard_report_open on hazard_report (jurisdiction, matter) where hazard is not null and not settled;

alter table hazard_report enable row level security;
alter table hazard_report force row level security;
create policy wall on hazard_report using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on hazard_report to huiyin_app;
grant select, insert, update on hazard_report to huiyin_sweeper;
grant select on hazard_report to huiyin_archive;
