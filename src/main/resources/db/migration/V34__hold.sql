-- What holds material back whatever anybody permits: holds, which two custodians place and lift, and restrictions,
-- which withdrawals write. Random ids, kinds, states and times are in clear; reasons and authorities are sealed
-- under the repository's own key. And what has come to pass by itself: what fell due and was told, and what was disclosed and
-- would not be permitted any more.

create table hold_hold (
    id               text        primary key,
    owner_party      text        not null references identity_party (id), -- the repository
    kind             text        not null check (kind in ('LEGAL', 'PRESERVATION')),
    state            text        not null check (state in ('PROPOSED', 'PLACED', 'LIFT_PROPOSED', 'LIFTED', 'REJECTED')),
    mandate          text        not null, -- the document that orders it: a version of an item
    mandate_version  integer     not null check (mandate_version >= 1),
    sealed           bytea       not null, -- reason and authority
    items            integer     not null check (items between 1 and 10000),
    valid_until      timestamptz,
    proposed_at      timestamptz not null,
    proposed_by      text        not null,
    confirmed_by     text,
    lift_proposed_by text,
    lift_confirmed_by text,
    placed_at        timestamptz,
    ended_at         timestamptz,          -- when it was lifted, had lapsed or was rejected
    stated           text        check (stated in ('HELD', 'HOLD_LIFTED')), -- what the streams of all of its items say by now
    -- Two persons: not even the service can record one of them twice.
    check (confirmed_by <> proposed_by),
    check (lift_confirmed_by <> lift_proposed_by),
    check ((confirmed_by is null) = (placed_at is null)),
    check ((state in ('PROPOSED', 'REJECTED')) = (placed_at is null)),
    check ((state in ('LIFTED', 'REJECTED')) = (ended_at is not null)),
    check (state <> 'LIFT_PROPOSED' or lift_proposed_by is not null),
    -- Only time lifts it without a second person.
    check (state <> 'LIFTED' or lift_confirmed_by is not null or valid_until is not null)
);
create index hold_hold_order on hold_hold (proposed_at, id);
create index hold_hold_unstated on hold_hold (id) where placed_at is not null and stated is distinct from 'HOLD_LIFTED';
create index hold_hold_ends on hold_hold (valid_until) where state in ('PLACED', 'LIFT_PROPOSED') and valid_until is not null;

-- Everything that anybody did about a hold, in its order.
create table hold_step (
    hold        text        not null references hold_hold (id),
    number      integer     not null check (number >= 1),
    owner_party text        not null,
    act         text        not null check (act in
        ('PROPOSED', 'PLACED', 'REJECTED', 'LIFT_PROPOSED', 'LIFTED', 'LIFT_REJECTED', 'LAPSED')),
    acted_by    text,                 -- null for what the service did by itself
    acted_at    timestamptz not null,
    sealed      bytea,                -- why
    primary key (hold, number),
    check ((act = 'LAPSED') = (acted_by is null))
);
create trigger hold_step_append_only before update or delete or truncate on hold_step
    for each statement execute function sillok.refuse_change();

create table hold_item (
    hold        text not null references hold_hold (id),
    item        text not null,
    owner_party text not null references identity_party (id), -- who deposited it
    stated      text check (stated in ('HELD', 'HOLD_LIFTED')), -- what the item's own stream says last
    primary key (hold, item)
);
create index hold_item_of on hold_item (item);
create index hold_item_owner on hold_item (owner_party, hold);

-- Written by withdrawals. A withdrawal that says more than an earlier one is another one: the strictest that stands counts.
create table hold_restriction (
    withdrawal  text        not null,
    item        text        not null,
    level       text        not null check (level in ('NO_NEW_SHARING', 'NO_FURTHER_USE', 'RESTRICT', 'ERASE')),
    owner_party text        not null references identity_party (id),
    since       timestamptz not null,
    lifted_at   timestamptz,
    primary key (withdrawal, item)
);
create index hold_restriction_of on hold_restriction (item) where lifted_at is null;

create function sillok.hold_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.state in ('LIFTED', 'REJECTED')
            and (old.state, old.confirmed_by, old.lift_proposed_by, old.lift_confirmed_by, old.ended_at) is distinct from
                (new.state, new.confirmed_by, new.lift_proposed_by, new.lift_confirmed_by, new.ended_at))
        or old.stated = 'HOLD_LIFTED'
        or (old.state <> 'PROPOSED' and new.state in ('PROPOSED', 'REJECTED'))
        or (old.state = 'PROPOSED' and new.state not in ('PROPOSED', 'PLACED', 'REJECTED'))
        or (old.placed_at is not null
            and (old.placed_at, old.confirmed_by) is distinct from (new.placed_at, new.confirmed_by))
    then
        raise exception 'what was recorded of a hold does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger hold_hold_moves_on before update on hold_hold
    for each row execute function sillok.hold_moves_on();

