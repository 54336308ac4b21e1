-- Sharing: what was really done when a version was made from others, as one person proposed and another approved.
-- No text: reasons are in the custody statements, sealed.

create table sharing_treatment (
    id              text primary key,
    owner_party     text        not null references identity_party (id),
    item            text        not null,
    version         integer     not null check (version >= 1),
    transformations varchar[]   not null check (cardinality(transformations) >= 1),
    proposed_by     text        not null,
    proposed_at     timestamptz not null,
    approved_by     text,
    approved_at     timestamptz,
    revoked_by      text,
    revoked_at      timestamptz,
    check ((approved_by is null) = (approved_at is null)),
    check ((revoked_by is null) = (revoked_at is null)),
    -- Two persons: not even the service can record one of them twice.
    check (approved_by is null or approved_by <> proposed_by)
);

create index sharing_treatment_item on sharing_treatment (item, version, proposed_at, id);

-- What was proposed, approved or revoked stays so: columns are filled once.
create function sharing_treatment_moves_on() returns trigger language plpgsql as $$
begin
    if (old.approved_by is not null
            and (new.approved_by is distinct from old.approved_by or new.approved_at is distinct from old.approved_at))
        or (old.revoked_by is not null
            and (new.revoked_by is distinct from old.revoked_by or new.revoked_at is distinct from old.revoked_at
                or new.approved_by is distinct from old.approved_by)) then
        raise exception 'what was recorded of a treatment does not change';
    end if;
    return new;
end $$;
create trigger sharing_treatment_moves_on before update on sharing_treatment
    for each row execute function sharing_treatment_moves_on();
create trigger sharing_treatment_kept before delete or truncate on sharing_treatment
    for each statement execute function sillok.refuse_change();

alter table sharing_treatment enable row level security;
create policy sharing_treatment_scope on sharing_treatment
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on sharing_treatment to ${appRole};
grant update (approved_by, approved_at, revoked_by, revoked_at) on sharing_treatment to ${appRole};
