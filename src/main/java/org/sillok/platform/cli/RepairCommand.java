package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok repair}: damaged copies from good ones, by way of the running service or, if none runs, here. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Replace damaged or missing copies of files by good ones: evidence from the replica, the replica from",
            "evidence. Only bytes that have the recorded digest are taken; what was damaged is kept aside.",
            "Exit code 0: everything is repaired. 1: something could not be. 2: nothing could be done."
        })
public final class RepairCommand implements Callable<Integer> {
    @Option(names = "--incident", paramLabel = "ID", description = "Repair this one only; the default is all.")
    private @Nullable String incident;

    @Option(names = "--dry-run", description = "Only find out what could be repaired; reads, and writes nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            return service.isPresent() ? there(service.get()) : here();
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }

    private int there(ServiceClient service) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        if (incident != null) {
            body.put("incident", incident);
        }
        String job = service.post("/api/v1/fixity/repairs", body).path("id").asText();
        return RepairScreen.ofTerminal(json)
                .report(new JobFollower(
                                service, "The repair", "What was not repaired is still listed by ./sillok fixity.")
                        .follow(job, (done, total) -> {}));
    }

    private int here() {
        List<String> arguments = new ArrayList<>(
                List.of(json ? AuditOnce.JSON : AuditOnce.WORDS, dryRun ? RepairOnce.DRY : RepairOnce.WET));
        if (incident != null) {
            arguments.add(incident);
        }
        return Headless.run(RepairOnce.class, "The repair", Map.of(), arguments);
    }
}
