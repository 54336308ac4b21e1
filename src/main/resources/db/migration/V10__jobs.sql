-- Jobs: long work, leased by the replica that runs it. What was asked and answered is sealed under the party's key.

create table jobs_job (
    id               text primary key,
    owner_party      text        not null references identity_party (id),
    owner_user       text        not null references identity_user (id),
    roles            text[]      not null, -- the scope it was submitted with
    kind             text        not null,
    state            text        not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    params           bytea       not null, -- sealed
    done             bigint      not null check (done >= 0),
    total            bigint check (total >= 0),
    resume_point     bytea,                -- sealed
    result           bytea,                -- sealed
    problem          text,
    incident         text,
    cancel_requested boolean     not null,
    attempts         integer     not null, -- fences: only the latest attempt may write
    lease_until      timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    check ((state = 'RUNNING') = (lease_until is not null))
);

create index jobs_job_order on jobs_job (owner_party, created_at, id);
create index jobs_job_open on jobs_job (created_at, id) where state in ('QUEUED', 'RUNNING');

alter table jobs_job enable row level security;
create policy jobs_job_scope on jobs_job
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update on jobs_job to ${appRole};
