-- An account begins without a way to sign in; its one-time link gives it one.
alter table staff alter column password drop not null, alter column totp drop not null,
  add column oidc boolean not null default true,   -- whether the organisation's own sign-in may open it, where one is configured
  add constraint staff_both_or_none check ((password is null) = (totp is null));

-- None of the three is in `reconcile`: nothing else tells what should stand in them. What was granted, ended and recovered does, in the
-- public stream. Links and what waits are in no archive either.
-- Public halves only: nothing here signs anybody in.
create table passkey (
  jurisdiction integer not null,
  passkey bytea not null check (length(passkey) between 1 and 1023),   -- credential id
  staff text not null,
  public_key bytea not null,            -- COSE
  counter bigint not null default 0,
  added_on date not null,
  primary key (jurisdiction, passkey),
  foreign key (jurisdiction, staff) references staff
);
create index passkey_of on passkey (jurisdiction, staff);

-- One link an account; a newer one replaces it.
create table set_up_link (
  jurisdiction integer not null,
  token bytea not null check (length(token) = 32),   -- SHA-256 of what stands in the link
  staff text not null,
  totp bytea not null,                  -- wrapped; the authenticator secret that the page offers
  asked_by text,                        -- of a recovery only: 'machine' or the post that asked
  confirmed_by text,                    -- and the post that confirmed, or 'nobody_else'
  expires_at timestamptz not null,
  primary key (jurisdiction, token),
  unique (jurisdiction, staff),
  foreign key (jurisdiction, staff) references staff,
  check ((asked_by is null) = (confirmed_by is null))
);

-- What waits for a second member of staff. No account exists before a grant is confirmed.
create table pending_step (
  jurisdiction integer not null,
  staff text not null check (staff ~ '^[a-z0-9._-]{2,40}$'),
  step text not null check (step in ('grant', 'recovery')),
  office text not null,
  role text not null,
  oidc boolean not null default true,
  asked_post text,                      -- null: the command line of the machine
  asked_staff text,
  expires_at timestamptz not null,
  primary key (jurisdiction, staff),
  foreign key (jurisdiction, office) references office,
  check ((asked_post is null) = (asked_staff is null))
);

do $$
declare t text;
begin
  foreach t in array array['passkey', 'set_up_link', 'pending_step'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
grant select, insert, update, delete on passkey to huiyin_app;
grant select, insert, delete on set_up_link, pending_step to huiyin_app;
grant select, delete on set_up_link, pending_step to huiyin_sweeper;
grant select on passkey to huiyin_archive;
