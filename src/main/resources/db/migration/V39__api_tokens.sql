-- Tokens for programs, which can be called back. Only a digest of the secret is kept. The label is sealed under the party's content key.

create table identity_api_token (
    id         text        primary key,
    party      text        not null references identity_party (id),
    user_id    text        not null references identity_user (id),
    digest     bytea       not null unique check (length(digest) = 32),
    -- What a custodian does, a person does.
    roles      text[]      not null check (cardinality(roles) > 0 and not roles && array['CUSTODIAN']),
    access     text        not null check (access in ('READ', 'READ_AND_WRITE')),
    label      bytea       not null,
    created_at timestamptz not null,
    created_by text        not null references identity_user (id),
    -- In hours: a day of interval arithmetic can have 23 of them.
    expires_at timestamptz not null check (expires_at > created_at and expires_at <= created_at + interval '2160 hours'),
    revoked_at timestamptz,
    revoked_by text        references identity_user (id),
    check ((revoked_at is null) = (revoked_by is null))
);
create index identity_api_token_order on identity_api_token (created_at, id);
create index identity_api_token_of_party on identity_api_token (party, created_at, id);

-- Nothing of a token changes but that it is revoked, once.
create function sillok.identity_api_token_only_ends() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.revoked_at is not null
        or (old.id, old.party, old.user_id, old.digest, old.roles, old.access, old.label, old.created_at, old.created_by, old.expires_at)
            is distinct from
            (new.id, new.party, new.user_id, new.digest, new.roles, new.access, new.label, new.created_at, new.created_by, new.expires_at)
    then
        raise exception 'a token can only be revoked, and once' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger identity_api_token_only_ends before update on identity_api_token
    for each row execute function sillok.identity_api_token_only_ends();
create trigger identity_api_token_kept before delete or truncate on identity_api_token
    for each statement execute function sillok.refuse_change();

-- A restored database does not know what was revoked after its backup: tokens from before a restore are worth nothing.
create function sillok.restored_since(moment timestamptz) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (select from sillok.backup_restore r where r.restored_at >= moment)
$$;
revoke all on function sillok.restored_since(timestamptz) from public;
grant execute on function sillok.restored_since(timestamptz) to ${appRole};

grant select, insert on identity_api_token to ${appRole};
grant update (revoked_at, revoked_by) on identity_api_token to ${appRole};
