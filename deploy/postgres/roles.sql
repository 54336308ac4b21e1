-- Prepares a PostgreSQL (15 or newer) of your own for Sillok. Run once, as a superuser, with psql:
--
--   psql -v database=sillok -v owner=sillok_owner -v app=sillok_app -v eraser=sillok_eraser -f roles.sql
--
-- It asks for three passwords. Then start Sillok with
--
--   SILLOK_OIDC_ISSUER_URL=https://HOST/realms/sillok     (docs/sign-in.md; without one: SILLOK_OIDC_LOCAL_ISSUER=true)
--   SILLOK_DATABASE_URL=jdbc:postgresql://HOST:5432/sillok?sslmode=verify-full
--   SILLOK_DATABASE_OWNER_USERNAME=sillok_owner   SILLOK_DATABASE_OWNER_PASSWORD_FILE=/path/owner
--   SILLOK_DATABASE_APP_USERNAME=sillok_app       SILLOK_DATABASE_APP_PASSWORD_FILE=/path/app
--   SILLOK_DATABASE_ERASER_USERNAME=sillok_eraser SILLOK_DATABASE_ERASER_PASSWORD_FILE=/path/eraser
--
-- The owner runs the migrations at each start. If it should not be known to the service, leave its two settings out there and run
-- `sillok migrate` with them before (docs/upgrades.md). The application role does everything else; it owns nothing, cannot change or
-- remove rows of append-only tables, and is subject to row-level security. Sillok refuses to start if it could do more.
-- The eraser destroys keys of what a confirmed erasure names, and can do nothing else; the owner grants it that at each start.
-- Without its two settings the service works, and erases nothing. For a database that was prepared before there was an eraser:
-- run the lines of this file that name it, connected to that database.
-- The program's own PostgreSQL is prepared in the same way (org.sillok.platform.postgres.PostgresCluster and EraserRole).

\set ON_ERROR_STOP on
set password_encryption = 'scram-sha-256';

create role :"owner" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
create role :"app" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
create role :"eraser" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
\password :owner
\password :app
\password :eraser

alter role :"app" set search_path = sillok;
alter role :"app" set statement_timeout = '60s';
alter role :"app" set lock_timeout = '20s';
alter role :"app" set idle_in_transaction_session_timeout = '120s';

create database :"database" owner :"owner" encoding 'UTF8' locale 'C' template template0;
revoke all on database :"database" from public;
grant connect on database :"database" to :"app";
grant connect on database :"database" to :"eraser";
-- How far other transactions look back, so that nothing is said to be gone that one of them can still see; and checkpoints.
grant pg_read_all_stats, pg_checkpoint to :"eraser";
\connect :"database"
-- To end a file of the write-ahead log. Set wal_recycle = off, too: else the server keeps the file under another name.
grant execute on function pg_catalog.pg_switch_wal() to :"eraser";
