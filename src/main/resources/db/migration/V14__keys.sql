-- Retired key-encryption keys: nothing in this database is wrapped under them, and nothing ever will be again, so their
-- key may be missing from the key file. What was registered stays registered.

create table vault.vault_retired_kek (
    kek        text        primary key references vault.vault_kek (kek),
    retired_at timestamptz not null default now()
);
create trigger vault_retired_kek_append_only
    before update or delete or truncate on vault.vault_retired_kek
    for each statement execute function sillok.refuse_change();
grant select on vault.vault_retired_kek to ${appRole};

-- Says how many keys are still wrapped under it; at 0 it is retired now, or was before. The lock waits for transactions
-- that are about to commit such a key, and those that come later wait for it.
create function vault.retire_kek(wanted text) returns bigint
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
declare
    wrapped bigint;
begin
    perform 1 from vault.vault_kek k where k.kek = wanted for update;
    select count(*) into wrapped from vault.vault_subject_key s where s.kek = wanted;
    if wrapped = 0 then
        insert into vault.vault_retired_kek (kek) values (wanted) on conflict do nothing;
    end if;
    return wrapped;
end
$$;
revoke execute on function vault.retire_kek(text) from public;
grant execute on function vault.retire_kek(text) to ${appRole};

create function vault.refuse_retired_kek() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    perform 1 from vault.vault_kek k where k.kek = new.kek for key share;
    if exists (select from vault.vault_retired_kek r where r.kek = new.kek) then
        raise exception 'nothing is wrapped under a key-encryption key that was retired' using errcode = 'SLK03';
    end if;
    return new;
end
$$;
create trigger vault_subject_key_refuse_retired_kek
    before insert or update of kek on vault.vault_subject_key
    for each row execute function vault.refuse_retired_kek();
