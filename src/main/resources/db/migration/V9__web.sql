-- Web: idempotency keys. Keyed digests only; rows go after a week.

create table web_idempotency (
    party       text        not null,
    key_digest  bytea       not null check (length(key_digest) = 32),
    fingerprint bytea       not null check (length(fingerprint) = 32),
    resource    text        not null, -- identifier of what the request created
    created_at  timestamptz not null,
    primary key (party, key_digest)
);

create index web_idempotency_age on web_idempotency (created_at);

grant select, insert, update, delete on web_idempotency to ${appRole};
