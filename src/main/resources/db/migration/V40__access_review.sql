-- For whoever reviews who read what: the statements of access streams, by party and time. Their disclosures are sealed under the
-- keys of the party whose they are, which no other statement's are; so the index has these rows only, and deposits do not touch it.
create index custody_statement_access on custody_statement (owner_party, recorded_at, stream, seq)
    where key_subject = owner_party;
