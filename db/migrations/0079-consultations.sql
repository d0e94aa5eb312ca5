-- Consultations (docs/adr/0067): drafts that are open to everybody for a time, and comments on them, which are matters of a kind of their own.
-- The row of a consultation holds days and counts; which comments there are stands beside the comments. Words that are published stay sealed.
alter table matter drop constraint matter_kind_check,
  add check (kind in ('grievance', 'suggestion', 'help', 'hazard_report', 'mediation', 'comment', 'accusation', 'retaliation', 'child_danger'));
-- The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'entity'::regclass and conname = 'entity_kind_check');
begin
  execute 'alter table entity drop constraint entity_kind_check, add ' || replace(kinds, ']', ', ''consultation''::text]');
end $$;

create table consultation (
  jurisdiction integer not null,
  matter text not null,                 -- its number, as everywhere
  office text not null,
  title text not null check (length(title) <= 60),  -- which everybody reads
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  questions integer not null check (questions between 0 and 10),
  groups integer not null check (groups >= 0),
  answered integer not null check (answered between 0 and groups),  -- groups
  all_answered boolean not null,
  decided_on date,
  outcome text check (outcome in ('as_drafted', 'changed', 'not_made')),
  dropped_on date,
  ordered boolean not null,             -- the words of those who agreed are to be published
  published_on date,
  breaches integer not null check (breaches >= 0),
  primary key (jurisdiction, matter),
  check ((decided_on is null) = (outcome is null)),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, office) references office (jurisdiction, office)
);
create index consultation_by_end on consultation (jurisdiction, until_day desc, matter);
create index consultation_of_office on consultation (jurisdiction, office, until_day desc, matter);

create index consultation_unsettled on consultation (jurisdiction, until_day, matter) where not all_answered;
create index consultation_to_publish on consultation (jurisdiction, matter) where ordered and published_on is null;

-- A row beside its matter: of which consultation, of which question, in which group, and what became of it. No word, no day.
create table consultation_comment (
  jurisdiction integer not null,
  matter text not null,
  consultation text not null,
  question integer check (question between 1 and 10),
  in_group integer check (in_group >= 1),
  outcome text check (outcome in ('adopted', 'adopted_in_part', 'not_adopted', 'outside_draft')),
  publish text not null check (publish in ('no', 'agreed', 'revoked')),
  left_out text check (left_out in ('names_person', 'not_about_draft', 'unlawful_content', 'advertisement', 'same_words_twice')),
  withdrawn boolean not null,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references matter (jurisdiction, matter),
  foreign key (jurisdiction, consultation) references entity (jurisdiction, entity)
);
create index consultation_comment_in_group on consultation_comment (jurisdiction, consultation, in_group, matter);
create index consultation_comment_waits on consultation_comment (jurisdiction, consultation, matter) where outcome is null and not withdrawn;
create index consultation_comment_to_publish on consultation_comment (jurisdiction, consultation, matter) where publish = 'agreed' and left_out is null;

alter table consultation enable row level security;
alter table consultation force row level security;
create policy wall on consultation using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
alter table consultation_comment enable row level security;
alter table consultation_comment force row level security;
create policy wall on consultation_comment using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on consultation, consultation_comment to huiyin_app;
grant select, insert, update on consultation, consultation_comment to huiyin_sweeper;
grant select on consultation, consultation_comment to huiyin_archive;
