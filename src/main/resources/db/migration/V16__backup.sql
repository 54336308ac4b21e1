-- Backups: which were completed, and from which this database was restored. No names and no places: a backup is known by
-- the digest of its manifest.

create table backup_completed (
    manifest     bytea       primary key check (length(manifest) = 32), -- SHA-256 of the manifest's bytes
    tree_size    bigint      not null check (tree_size >= 0),
    completed_at timestamptz not null
);
create index backup_completed_newest on backup_completed (completed_at desc);

-- Written by the restore itself, in the transaction that fills the database. The first start puts it on the record.
create table backup_restore (
    id          text        primary key,
    manifest    bytea       not null check (length(manifest) = 32),
    tree_size   bigint      not null check (tree_size >= 0),
    given_up    boolean     not null, -- entries that the log had signed after the backup, by decision of the operator
    restored_at timestamptz not null default now(),
    recorded    boolean     not null default false
);

create trigger backup_completed_append_only
    before update or delete or truncate on backup_completed
    for each statement execute function sillok.refuse_change();

grant select, insert on backup_completed to ${appRole};
grant select on backup_restore to ${appRole};
grant update (recorded) on backup_restore to ${appRole};
