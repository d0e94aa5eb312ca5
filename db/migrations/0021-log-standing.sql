-- How the log stands to what was signed of it, as the last tick found it, and when its clock was last seen to jump. The pages say it.
alter table log_state
  add column standing text not null default 'OK' check (standing in ('OK', 'BEHIND', 'FORK')),
  add column jumped_at timestamptz;       -- null: the clock is in no doubt
