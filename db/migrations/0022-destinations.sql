-- Each destination has a line of its own in the outbox, so that one that hangs holds up nothing else, and a life in danger is a topic of its
-- own: it waits behind nothing. The expression stands in server/loops/outbox.ts, too.
update outbox set topic = 'danger' where topic = 'bell' and sent_at is null and message->>'danger' = 'true';
create index outbox_by_destination on outbox (jurisdiction, (topic || ':' || coalesce(message->>'office', message->>'client', '')), due_at)
  where sent_at is null;
drop index outbox_waiting;
