-- Where an office wants to be told that its list has something new. The message says that and nothing else.
alter table office add column bell_url text check (bell_url ~ '^https?://');
grant select on office to huiyin_relay;