create function sillok.hold_item_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.stated is null or old.stated = 'HOLD_LIFTED' then
        raise exception 'what was stated stays stated' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger hold_item_moves_on before update on hold_item
    for each row execute function sillok.hold_item_moves_on();

create function sillok.hold_restriction_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.lifted_at is not null then
        raise exception 'what was lifted stays lifted' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger hold_restriction_moves_on before update on hold_restriction
    for each row execute function sillok.hold_restriction_moves_on();

-- What fell due and was told: once for each due date, whatever the clock does afterwards. The date itself is not in clear: the
-- day on which somebody comes of age is close to a name.
create table hold_due (
    subject     text        not null, -- a consent or an agreement
    happening   text        not null,
    due         bytea       not null check (length(due) = 32), -- keyed digest of the date
    owner_party text        not null references identity_party (id), -- who was told
    told_at     timestamptz not null,
    primary key (subject, happening, due, owner_party)
);
create trigger hold_due_append_only before update or delete or truncate on hold_due
    for each statement execute function sillok.refuse_change();

-- What was handed over and was found not to be permitted any more when it was decided again. A row stays: if it is permitted
-- again later, that is written beside it, and a later finding is another row.
create table bundle_no_longer (
    id          text        primary key,
    bundle      text        not null references bundle_bundle (id),
    number      integer     not null,              -- of the item in the bundle
    item        text        not null,
    version     integer     not null check (version >= 1),
    owner_party text        not null references identity_party (id), -- who deposited it
    recipient   text        not null references identity_party (id),
    outcome     text        not null,
    since       timestamptz not null,
    ended_at    timestamptz                        -- when it was permitted again, or given back
);
create index bundle_no_longer_order on bundle_no_longer (since, id) where ended_at is null;
create unique index bundle_no_longer_open on bundle_no_longer (bundle, number) where ended_at is null;
create function sillok.bundle_no_longer_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.ended_at is not null then
        raise exception 'what was found stays found' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger bundle_no_longer_moves_on before update on bundle_no_longer
    for each row execute function sillok.bundle_no_longer_moves_on();

-- How far the nightly look at what was handed over has come; one row, which the first look makes.
create table bundle_watch (
    only_one boolean     primary key default true check (only_one),
    bundle   text        not null, -- after this item of this bundle
    number   integer     not null,
    begun_at timestamptz not null,
    ended_at timestamptz           -- null while a round goes on
);

create index evidence_item_source on evidence_item (source) where source is not null;

do $$
declare t text;
begin
    foreach t in array array['hold_hold', 'hold_item', 'hold_restriction', 'bundle_no_longer'] loop
        execute format('create trigger %I before delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_kept', t);
    end loop;
    foreach t in array array['hold_step', 'hold_item', 'hold_restriction', 'hold_due', 'bundle_no_longer'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
    end loop;
    foreach t in array array['hold_hold', 'hold_step', 'hold_item', 'hold_restriction', 'hold_due', 'bundle_no_longer'] loop
        execute format('grant select, insert on %I to ${appRole}', t);
    end loop;
end $$;
-- Whose item is held sees that it is, and since when; what is sealed opens for nobody but the repository.
alter table hold_hold enable row level security;
create policy hold_hold_scope on hold_hold
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from hold_item i where i.hold = id and i.owner_party = current_setting('sillok.party', true)));

grant update (state, confirmed_by, lift_proposed_by, lift_confirmed_by, placed_at, ended_at, stated) on hold_hold to ${appRole};
grant update (stated) on hold_item to ${appRole};
grant update (lifted_at) on hold_restriction to ${appRole};
grant update (ended_at) on bundle_no_longer to ${appRole};
grant select, insert on bundle_watch to ${appRole};
grant update (bundle, number, begun_at, ended_at) on bundle_watch to ${appRole};

-- What holds these items back. It answers whoever asks: a decision that did not see a hold would permit what is forbidden. A
-- hold whose time is over by then is among them, with its end: whether it is really over is decided by whoever asks.
create function sillok.held_back(wanted text[])
    returns table (item text, kind text, id text, until timestamptz)
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select i.item, h.kind, h.id, h.valid_until
    from sillok.hold_item i join sillok.hold_hold h on h.id = i.hold
    where i.item = any (wanted) and h.state in ('PLACED', 'LIFT_PROPOSED')
    union all
    select r.item, r.level, r.withdrawal, null
    from sillok.hold_restriction r
    where r.item = any (wanted) and r.lifted_at is null
$$;
revoke all on function sillok.held_back(text[]) from public;
grant execute on function sillok.held_back(text[]) to ${appRole};
