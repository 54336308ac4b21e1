#!/bin/sh
# Run once by the PostgreSQL image, over an empty folder: the roles of deploy/postgres/roles.sql with the passwords from the secrets, and a database of
# its own for Keycloak. psql reads the passwords itself, so they are on no command line.
set -eu
script=/opt/sillok/roles.sql
{
  for role in owner app eraser keycloak-database; do
    printf '\\set %s_password `cat /run/secrets/%s-password`\n' "$(echo "$role" | tr - _)" "$role"
  done
  # The script asks at a terminal; here is none.
  sed -E 's/^\\password :([a-z]+)$/alter role :"\1" password :'"'"'\1_password'"'"';/' "$script"
  cat << 'END'
\connect postgres
create role keycloak login password :'keycloak_database_password';
create database keycloak owner keycloak encoding 'UTF8' template template0;
revoke all on database keycloak from public;
END
} | psql -v ON_ERROR_STOP=1 --no-psqlrc -U postgres -d postgres \
  -v database=sillok -v owner=sillok_owner -v app=sillok_app -v eraser=sillok_eraser
