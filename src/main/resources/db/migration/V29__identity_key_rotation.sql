-- Keys of identities are wrapped anew when their key-encryption key is rotated: these two columns change, nothing else does.

drop trigger identity_key_append_only on vault.identity_key;

-- One key-encryption key takes the place of another, and that is all.
create function vault.identity_key_rewrapped() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.source, old.version) is distinct from (new.source, new.version) or old.kek = new.kek then
        raise exception 'a key of an identity is only wrapped anew by another key' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger identity_key_rewrapped before update on vault.identity_key
    for each row execute function vault.identity_key_rewrapped();

grant update (kek, wrapped) on vault.identity_key to ${appRole};
create index identity_key_order on vault.identity_key (kek, source, version);
