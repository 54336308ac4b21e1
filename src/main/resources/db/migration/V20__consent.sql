-- Consents: what sources were told, what they said about it, and which material that is about. Random ids, kinds, states and
-- times of saying and recording are in clear; texts, terms, capacities, forms, reasons and evidence are sealed under the key of
-- the notice, consent, item or source that they belong to. Of a day on which somebody comes of age, and of any other end, only
-- the month of the earliest is in clear.

create table consent_notice (
    id          text primary key,
    owner_party text        not null references identity_party (id),
    versions    integer     not null check (versions >= 1),
    created_at  timestamptz not null
);
create index consent_notice_order on consent_notice (owner_party, created_at, id);

create table consent_notice_version (
    notice      text        not null references consent_notice (id),
    number      integer     not null check (number >= 1),
    owner_party text        not null,
    language    text        not null,
    sealed      bytea       not null, -- canonical JSON with a salt
    recorded_by text        not null,
    recorded_at timestamptz not null,
    primary key (notice, number)
);

create table consent_consent (
    id          text primary key,
    owner_party text        not null references identity_party (id),
    source      text        not null references source_source (id),
    state       text        not null, -- of the last event, for lists; decisions go by the events
    revision    integer     not null check (revision >= 0),
    events      integer     not null check (events >= 0),
    versions    integer     not null check (versions >= 0),
    due_month   date,                 -- the month of the earliest review, end or majority of the version in force
    created_at  timestamptz not null
);
create index consent_consent_order on consent_consent (owner_party, created_at, id);
create index consent_consent_source on consent_consent (source);
create index consent_consent_due on consent_consent (owner_party, due_month) where due_month is not null;

create table consent_version (
    consent     text        not null references consent_consent (id),
    number      integer     not null check (number >= 1),
    owner_party text        not null,
    sealed      bytea       not null, -- canonical JSON with a salt
    recorded_by text        not null,
    recorded_at timestamptz not null,
    primary key (consent, number)
);

create table consent_event (
    consent      text        not null references consent_consent (id),
    number       integer     not null check (number >= 1),
    owner_party  text        not null,
    state        text        not null,
    version      integer,
    said_by      text,
    said_at      timestamptz not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    confirmed_by text check (confirmed_by <> recorded_by),
    sealed       bytea       not null, -- canonical JSON with a salt: reason and evidence
    statement    bytea       not null, -- digest of the custody statement that records it
    primary key (consent, number),
    foreign key (consent, version) references consent_version (consent, number)
);

create table consent_binding (
    id           text primary key,
    owner_party  text        not null,
    item         text        not null,
    version      integer check (version >= 1), -- null: every version, also later ones
    relation     text        not null,
    consent      text references consent_consent (id),
    source       text references source_source (id), -- a public source
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    confirmed_by text check (confirmed_by <> recorded_by),
    sealed       bytea,                       -- under the item's key: reason and evidence
    statement    bytea       not null,
    check ((consent is null) <> (source is null))
);
create index consent_binding_item on consent_binding (item);
create index consent_binding_consent on consent_binding (consent, item);

create table consent_unbinding (
    binding      text primary key references consent_binding (id),
    owner_party  text        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    confirmed_by text        not null check (confirmed_by <> recorded_by),
    sealed       bytea       not null,
    statement    bytea       not null
);

create table consent_naming (
    source       text        not null references source_source (id),
    number       integer     not null check (number >= 1),
    owner_party  text        not null,
    decision     text        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    confirmed_by text check (confirmed_by <> recorded_by),
    sealed       bytea       not null, -- under the source's key: scope, reason, evidence
    statement    bytea       not null,
    primary key (source, number)
);

-- What one person wants and a second one has to confirm. It has no effect until then.
create table consent_proposal (
    id          text primary key,
    owner_party text        not null,
    kind        text        not null,
    subject     text        not null, -- the consent, item or source that it is about
    basis       integer     not null, -- how much was recorded of the subject when it was proposed
    sealed      bytea       not null,
    proposed_by text        not null,
    proposed_at timestamptz not null
);
create index consent_proposal_subject on consent_proposal (subject);
create index consent_proposal_order on consent_proposal (owner_party, proposed_at, id);

create table consent_ruling (
    proposal    text primary key references consent_proposal (id),
    owner_party text        not null,
    confirmed   boolean     not null,
    ruled_by    text        not null,
    ruled_at    timestamptz not null,
    sealed      bytea -- why it was rejected
);

do $$
declare t text;
begin
    foreach t in array array['consent_notice_version', 'consent_version', 'consent_event', 'consent_binding',
            'consent_unbinding', 'consent_naming', 'consent_proposal', 'consent_ruling'] loop
        execute format('create trigger %I before update or delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_append_only', t);
    end loop;
    foreach t in array array['consent_notice', 'consent_notice_version', 'consent_consent', 'consent_version', 'consent_event',
            'consent_binding', 'consent_unbinding', 'consent_naming', 'consent_proposal', 'consent_ruling'] loop
        execute format('grant select, insert on %I to ${appRole}', t);
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
    end loop;
end $$;
-- These rows carry only what a later version or event moves forward.
grant update (versions) on consent_notice to ${appRole};
grant update (state, revision, events, versions, due_month) on consent_consent to ${appRole};
