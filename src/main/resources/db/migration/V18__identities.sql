-- Keys of parties, facts about parties and states, and who sources are. What happens to any of them is added as a row;
-- nothing is changed.

-- Public keys that a party holds the private part of. A key counts once a custodian has confirmed it, until it is revoked.
create table identity_party_key (
    id            text        primary key,
    party         text        not null references identity_party (id),
    key_use       text        not null check (key_use in ('SIGNING', 'ENCRYPTION')),
    spki          bytea       not null check (length(spki) = 91),
    registered_at timestamptz not null,
    registered_by text        not null references identity_user (id),
    unique (party, spki)
);
create index identity_party_key_order on identity_party_key (party, registered_at, id);

create table identity_party_key_confirmed (
    key          text        primary key references identity_party_key (id),
    confirmed_at timestamptz not null,
    confirmed_by text        not null references identity_user (id)
);

create table identity_party_key_revoked (
    key        text        primary key references identity_party_key (id),
    revoked_at timestamptz not null,
    revoked_by text        not null references identity_user (id)
);

create trigger identity_party_key_append_only
    before update or delete or truncate on identity_party_key
    for each statement execute function sillok.refuse_change();
create trigger identity_party_key_confirmed_append_only
    before update or delete or truncate on identity_party_key_confirmed
    for each statement execute function sillok.refuse_change();
create trigger identity_party_key_revoked_append_only
    before update or delete or truncate on identity_party_key_revoked
    for each statement execute function sillok.refuse_change();

grant select, insert on identity_party_key, identity_party_key_confirmed, identity_party_key_revoked to ${appRole};

-- Judgements. They are the repository's; every organisation reads them, because decisions about its material rest on them.
create table fact_fact (
    id          text        primary key,
    owner_party text        not null references identity_party (id),
    subject     text        not null, -- a party's id or a state's code
    type        text        not null,
    value       boolean     not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    details     bytea       not null, -- sealed: who judged and when, reasons, case, document
    recorded_at timestamptz not null,
    recorded_by text        not null references identity_user (id),
    check (valid_from < valid_until)
);
create index fact_fact_order on fact_fact (recorded_at, id);
create index fact_fact_subject on fact_fact (subject);

create table fact_confirmed (
    fact         text        primary key references fact_fact (id),
    owner_party  text        not null references identity_party (id),
    confirmed_at timestamptz not null,
    confirmed_by text        not null references identity_user (id)
);

-- A withdrawal that makes room for a permission needs a second custodian, as a permission does.
create table fact_withdrawn (
    fact         text        primary key references fact_fact (id),
    owner_party  text        not null references identity_party (id),
    reason       bytea       not null, -- sealed
    withdrawn_at timestamptz not null,
    withdrawn_by text        not null references identity_user (id)
);

create table fact_withdrawal_confirmed (
    fact         text        primary key references fact_withdrawn (fact),
    owner_party  text        not null references identity_party (id),
    confirmed_at timestamptz not null,
    confirmed_by text        not null references identity_user (id)
);

create trigger fact_fact_append_only
    before update or delete or truncate on fact_fact
    for each statement execute function sillok.refuse_change();
create trigger fact_confirmed_append_only
    before update or delete or truncate on fact_confirmed
    for each statement execute function sillok.refuse_change();
create trigger fact_withdrawn_append_only
    before update or delete or truncate on fact_withdrawn
    for each statement execute function sillok.refuse_change();
create trigger fact_withdrawal_confirmed_append_only
    before update or delete or truncate on fact_withdrawal_confirmed
    for each statement execute function sillok.refuse_change();

alter table fact_fact enable row level security;
alter table fact_confirmed enable row level security;
alter table fact_withdrawn enable row level security;
alter table fact_withdrawal_confirmed enable row level security;
create policy fact_fact_reading on fact_fact for select
    using (current_setting('sillok.role', true) in ('PARTY', 'SYSTEM'));
create policy fact_fact_writing on fact_fact for insert
    with check (owner_party = current_setting('sillok.party', true));
create policy fact_confirmed_reading on fact_confirmed for select
    using (current_setting('sillok.role', true) in ('PARTY', 'SYSTEM'));
