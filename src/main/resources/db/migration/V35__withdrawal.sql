-- Withdrawals: what was taken back, how far, by whom; which items, consents and bundles it concerned at that moment; and what
-- recipients report to have passed on. Reasons, documents and names of who received it are sealed under keys of the row's own;
-- random ids, levels, classes and times are in clear.

create table withdrawal_withdrawal (
    id             text        primary key,
    owner_party    text        not null references identity_party (id), -- whose material it is
    subject_kind   text        not null check (subject_kind in ('CONSENT', 'ITEM', 'SOURCE')),
    subject        text        not null,
    level          text        not null check (level in ('NO_NEW_SHARING', 'NO_FURTHER_USE', 'RESTRICT', 'ERASE')),
    said_by        text        not null
        check (said_by in ('SOURCE', 'GUARDIAN', 'NEXT_OF_KIN', 'ORGANISATION', 'COURT', 'REPOSITORY')),
    said_at        timestamptz not null,
    reason_class   text        not null
        check (reason_class in ('CHANGED_MIND', 'SAFETY', 'MISUSE', 'ERROR', 'LEGAL', 'OTHER')),
    sealed         bytea       not null,                                -- why, and what shows it
    asked          text        check (asked in ('STOP_USE', 'QUARANTINE', 'RETURN', 'DESTROY')),
    respond_by     timestamptz,
    recorded_party text        not null references identity_party (id),
    recorded_by    text        not null,
    recorded_at    timestamptz not null,
    lifted_at      timestamptz,
    check ((asked is null) = (respond_by is null)),
    -- The repository destroys nothing on its own.
    check (said_by not in ('COURT', 'REPOSITORY') or level <> 'ERASE'),
    -- Who deposited it together with others does not take it from them.
    check (recorded_party = owner_party or said_by in ('COURT', 'REPOSITORY')
        or (said_by = 'ORGANISATION' and subject_kind = 'ITEM' and level in ('NO_NEW_SHARING', 'NO_FURTHER_USE')))
);
create index withdrawal_withdrawal_order on withdrawal_withdrawal (recorded_at, id);
-- What was said before and stands. The same may be said again while it does: there may be more to reach by then.
create index withdrawal_withdrawal_stands on withdrawal_withdrawal (subject, recorded_party, said_by)
    where lifted_at is null;

-- An attempt to lift one. One person proposes, another confirms.
create table withdrawal_lift (
    withdrawal  text        not null references withdrawal_withdrawal (id),
    number      integer     not null check (number >= 1),
    owner_party text        not null,
    sealed      bytea       not null, -- why, and what shows it
    proposed_by text        not null,
    proposed_at timestamptz not null,
    ruling      text        check (ruling in ('CONFIRMED', 'REJECTED')),
    ruled_by    text,
    ruled_at    timestamptz,
    primary key (withdrawal, number),
    check ((ruling is null) = (ruled_by is null)),
    check ((ruling is null) = (ruled_at is null)),
    -- Two persons: not even the service can record one of them twice.
    check (ruling is distinct from 'CONFIRMED' or ruled_by <> proposed_by)
);
create unique index withdrawal_lift_open on withdrawal_lift (withdrawal) where ruling is null;

-- What it reached when it was recorded. What is made from it later obeys its ancestors.
create table withdrawal_item (
    withdrawal  text    not null references withdrawal_withdrawal (id),
    number      integer not null check (number >= 1), -- in the order of ids
    item        text    not null,
    owner_party text    not null,
    derived     boolean not null, -- reached only because it was made from another one
    primary key (withdrawal, number),
    unique (withdrawal, item)
);
create index withdrawal_item_of on withdrawal_item (item);

create table withdrawal_consent (
    withdrawal  text    not null references withdrawal_withdrawal (id),
    consent     text    not null,
    owner_party text    not null,
    event       integer check (event >= 1), -- null if nothing could be recorded of it: its key is gone, it permits nothing
    primary key (withdrawal, consent)
);

create table withdrawal_bundle (
    withdrawal  text not null references withdrawal_withdrawal (id),
    bundle      text not null,
    recipient   text not null references identity_party (id),
    owner_party text not null,
    primary key (withdrawal, bundle)
);
create index withdrawal_bundle_of on withdrawal_bundle (bundle);

-- What a recipient says it has passed on.
create table withdrawal_onward (
    id             text        primary key,
    bundle         text        not null,
    owner_party    text        not null references identity_party (id), -- who passed it on
    received_by    text        references identity_party (id),          -- null if it is not an organisation on record
    sealed         bytea       not null,                                -- the name of who received it, and what for
    numbers        integer[]   check (cardinality(numbers) >= 1),       -- of items in the bundle; null for all of them
    transferred_at timestamptz not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null
);
create index withdrawal_onward_of on withdrawal_onward (bundle, recorded_at, id);

create function sillok.withdrawal_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.lifted_at is not null and new.lifted_at is distinct from old.lifted_at then
        raise exception 'what was lifted stays lifted' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger withdrawal_withdrawal_fixed before update on withdrawal_withdrawal
    for each row execute function sillok.withdrawal_fixed();
create function sillok.withdrawal_lift_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.ruling is not null then
        raise exception 'what was ruled on stays so' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger withdrawal_lift_fixed before update on withdrawal_lift
    for each row execute function sillok.withdrawal_lift_fixed();

create trigger withdrawal_withdrawal_kept before delete or truncate on withdrawal_withdrawal
    for each statement execute function sillok.refuse_change();
create trigger withdrawal_lift_kept before delete or truncate on withdrawal_lift
    for each statement execute function sillok.refuse_change();
do $$
declare t text;
begin
    foreach t in array array['withdrawal_item', 'withdrawal_consent', 'withdrawal_bundle', 'withdrawal_onward'] loop
        execute format('create trigger %I before update or delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_append_only', t);
    end loop;
    foreach t in array array['withdrawal_lift', 'withdrawal_item', 'withdrawal_consent', 'withdrawal_bundle',
        'withdrawal_onward'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
    end loop;
end $$;
alter table withdrawal_withdrawal enable row level security;
create policy withdrawal_withdrawal_scope on withdrawal_withdrawal
    using (owner_party = current_setting('sillok.party', true) or recorded_party = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on withdrawal_withdrawal, withdrawal_lift, withdrawal_item, withdrawal_consent, withdrawal_bundle,
    withdrawal_onward to ${appRole};
grant update (lifted_at) on withdrawal_withdrawal to ${appRole};
grant update (ruling, ruled_by, ruled_at) on withdrawal_lift to ${appRole};

-- A withdrawal asks what was made from an item, and which requests name it.
create index evidence_parent_made on evidence_parent (parent_item);
create index request_line_item on request_line (item);
