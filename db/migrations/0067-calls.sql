-- Calls of a call-out as messages (docs/adr/0059): each stands in the transaction of the event that caused it, and says by which channel it went,
-- when, and what was answered there. Posts and offices; no address, no number to ring, no secret, no word that anybody wrote.
create table call_message (
  jurisdiction integer not null,
  id uuid not null,                     -- told to who carries it: the same at each try
  matter text not null,
  stream text not null,
  version integer not null,             -- the event that caused it
  post text not null,
  office text not null,
  step text not null check (length(step) between 1 and 40),
  cycle integer not null check (cycle >= 1),
  because text not null check (because in ('first', 'next', 'leader', 'silent', 'again')),
  channel text not null check (length(channel) between 1 and 40),   -- '-': none was known
  first boolean not null,               -- of its call-out: goes before everything else
  exercise boolean not null,
  says jsonb not null,                  -- kind, public name of the place, level
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'given_up')),
  due_at timestamptz not null,
  attempt integer not null check (attempt >= 0),
  tried_at timestamptz,
  deadline_at timestamptz,
  quiet_until timestamptz,              -- the channel said that it takes nothing before
  answer_code text check (length(answer_code) <= 60),
  provider_id text check (length(provider_id) <= 100),
  primary key (jurisdiction, id),
  unique (jurisdiction, matter, cycle, step, post, channel, because),
  foreign key (jurisdiction, matter) references entity (jurisdiction, entity),
  foreign key (jurisdiction, stream, version) references event (jurisdiction, stream, version),
  foreign key (jurisdiction, post) references post (jurisdiction, post),
  foreign key (jurisdiction, office) references office (jurisdiction, office),
  check (state <> 'sending' or (tried_at is not null and deadline_at is not null)),
  check (state <> 'sent' or tried_at is not null)
);
create index call_message_due on call_message (jurisdiction, state, due_at);
-- How much a channel has carried lately.
create index call_message_tried on call_message (jurisdiction, channel, tried_at) where tried_at is not null;

-- What answers a call by the link of a mail or an SMS: a hash alone. The code itself is made anew of the message whenever it is sent.
create table call_code (
  jurisdiction integer not null,
  code_hash bytea not null check (length(code_hash) = 32),
  id uuid not null,
  matter text not null,
  post text not null,
  until timestamptz not null,
  primary key (jurisdiction, code_hash),
  foreign key (jurisdiction, id) references call_message (jurisdiction, id)
);

do $$
declare t text;
begin
  foreach t in array array['call_message', 'call_code'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
    -- The relay writes one, too, where a message goes on to the next channel.
    execute format('grant select, insert on %I to huiyin_app, huiyin_sweeper, huiyin_relay', t);
  end loop;
end $$;
grant update on call_message to huiyin_relay;
grant select on call_message to huiyin_archive;
grant delete on call_code to huiyin_sweeper;
