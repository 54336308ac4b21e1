package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Role;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok token}: asks the running service for a token and prints it, alone, on standard output. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Print a token for a user of an organisation, for use in 'Authorization: Bearer ...'.",
            "Talks to the service that runs over the data directory, as its custodian."
        })
public final class TokenCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1", exclusive = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Whom whom;

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            defaultValue = "PT12H",
            description = "How long the token works, in ISO 8601 (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration validFor;

    @Option(
            names = "--everyday",
            description = "Not for what takes a stronger authentication: opening identities, approving, erasing, and"
                    + " changing who may do what.")
    private boolean everyday;

    private static final class Whom {
        @ArgGroup(exclusive = false)
        private @Nullable NewUser newUser;

        @Option(names = "--user", paramLabel = "USR", description = "An existing user.")
        private @Nullable String user;
    }

    private static final class NewUser {
        @Option(
                names = "--party",
                required = true,
                paramLabel = "PTY",
                description = "A new user of this organisation ...")
        @SuppressWarnings("NullAway.Init")
        private String party;

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "... with this role; repeat for more. One of ${COMPLETION-CANDIDATES}.")
        @SuppressWarnings("NullAway.Init")
        private List<Role> roles;

        @Option(names = "--label", paramLabel = "TEXT", description = "... and this label (optional).")
        private @Nullable String label;
    }

    @Override
    public Integer call() {
        ServiceClient service = ServiceClient.ofDataDirectory();
        String user = whom.newUser == null ? String.valueOf(whom.user) : create(service, whom.newUser);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("user", user).put("validFor", validFor.toString());
        if (everyday) {
            request.put("stepUp", false);
        }
        JsonNode answer = service.post("/api/v1/tokens", request);
        System.err.println(
                "User " + user + ", valid until " + answer.path("expiresAt").asText());
        System.out.println(answer.path("token").asText());
        return 0;
    }

    private static String create(ServiceClient service, NewUser newUser) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        newUser.roles.forEach(role -> request.withArray("roles").add(role.name()));
        if (newUser.label != null) {
            request.put("label", newUser.label);
        }
        if (!newUser.party.matches("[a-z]{3}_[a-z2-7]{26}")) {
            throw new CommandFailure("--party takes an organisation's id (pty_...).");
        }
        return service.post("/api/v1/parties/" + newUser.party + "/users", request)
                .path("id")
                .asText();
    }
}
