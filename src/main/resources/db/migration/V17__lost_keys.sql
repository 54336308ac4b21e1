-- Key-encryption keys that were declared lost while keys were still wrapped under them: what those protect cannot be read,
-- and the repository goes on without it. Nothing new is wrapped under such a key. It may turn up again: then what it
-- wraps is moved away from it, and it can be retired like any other.

create table vault.vault_lost_kek (
    kek     text        primary key references vault.vault_kek (kek),
    wraps   bigint      not null check (wraps > 0), -- how many keys it wrapped at that moment
    lost_at timestamptz not null default now()
);
create trigger vault_lost_kek_append_only
    before update or delete or truncate on vault.vault_lost_kek
    for each statement execute function sillok.refuse_change();
grant select on vault.vault_lost_kek to ${appRole};

-- Says how many keys are wrapped under it. If that is what the caller expects, and not 0, it is declared lost now, or was
-- before. The lock waits for transactions that are about to commit such a key, and those that come later wait for it.
create function vault.lose_kek(wanted text, expected bigint) returns bigint
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
declare
    wrapped bigint;
begin
    perform 1 from vault.vault_kek k where k.kek = wanted for update;
    select count(*) into wrapped from vault.vault_subject_key s where s.kek = wanted;
    if wrapped = expected and wrapped > 0 then
        insert into vault.vault_lost_kek (kek, wraps) values (wanted, wrapped) on conflict do nothing;
    end if;
    return wrapped;
end
$$;
revoke execute on function vault.lose_kek(text, bigint) from public;
grant execute on function vault.lose_kek(text, bigint) to ${appRole};

-- The one look that each key takes before it is stored: now for both ways to give a key-encryption key up.
create or replace function vault.refuse_retired_kek() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    perform 1 from vault.vault_kek k where k.kek = new.kek for key share;
    if exists (select from vault.vault_retired_kek r where r.kek = new.kek) then
        raise exception 'nothing is wrapped under a key-encryption key that was retired' using errcode = 'SLK03';
    end if;
    if exists (select from vault.vault_lost_kek l where l.kek = new.kek) then
        raise exception 'nothing is wrapped under a key-encryption key that was declared lost' using errcode = 'SLK03';
    end if;
    return new;
end
$$;
