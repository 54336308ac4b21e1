-- Fixity: rounds that read everything again, what they found, and how far the replica's copier is. Nothing here is
-- believed by an audit: what was found is also on the record as statements.

create table fixity_round (
    number     bigint      primary key check (number >= 1),
    begun_at   timestamptz not null,
    ended_at   timestamptz,
    next_log   integer     not null, -- the cursor: the entry of the log to look at next
    next_index bigint      not null,
    end_log    integer     not null, -- the entry after the last one that belongs to the round
    end_index  bigint      not null,
    done       bigint      not null check (done >= 0),
    total      bigint      not null check (total >= 0),
    files      bigint      not null,
    replicas   bigint      not null,
    bytes      bigint      not null,
    failures   bigint      not null,
    unreadable bigint      not null,
    unnamed    bigint      not null
);
create unique index fixity_round_open on fixity_round ((true)) where ended_at is null;
grant select, insert on fixity_round to ${appRole};
grant update (ended_at, next_log, next_index, done, total, files, replicas, bytes, failures, unreadable, unnamed)
    on fixity_round to ${appRole};

-- Who of several replicas works now. A lease by the database's clock, renewed while the work goes on.
create table fixity_turn (
    task   text        primary key check (task in ('ROUND', 'REPLICA')),
    holder text        not null,
    until  timestamptz not null
);
grant select, insert, update on fixity_turn to ${appRole};

-- A copy that is not what its statement records. The ordinal keeps one open incident for each copy: the next one needs
-- the one before to be closed.
create table fixity_incident (
    id          text        primary key,
    owner_party text        not null references identity_party (id),
    item        text        not null,
    version     integer     not null check (version >= 1),
    file        integer     not null check (file >= 1),
    object      text        not null,
    copy        text        not null check (copy in ('EVIDENCE', 'REPLICA')),
    ordinal     bigint      not null check (ordinal >= 0),
    damage      text        not null check (damage in ('MISSING', 'OTHER_LENGTH', 'OTHER_DIGEST', 'UNREADABLE')),
    found_by    text        not null check (found_by in ('ROUND', 'AUDIT', 'READING', 'REPAIR')),
    found_at    timestamptz not null,
    unique (object, copy, ordinal)
);
create index fixity_incident_order on fixity_incident (found_at, id);

create table fixity_closure (
    incident    text        primary key references fixity_incident (id),
    owner_party text        not null references identity_party (id),
    closed_at   timestamptz not null
);

do $$
declare t text;
begin
    foreach t in array array['fixity_incident', 'fixity_closure'] loop
        execute format('create trigger %I before update or delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_append_only', t);
        execute format('grant select, insert on %I to ${appRole}', t);
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
    end loop;
end $$;

-- How far the copier of the replica has come: one row, once there is a replica.
create table fixity_replica (
    id         boolean primary key default true check (id),
    mark       text    not null, -- the object by which the replica is recognised that all this is about
    next_log   integer not null,
    next_index bigint  not null,
    files      bigint  not null,
    bytes      bigint  not null
);
grant select, insert, update on fixity_replica to ${appRole};
