-- Lists of subjects are a definition like any other (G1).
alter table definition drop constraint definition_kind_check, add check (kind in ('pack', 'calendar', 'access', 'custodians', 'papers', 'door', 'subjects'));
-- A proposal and a request for help are kinds of their own, with rules of their own.
alter table matter drop constraint matter_kind_check, add check (kind in ('grievance', 'suggestion', 'help', 'accusation', 'retaliation', 'child_danger'));
-- A matter whose filer has agreed that its number, service, office and state are public: never a word of it (G13, docs/adr/0020).
create table public_request (
  jurisdiction integer not null,
  matter text not null,
  service text not null,                -- of the list of subjects in force when it was filed
  client text,                          -- the program it came through; null: the portal
  office text,
  state text not null check (state in ('open', 'answered', 'refused')),
  requested_on date not null,
  changed_on date not null,
  expected_on date,
  primary key (jurisdiction, matter),
  foreign key (jurisdiction, matter) references matter,
  foreign key (jurisdiction, office) references office
);
create index public_request_day on public_request (jurisdiction, requested_on, matter);
-- Programs of others that may file public service requests. Only one that the public stream names with this key may (`api-clients.ts`);
-- `reconcile` compares both. Where it wants to be told is its own business, as an office's bell is.
create table api_client (
  jurisdiction integer not null references jurisdiction,
  client text not null check (client ~ '^[a-z0-9-]{2,40}$'),
  key_hash bytea not null check (length(key_hash) = 32),  -- the key itself is nowhere
  hook_url text check (hook_url ~ '^https?://'),
  per_hour integer not null check (per_hour between 1 and 100000),
  primary key (jurisdiction, client),
  unique (jurisdiction, key_hash)
);
do $$
declare t text;
begin
  foreach t in array array['public_request', 'api_client'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert, update on public_request to huiyin_app, huiyin_sweeper;
grant select, insert, update, delete on api_client to huiyin_app;
grant select on api_client, public_event to huiyin_relay;
grant select on public_request, api_client to huiyin_archive;
