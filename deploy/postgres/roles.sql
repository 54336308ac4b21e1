-- Prepares a PostgreSQL (15 or newer) of your own for Sillok. Run once, as a superuser, with psql:
--
--   psql -v database=sillok -v owner=sillok_owner -v app=sillok_app -f roles.sql
--
-- It asks for two passwords. Then start Sillok with
--
--   SILLOK_DATABASE_URL=jdbc:postgresql://HOST:5432/sillok?sslmode=verify-full
--   SILLOK_DATABASE_OWNER_USERNAME=sillok_owner   SILLOK_DATABASE_OWNER_PASSWORD_FILE=/path/owner
--   SILLOK_DATABASE_APP_USERNAME=sillok_app       SILLOK_DATABASE_APP_PASSWORD_FILE=/path/app
--
-- The owner runs the migrations at each start. The application role does everything else; it owns nothing, cannot change or
-- remove rows of append-only tables, and is subject to row-level security. Sillok refuses to start if it could do more.
-- The program's own PostgreSQL is prepared in the same way (org.sillok.platform.postgres.PostgresCluster).

\set ON_ERROR_STOP on
set password_encryption = 'scram-sha-256';

create role :"owner" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
create role :"app" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
\password :owner
\password :app

alter role :"app" set search_path = sillok;
alter role :"app" set statement_timeout = '60s';
alter role :"app" set lock_timeout = '20s';
alter role :"app" set idle_in_transaction_session_timeout = '120s';

create database :"database" owner :"owner" encoding 'UTF8' locale 'C' template template0;
revoke all on database :"database" from public;
grant connect on database :"database" to :"app";
