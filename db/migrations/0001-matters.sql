-- Every key starts with the jurisdiction: one matter, one shard; and the wall below needs it.
create table jurisdiction (
  jurisdiction integer primary key check (jurisdiction > 0),
  name_zh text not null, name_en text not null,
  zone text not null,
  origin text not null unique,          -- the log's origin line (C2SP tlog-checkpoint)
  purpose text not null check (purpose in ('service', 'import')),
  desk_office text,                     -- the office that first receives what is filed
  pack bytea, calendar bytea            -- definitions in force for new matters
);

create table definition (
  jurisdiction integer not null references jurisdiction,
  hash bytea not null check (length(hash) = 32),
  kind text not null check (kind in ('pack', 'calendar', 'access')),
  name text not null,
  body bytea not null,                  -- RFC 8785 bytes; the hash is theirs
  published_on date not null,
  first_setup boolean not null,
  primary key (jurisdiction, hash)
);

create table office (
  jurisdiction integer not null references jurisdiction,
  office text not null check (office ~ '^[a-z0-9-]{1,40}$'),
  name_zh text not null, name_en text not null,
  parent text,
  primary key (jurisdiction, office),
  foreign key (jurisdiction, parent) references office
);

create table post (
  jurisdiction integer not null,
  post text not null,                   -- office.role
  office text not null,
  role text not null check (role in ('head', 'desk', 'handler', 'reviewer', 'mediator', 'inspector', 'duty', 'custodian', 'auditor', 'admin')),
  primary key (jurisdiction, post),
  foreign key (jurisdiction, office) references office
);

create table staff (
  jurisdiction integer not null,
  staff text not null check (staff ~ '^[a-z0-9._-]{2,40}$'),
  post text not null,
  password text not null,               -- argon2id, PHC string
  totp bytea not null,                  -- wrapped
  totp_step bigint not null default 0,  -- last step used; a code is good once
  ended_on date,
  primary key (jurisdiction, staff),
  foreign key (jurisdiction, post) references post
);

create table staff_session (
  jurisdiction integer not null,
  token bytea not null check (length(token) = 32),  -- SHA-256 of the cookie
  staff text not null,
  expires_at timestamptz not null,
  primary key (jurisdiction, token),
  foreign key (jurisdiction, staff) references staff
);

-- Projections hold no words (G9): ids, states, dates, offices, counts.
create table matter (
  jurisdiction integer not null references jurisdiction,
  matter text not null check (matter ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  kind text not null check (kind in ('grievance')),
  pack bytea not null, calendar bytea not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  filed_on date not null,
  place_code text,
  category text,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, pack) references definition (jurisdiction, hash),
  foreign key (jurisdiction, calendar) references definition (jurisdiction, hash)
);

create table stream (
  jurisdiction integer not null,
  stream text not null,                 -- matter.level
  matter text not null,
  level smallint not null check (level between 0 and 2),
  office text,
  state text not null,
  length integer not null check (length > 0),
  head bytea not null check (length(head) = 32),  -- leaf hash of the newest event
  recorded_at timestamptz not null,
  primary key (jurisdiction, stream),
  foreign key (jurisdiction, matter) references matter,
  foreign key (jurisdiction, office) references office
);

create table event (
  jurisdiction integer not null,
  stream text not null,
  version integer not null check (version >= 0),
  matter text not null,
  level smallint not null,
  type text not null,
  v smallint not null,
  recorded_at timestamptz not null,
  occurred_on date,
  actor text not null check (actor in ('filer', 'staff', 'system')),
  actor_post text,
  actor_office text,
  visibility text not null check (visibility in ('open', 'internal')),
  pack bytea not null, calendar bytea not null,
  key_epoch smallint not null,
  payload bytea not null,               -- RFC 8785 bytes, kept verbatim
  leaf bytea not null check (length(leaf) = 48),
  primary key (jurisdiction, stream, version),
  foreign key (jurisdiction, matter) references matter,
  foreign key (jurisdiction, pack) references definition (jurisdiction, hash),
  foreign key (jurisdiction, calendar) references definition (jurisdiction, hash)
);

create table blob (
  jurisdiction integer not null,
  blob bytea not null check (length(blob) = 32),    -- HMAC under the matter's key
  chunk integer not null check (chunk >= 0),
  matter text not null,
  size bigint not null,                 -- of the whole, in bytes
  bytes bytea not null,
  primary key (jurisdiction, blob, chunk),
  foreign key (jurisdiction, matter) references matter
);

