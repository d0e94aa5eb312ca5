-- A mediation is a matter of a kind of its own, with a second receipt: that of the other side. Whoever carries a matter for its filer has one
-- that shows progress.
alter table matter drop constraint matter_kind_check,
  add check (kind in ('grievance', 'suggestion', 'help', 'hazard_report', 'mediation', 'accusation', 'retaliation', 'child_danger'));
alter table receipt drop constraint receipt_kind_check,
  add check (kind in ('code', 'reader', 'claim', 'slip', 'joining', 'invitation', 'party', 'carrier'));
