-- Boxes on their way to a door are taken by day and, within it, by a number that is drawn here: an id is a hash of what its sender made, and
-- a small one can be ground out. Each door has a line of its own.
alter table door_box add column turn bigint not null default floor(random() * 9007199254740991)::bigint;
create index door_box_turns on door_box (jurisdiction, door, day, turn);
