-- Rewards for reports of dangers, collected without a name (docs/adr/0053). A slip is what waits at the counter: the keyed hash of its code,
-- how much, and until which day. It has no column for the matter, none for a person, and no hour: whoever reads it learns of no report, and
-- whoever reads the report does not learn what became of its slip.
create table reward_slip (
  jurisdiction integer not null references jurisdiction (jurisdiction),
  slip bytea not null check (length(slip) = 32),
  amount integer not null check (amount > 0),
  last_day date not null,
  primary key (jurisdiction, slip)
);

-- The cash book: what was paid on which slip, and what was written against it. A line is never changed or deleted: nobody is granted that.
-- `nth` counts the lines of one slip from 0, a payment and a contrary line by turns, so that none is paid twice.
create table cash_line (
  jurisdiction integer not null,
  year integer not null,
  n integer not null check (n > 0),
  day date not null check (extract(year from day) = year),
  slip bytea not null,
  nth smallint not null check (nth >= 0),
  amount integer not null check (case when nth % 2 = 0 then amount > 0 else amount < 0 end),
  post text not null,
  reason text check (reason in ('not_handed_out', 'handed_back', 'other_amount')),
  check ((nth % 2 = 1) = (reason is not null)),
  primary key (jurisdiction, year, n),
  unique (jurisdiction, slip, nth),
  foreign key (jurisdiction, slip) references reward_slip (jurisdiction, slip)
);
create index cash_line_by_day on cash_line (jurisdiction, day);

alter table reward_slip enable row level security;
alter table reward_slip force row level security;
create policy wall on reward_slip using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
alter table cash_line enable row level security;
alter table cash_line force row level security;
create policy wall on cash_line using (jurisdiction = current_setting('app.jurisdiction')::integer) with check (jurisdiction = current_setting('app.jurisdiction')::integer);
grant select, insert on reward_slip to huiyin_app;
grant select, insert on cash_line to huiyin_app;
grant select on reward_slip to huiyin_archive;
grant select on cash_line to huiyin_archive;
