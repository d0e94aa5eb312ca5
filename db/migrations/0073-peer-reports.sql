-- Reports of incidents between two installations (docs/adr/0058): which are to be sent, which arrived, which were taken by whom. No word of a report
-- lies here: they stand sealed in the events, and are read again at each try.
create table peer_report (
  jurisdiction integer not null,
  way text not null check (way in ('out', 'in')),
  peer text not null check (peer ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  report text not null check (report ~ '^[0-9a-f]{32}$'),
  matter text not null,
  n integer not null check (n >= 0),    -- the event that sent it, or in which it arrived
  state text not null check (state in ('waiting', 'sent', 'taken', 'arrived', 'to_confirm', 'confirmed')),
  due_at timestamptz,                   -- when it is tried next; null where nothing is to be sent
  attempt integer not null default 0 check (attempt >= 0),
  taken_by text,                        -- the post that took it
  primary key (jurisdiction, way, peer, report),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  check ((way = 'out') = (state in ('waiting', 'sent', 'taken'))),
  check ((due_at is not null) = (state in ('waiting', 'sent', 'to_confirm')))
);
create index peer_report_due on peer_report (jurisdiction, due_at) where due_at is not null;
create index peer_report_of on peer_report (jurisdiction, matter, n);
alter table incident add column peer_of text; -- the incident of another installation that it is about: the peer, and the number there
create unique index incident_of_peer on incident (jurisdiction, peer_of) where peer_of is not null;
alter table drill add column peer_of text;
alter table peer_report enable row level security;
alter table peer_report force row level security;
create policy wall on peer_report using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert, update on peer_report to huiyin_app, huiyin_sweeper;
grant select on peer_report to huiyin_archive;