create table assignment (
  jurisdiction integer not null,
  matter text not null,
  level smallint not null,
  office text not null,
  role text not null check (role in ('lead', 'co', 'watch')),
  since integer not null,               -- number of the event in the stream
  until integer,
  primary key (jurisdiction, matter, level, office, since),
  foreign key (jurisdiction, matter) references matter,
  foreign key (jurisdiction, office) references office
);

create table obligation (
  jurisdiction integer not null,
  matter text not null,
  rule text not null,
  started_by text not null,             -- the event it started from, and the rule whose breach starts it
  level smallint not null,
  nature text not null check (nature in ('duty', 'right')),
  owed_by text not null,
  owed_to text not null,
  office text,                          -- who owes it, resolved; null where the filer does
  -- what time alone changes (overdue, lapsed, stopped) is read off the dates; `late` once an event says so
  status text not null check (status in ('pending', 'open', 'late', 'met', 'met_late', 'not_needed')),
  starts_at timestamptz,                -- pending ones open by time itself at this instant
  due_on date,
  due_at timestamptz,                   -- first instant at which it is late
  stops_at timestamptz,                 -- a withdrawal takes effect
  provisional boolean not null,
  met_by text,                          -- stream and version of the proof
  primary key (jurisdiction, matter, rule, started_by),
  foreign key (jurisdiction, matter) references matter
);
create index obligation_open on obligation (jurisdiction, office, due_at, matter) where status in ('open', 'late') and nature = 'duty';
create index obligation_pending on obligation (jurisdiction, office, starts_at, matter) where status = 'pending' and nature = 'duty';
create index obligation_due on obligation (jurisdiction, due_at) where status in ('open', 'pending') and nature = 'duty';

create table receipt (
  jurisdiction integer not null,
  receipt bytea not null check (length(receipt) = 16),  -- derived from the code; the code itself is nowhere
  matter text not null,
  nth smallint not null,
  primary key (jurisdiction, receipt),
  foreign key (jurisdiction, matter) references matter
);

create table access (
  jurisdiction integer not null,
  matter text not null,
  post text not null,
  staff text not null,
  hour timestamptz not null,
  primary key (jurisdiction, matter, post, staff, hour),
  foreign key (jurisdiction, matter) references matter
);

create table idempotency (
  jurisdiction integer not null references jurisdiction,
  key bytea not null check (length(key) = 32),
  answer bytea not null,                -- sealed under a key derived from the form's token
  created_at timestamptz not null,
  primary key (jurisdiction, key)
);
create index idempotency_age on idempotency (jurisdiction, created_at);

create table import_key (
  jurisdiction integer not null references jurisdiction,
  key bytea not null check (length(key) = 32),
  matter text not null,
  primary key (jurisdiction, key),
  foreign key (jurisdiction, matter) references matter
);

create table outbox (
  jurisdiction integer not null references jurisdiction,
  dedupe bytea not null check (length(dedupe) = 32),
  topic text not null,
  message jsonb not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  tries smallint not null default 0,
  primary key (jurisdiction, dedupe)
);
create index outbox_waiting on outbox (jurisdiction, due_at) where sent_at is null;

create table lease (
  jurisdiction integer not null references jurisdiction,
  loop text not null,
  holder uuid not null,
  until timestamptz not null,
  primary key (jurisdiction, loop)
);

-- The log.
create table log_queue (
  jurisdiction integer not null references jurisdiction,
  hash bytea not null check (length(hash) = 32),
  leaf bytea not null check (length(leaf) = 48),
  include_by timestamptz not null,
  primary key (jurisdiction, hash)
);
create table log_leaf (
  jurisdiction integer not null references jurisdiction,
  idx bigint not null check (idx >= 0),
  leaf bytea not null check (length(leaf) = 48),
  hash bytea not null check (length(hash) = 32),
  primary key (jurisdiction, idx)
);
create unique index log_leaf_hash on log_leaf (jurisdiction, hash);
create table log_state (
  jurisdiction integer primary key references jurisdiction,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  frontier bytea not null,              -- hashes of the right edge
  ticked_at timestamptz not null,
  published bigint not null,            -- size of the newest checkpoint on disk
  clock_suspect boolean not null
);
create table log_checkpoint (
  jurisdiction integer not null references jurisdiction,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null,
  primary key (jurisdiction, size)
);

-- Wrapped keys only; in no data archive.
create schema keystore;
create table keystore.matter_key (
  jurisdiction integer not null,
  matter text not null,
  epoch smallint not null,
  doc bytea not null, log bytea not null, internal bytea not null,
  primary key (jurisdiction, matter, epoch)
);
