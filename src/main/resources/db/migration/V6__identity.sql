-- Identity: organisations and who acts for them. Names, seats and labels are sealed under the party's content key.

create table identity_party (
    id         text primary key,
    kind       text        not null,
    status     text        not null check (status in ('ACTIVE', 'INACTIVE')),
    repository boolean     not null, -- the repository's own party
    details    bytea       not null, -- sealed: legal names, seat
    created_at timestamptz not null
);

create unique index identity_party_one_repository on identity_party (repository) where repository;
create index identity_party_order on identity_party (created_at, id);

create table identity_user (
    id         text primary key,
    party      text        not null references identity_party (id),
    subject    bytea unique check (length(subject) = 32), -- keyed digest of an external issuer's subject
    roles      text[]      not null,
    label      bytea,                                     -- sealed
    status     text        not null check (status in ('ACTIVE', 'DISABLED')),
    created_at timestamptz not null
);

create index identity_user_order on identity_user (party, created_at, id);

-- Nothing is deleted, and of what is there only the status ever changes.
grant select, insert on identity_party to ${appRole};
grant update (status) on identity_party to ${appRole};
grant select, insert on identity_user to ${appRole};
grant update (status) on identity_user to ${appRole};
