-- What a post that is called again, a call-out that ends, and calls that are said together need (docs/adr/0059); a report of another installation
-- knows when it was taken.
do $$
declare t text;
begin
  -- Who has answered and is called again is waited for once more, with the answer of before.
  foreach t in array array['incident_call', 'drill_call'] loop
    execute format('alter table %I drop constraint %I', t, (
      select conname from pg_constraint where conrelid = t::regclass and pg_get_constraintdef(oid) = 'CHECK (((NOT waits) OR (answer IS NULL)))'));
  end loop;
  -- What runs is listed before what is over, however much of that there is.
  foreach t in array array['incident', 'drill'] loop
    execute format('create index %I on %I (jurisdiction, lead, known_at) where over_at is null', t || '_running', t);
    execute format('create index %I on %I (jurisdiction, above, known_at) where over_at is null', t || '_running_below', t);
  end loop;
end $$;

alter table call_message
  drop constraint call_message_state_check,
  add constraint call_message_state_check check (state in ('waiting', 'sending', 'sent', 'failed', 'given_up', 'over')), -- over: the call-out ended before it went
  add column sent_with uuid;            -- of those that its last try said together
create index call_code_old on call_code (jurisdiction, until);
-- Whoever writes down that a call-out has ended stops what still waits.
grant update (state) on call_message to huiyin_app, huiyin_sweeper;

create index warning_from_above on warning (jurisdiction, supervisor, issued_at desc, matter) where supervisor is not null;

alter table peer_report add column taken_at timestamptz;
