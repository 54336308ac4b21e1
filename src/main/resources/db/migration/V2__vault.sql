-- The vault: wrapped keys, outside the append-only tables and in a schema of their own, so that a key can be destroyed
-- everywhere (table, replicas, backups) without touching a statement.
--
-- Nobody is granted DELETE. Keys are destroyed by a role of its own, which the part that erases content will bring with
-- its own login and a grant in a later migration; the application role can store, read and re-wrap keys and cannot lose
-- one. The trigger below is ready for it: a destroyed key stays known as destroyed and is never made anew.

-- Key-encryption keys that have been in use. The check value opens only under the right key: a lost or exchanged key is
-- noticed before anything is wrapped under another.
create table vault.vault_kek (
    kek         text  primary key,
    check_value bytea not null
);

create table vault.vault_subject_key (
    subject text  not null,
    key_use text  not null check (key_use in ('CONTENT', 'ACCOUNTABILITY')),
    kek     text  not null references vault.vault_kek (kek),
    wrapped bytea not null,
    primary key (subject, key_use)
);

-- Wrapped by the content key of the subject: without that key these rows say nothing.
create table vault.vault_object_key (
    object  text  primary key,
    subject text  not null,
    wrapped bytea not null
);
create index vault_object_key_subject on vault.vault_object_key (subject);

create table vault.vault_destroyed_key (
    subject      text        not null,
    key_use      text        not null,
    destroyed_at timestamptz not null default now(),
    primary key (subject, key_use)
);

create function vault.record_destruction() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    insert into vault.vault_destroyed_key (subject, key_use) values (old.subject, old.key_use)
        on conflict do nothing;
    return old;
end
$$;
create trigger vault_subject_key_record_destruction
    after delete on vault.vault_subject_key
    for each row execute function vault.record_destruction();

create function vault.refuse_revival() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    if exists (select from vault.vault_destroyed_key d where d.subject = new.subject and d.key_use = new.key_use) then
        raise exception 'this key was destroyed and is not made anew' using errcode = 'SLK02';
    end if;
    return new;
end
$$;
create trigger vault_subject_key_refuse_revival
    before insert on vault.vault_subject_key
    for each row execute function vault.refuse_revival();

create trigger vault_object_key_append_only
    before update on vault.vault_object_key
    for each statement execute function sillok.refuse_change();
create trigger vault_object_key_no_truncate
    before truncate on vault.vault_object_key
    for each statement execute function sillok.refuse_change();
create trigger vault_subject_key_no_truncate
    before truncate on vault.vault_subject_key
    for each statement execute function sillok.refuse_change();
create trigger vault_destroyed_key_append_only
    before update or delete or truncate on vault.vault_destroyed_key
    for each statement execute function sillok.refuse_change();
create trigger vault_kek_append_only
    before update or delete or truncate on vault.vault_kek
    for each statement execute function sillok.refuse_change();

grant select, insert on vault.vault_kek to ${appRole};
grant select, insert on vault.vault_subject_key to ${appRole};
grant select, insert on vault.vault_object_key to ${appRole};
grant select on vault.vault_destroyed_key to ${appRole};
-- Re-wrapping under a new key-encryption key changes these two columns and nothing else.
grant update (kek, wrapped) on vault.vault_subject_key to ${appRole};
