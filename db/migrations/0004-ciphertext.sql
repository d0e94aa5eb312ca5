-- A row a stream: what the office of that stream can open, wrapped under a key of that office. Level 0 holds the matter's three
-- keys; a level above holds the content keys of its own stream and those below.
alter table keystore.matter_key
  add column level smallint not null default 0 check (level between 0 and 2),
  add column office text,               -- null only in rows of before; server/db/encrypt-existing.ts fills it and then forbids null
  alter column log drop not null,
  alter column internal drop not null,
  add check ((level = 0) = (log is not null) and (level = 0) = (internal is not null)),
  drop constraint matter_key_pkey,
  add primary key (jurisdiction, matter, epoch, level);

-- Each text under a key of its own, so that erasing one is deleting one row here.
create table keystore.blob_key (
  jurisdiction integer not null,
  blob bytea not null check (length(blob) = 32),
  wrapped bytea not null,               -- under the content key of the stream that brought the text
  primary key (jurisdiction, blob)
);
alter table keystore.blob_key enable row level security;
alter table keystore.blob_key force row level security;
create policy wall on keystore.blob_key using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert on keystore.blob_key to huiyin_app;

-- When another office takes a matter over, the same keys are wrapped anew, and the office before it has no copy left.
grant update (office, doc, log, internal) on keystore.matter_key to huiyin_app, huiyin_sweeper;
-- A deadline of an office above may pass before anything else has been written there: then its stream begins with that.
grant insert on keystore.matter_key to huiyin_sweeper;

-- How many matters a post has opened today.
create index access_post on access (jurisdiction, post, hour, matter);
