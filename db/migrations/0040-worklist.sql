-- The lists of an office beside what it owes. Newest first: what it has and owes nothing on, and what it passed on.
create index stream_of_office on stream (jurisdiction, office, recorded_at, matter) where level = 0;
create index event_passed_on on event (jurisdiction, actor_office, recorded_at, matter) where type in ('registered', 'forwarded');
-- And what an office above has stepped in on.
create index stream_supervised on stream (jurisdiction, office, matter) where level = 1 and state = 'supervised';
