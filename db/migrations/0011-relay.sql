-- Where the relay of a jurisdiction is. Its key is the newest that the public stream names, or nobody is told.
create table relay (
  jurisdiction integer not null references jurisdiction primary key,
  url text not null check (url ~ '^https?://'),
  public_key bytea not null check (length(public_key) = 32),
  token bytea not null,                 -- wrapped
  ways text not null check (ways ~ '^(mail|sms|webhook)(,(mail|sms|webhook))*$')
);
-- Sealed to the relay's key: of every filing since a relay was named, with somebody to tell in it or nobody. It lies with the keys and not
-- with the data: then it goes when a matter is erased, and from archives when keys do. No foreign key, as with other keys: a keys archive
-- may be younger than the data it is restored with.
create table keystore.relay_box (
  jurisdiction integer not null,
  matter text not null,
  sealed bytea not null check (length(sealed) = 304),
  primary key (jurisdiction, matter)
);
do $$
declare t text;
begin
  foreach t in array array['relay', 'keystore.relay_box'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t);
  end loop;
end $$;
create index outbox_relayed on outbox (jurisdiction, sent_at) where topic = 'relay';
grant select, insert, update, delete on relay to huiyin_app;
grant select on relay to huiyin_relay, huiyin_sweeper, huiyin_archive;
grant select, insert on keystore.relay_box to huiyin_app;
grant select, delete on keystore.relay_box to huiyin_sweeper;
grant select on keystore.relay_box to huiyin_archive;
-- What was handed to the relay is forgotten after a day.
grant select, delete on outbox to huiyin_sweeper;