create policy fact_confirmed_writing on fact_confirmed for insert
    with check (owner_party = current_setting('sillok.party', true));
create policy fact_withdrawn_reading on fact_withdrawn for select
    using (current_setting('sillok.role', true) in ('PARTY', 'SYSTEM'));
create policy fact_withdrawn_writing on fact_withdrawn for insert
    with check (owner_party = current_setting('sillok.party', true));
create policy fact_withdrawal_confirmed_reading on fact_withdrawal_confirmed for select
    using (current_setting('sillok.role', true) in ('PARTY', 'SYSTEM'));
create policy fact_withdrawal_confirmed_writing on fact_withdrawal_confirmed for insert
    with check (owner_party = current_setting('sillok.party', true));

grant select, insert on fact_fact, fact_confirmed, fact_withdrawn, fact_withdrawal_confirmed to ${appRole};

-- Keys of identities: in the vault, and wrapped by key-encryption keys that wrap nothing else. As with other wrapped keys
-- nobody is granted DELETE; the part that erases content will bring a role of its own.
create table vault.identity_kek (
    kek         text  primary key,
    check_value bytea not null
);

create table vault.identity_key (
    source  text    not null,
    version integer not null check (version > 0),
    kek     text    not null references vault.identity_kek (kek),
    wrapped bytea   not null,
    primary key (source, version)
);

create trigger identity_kek_append_only
    before update or delete or truncate on vault.identity_kek
    for each statement execute function sillok.refuse_change();
create trigger identity_key_append_only
    before update on vault.identity_key
    for each statement execute function sillok.refuse_change();
create trigger identity_key_no_truncate
    before truncate on vault.identity_key
    for each statement execute function sillok.refuse_change();

grant select, insert on vault.identity_kek, vault.identity_key to ${appRole};

-- Who sources are. The newest version counts.
create table identities_identity (
    source      text        not null references source_source (id),
    version     integer     not null check (version > 0),
    owner_party text        not null references identity_party (id),
    identity    bytea       not null, -- sealed under the key of this version
    recorded_at timestamptz not null,
    recorded_by text        not null references identity_user (id),
    primary key (source, version)
);

-- Openings: asked for by one custodian, approved by another, used once.
create table identities_opening (
    id           text        primary key,
    source       text        not null references source_source (id),
    owner_party  text        not null references identity_party (id),
    approval     text        not null check (approval in ('ONE_CUSTODIAN', 'TWO_CUSTODIANS')),
    tokens       text        not null check (tokens in ('ISSUED_HERE', 'ISSUED_ELSEWHERE')),
    grounds      bytea       not null, -- sealed under the source's accountability key: reason, basis
    requested_at timestamptz not null,
    requested_by text        not null references identity_user (id)
);
create index identities_opening_order on identities_opening (source, requested_at, id);

create table identities_opening_approved (
    opening     text        primary key references identities_opening (id),
    owner_party text        not null references identity_party (id),
    approved_at timestamptz not null,
    approved_by text        not null references identity_user (id)
);

create table identities_opening_used (
    opening     text        primary key references identities_opening (id),
    owner_party text        not null references identity_party (id),
    version     integer     not null,
    used_at     timestamptz not null,
    used_by     text        not null references identity_user (id)
);

create trigger identities_identity_append_only
    before update or delete or truncate on identities_identity
    for each statement execute function sillok.refuse_change();
create trigger identities_opening_append_only
    before update or delete or truncate on identities_opening
    for each statement execute function sillok.refuse_change();
create trigger identities_opening_approved_append_only
    before update or delete or truncate on identities_opening_approved
    for each statement execute function sillok.refuse_change();
create trigger identities_opening_used_append_only
    before update or delete or truncate on identities_opening_used
    for each statement execute function sillok.refuse_change();

alter table identities_identity enable row level security;
alter table identities_opening enable row level security;
alter table identities_opening_approved enable row level security;
alter table identities_opening_used enable row level security;
create policy identities_identity_scope on identities_identity
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
create policy identities_opening_scope on identities_opening
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
create policy identities_opening_approved_scope on identities_opening_approved
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
create policy identities_opening_used_scope on identities_opening_used
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on identities_identity, identities_opening, identities_opening_approved, identities_opening_used
    to ${appRole};
