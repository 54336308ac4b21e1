package org.sillok.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.PrivateFiles;
import org.sillok.platform.StartFailure;

/**
 * The database files: created in a folder aside and published by a rename, so that {@code postgres/} is either absent or
 * complete, with roles and database. An interrupted creation is thrown away and done again.
 */
final class PostgresCluster {
    static final String DATABASE = "sillok";
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "sillok_owner";
    private static final String APPLICATION = "sillok_app";
    private static final String ERASER = "sillok_eraser";

    private final DataDirectory data;
    private final Path home;
    private final Unprivileged unprivileged;

    PostgresCluster(DataDirectory data, Path home, Unprivileged unprivileged) {
        this.data = data;
        this.home = home;
        this.unprivileged = unprivileged;
    }

    Path folder() {
        return data.resolve("postgres");
    }

    DatabaseLogin superuser() throws IOException {
        return login(SUPERUSER);
    }

    DatabaseLogin owner() throws IOException {
        return login(OWNER);
    }

    DatabaseLogin application() throws IOException {
        return login(APPLICATION);
    }

    DatabaseLogin eraser() throws IOException {
        return login(ERASER);
    }

    /** Creates the files unless they are there; checks that this version of PostgreSQL can read them. */
    void prepare() throws IOException {
        if (Files.isDirectory(folder())) {
            checkVersion();
        } else {
            create();
        }
        unprivileged.claim(folder());
    }

    private void create() throws IOException {
        Path fresh = data.resolve("postgres.new");
        PostgresBinaries.deleteTree(fresh);
        PrivateFiles.folder(fresh);
        unprivileged.claim(fresh);
        Path password = data.resolve("postgres.password");
        try {
            PrivateFiles.write(password, superuser().password());
            unprivileged.claim(password);
            // Working inside the new folder makes a leftover of an interrupted run recognisable.
            run(
                    fresh,
                    List.of(
                            program("initdb"),
                            "--pgdata=" + fresh,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C"),
                    "");
        } finally {
            Files.deleteIfExists(password);
        }
        run(fresh, List.of(program("postgres"), "--single", "-D", fresh.toString(), "postgres"), bootstrap());
        Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(data.root());
    }

    /** One statement a line, as single-user mode wants it. Keep in step with {@code deploy/postgres/roles.sql}. */
    private String bootstrap() throws IOException {
        return String.join(
                        "\n",
                        createRole(owner()),
                        createRole(application()),
                        "ALTER ROLE " + APPLICATION + " SET search_path = sillok",
                        "ALTER ROLE " + APPLICATION + " SET statement_timeout = '60s'",
                        "ALTER ROLE " + APPLICATION + " SET lock_timeout = '20s'",
                        "ALTER ROLE " + APPLICATION + " SET idle_in_transaction_session_timeout = '120s'",
                        "CREATE DATABASE " + DATABASE + " OWNER " + OWNER,
                        "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APPLICATION)
                + "\n";
    }

    private static String createRole(DatabaseLogin login) {
        return "CREATE ROLE " + login.user()
                + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '" + login.password()
                + "'";
    }

    private void checkVersion() throws IOException {
        String stored = Files.readString(folder().resolve("PG_VERSION")).strip();
        // "postgres (PostgreSQL) 18.6"
        Matcher version = VERSION.matcher(run(folder(), List.of(program("postgres"), "--version"), ""));
        String mine = version.find() ? version.group(1) : "of an unknown version";
        if (!stored.equals(mine)) {
            throw new StartFailure("The database files in " + folder() + " were written by PostgreSQL " + stored
                    + ", this program brings " + mine + ": use the release that wrote them, or move the data over.");
        }
        for (String role : List.of(SUPERUSER, OWNER, APPLICATION)) {
            if (data.secret(secretName(role)).isEmpty()) {
                throw new StartFailure("The password of database role " + role + " is missing in "
                        + data.resolve("secrets") + ": put that folder back from your backup.");
            }
        }
    }

    private DatabaseLogin login(String role) throws IOException {
        return new DatabaseLogin(role, data.secret(secretName(role), PostgresCluster::randomPassword));
    }

    private static String secretName(String role) {
        return "database-" + role + ".password";
    }

    private static String randomPassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The command line that runs {@code command} as the user that owns the files. */
    List<String> unprivileged(List<String> command) {
        return unprivileged.command(command);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private String run(Path folder, List<String> command, String input) throws IOException {
        Command.Result result = Command.run(folder, unprivileged.command(command), input);
        if (result.exitCode() != 0 || result.output().contains("ERROR: ")) {
            throw new StartFailure("PostgreSQL cannot be prepared in " + data + ": " + result.lastLine());
        }
        return result.output();
    }
}
