-- Where an office is found, as receipts, slips, progress pages and papers print it; all of it public, each left out where nobody has said it.
alter table office
  add column address text check (length(address) between 1 and 200),
  add column hours text check (length(hours) between 1 and 200),
  add column phone text check (length(phone) between 1 and 40);
