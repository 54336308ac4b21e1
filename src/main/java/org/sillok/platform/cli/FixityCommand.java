package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok fixity}: how fixity stands, by way of the running service or, if none runs, from the database. */
@Command(
        name = "fixity",
        mixinStandardHelpOptions = true,
        description = {
            "Show how far the background reading of everything that is stored is, and what was found.",
            "Exit code 0: no incident is open. 1: copies of files are missing or altered. 2: it could not be found out."
        })
public final class FixityCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            if (service.isPresent()) {
                JsonObject status = object(service.get().get("/api/v1/fixity"));
                JsonObject page =
                        object(service.get().get("/api/v1/fixity/incidents?state=OPEN&limit=" + FixityScreen.LISTED));
                return FixityScreen.ofTerminal(json).status(status, page.array("items"));
            }
            return Headless.run(
                    FixityOnce.class, "The look at fixity", Map.of(), List.of(json ? AuditOnce.JSON : AuditOnce.WORDS));
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }

    private static JsonObject object(JsonNode answer) {
        return StrictJson.parse(answer.toString().getBytes(StandardCharsets.UTF_8))
                .asObject();
    }
}
