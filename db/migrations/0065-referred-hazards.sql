-- Hazards that other offices referred to an office: the answers that it owes or has given, among all that it ever owed.
create index obligation_of_referred on obligation (jurisdiction, office, matter) where owed_by = 'referred_office';
