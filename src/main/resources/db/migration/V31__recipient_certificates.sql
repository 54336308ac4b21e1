-- Keys for encryption come with an X.509 certificate. It names people, and so it is sealed under the organisation's key, bound
-- to this row: who can write the table alone can put no other certificate there. What tells certificates apart, and when one
-- is valid, is in clear. Keys for encryption that were registered without one stay as they are, and count for nothing.
alter table identity_party_key
    add column certificate        bytea,       -- sealed: its DER
    add column certificate_sha256 bytea check (length(certificate_sha256) = 32),
    add column not_before         timestamptz,
    add column not_after          timestamptz;

alter table identity_party_key drop constraint identity_party_key_spki_check;
alter table identity_party_key
    add constraint identity_party_key_spki_check check (length(spki) = 91 or certificate is not null),
    add constraint identity_party_key_certificate_check check (
        (certificate is null) = (certificate_sha256 is null)
        and (certificate is null) = (not_before is null)
        and (certificate is null) = (not_after is null)
        and (certificate is null or key_use = 'ENCRYPTION'));
