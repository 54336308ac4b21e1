-- Who acts for two organisations has a user in each. Where it takes two people they are one: a keyed digest of issuer and
-- subject, whichever organisation the token names, is the same for both. Without the repository's secret it says nothing.
-- Users from before have none until that person is seen again; then all users of that person are given it.

alter table identity_user add column person bytea check (length(person) = 32);
create index identity_user_person on identity_user (person) where person is not null;

-- A person is found out once, and stays.
create function sillok.identity_user_person_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.person is not null and new.person is distinct from old.person then
        raise exception 'who a user is does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger identity_user_person_stays before update on identity_user
    for each row execute function sillok.identity_user_person_stays();

grant update (person) on identity_user to ${appRole};
