package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.StrictJson;
import org.sillok.keys.RotationOrder;
import org.sillok.keys.RotationSteps;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sillok keys}: the key-encryption keys, by way of the running service; if none runs, the same program is started
 * without its HTTP side.
 */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Show which key-encryption keys are in use, how many keys each protects, and whether each can be used now.",
            "Exit code 0: all can be used, or the work was done. 1: something needs attention. 2: nothing could be done."
        })
public final class KeysCommand implements Callable<Integer> {
    private static final String KEYS = "/api/v1/keys";

    @Option(names = "--json", description = "Print the result as JSON.", scope = picocli.CommandLine.ScopeType.INHERIT)
    private boolean json;

    @Override
    public Integer call() {
        return guarded(() -> {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            return service.isPresent()
                    ? KeysScreen.ofTerminal(json).list(keys(service.get().get(KEYS)))
                    : here(List.of(KeysOnce.LIST));
        });
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = {
                "Make a new key-encryption key for what is stored from now on, and move nothing to it.",
                "Copy it to its safe place, then: sillok keys rotate --no-new-key"
            })
    int make() {
        return rotate(RotationOrder.of(RotationSteps.MAKE_ONLY));
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Make a new key-encryption key and wrap the keys of everything that is stored under it.",
                "Deposits and readings go on. Copy the key file afterwards. One that was interrupted says how to go on."
            })
    int rotate(
            @Option(
                            names = "--new-key",
                            negatable = true,
                            defaultValue = "true",
                            fallbackValue = "true",
                            description =
                                    "Make a key (the default); --no-new-key: use the current one, for example after"
                                            + " another kind of vault was configured.")
                    boolean newKey,
            @Option(
                            names = "--to",
                            paramLabel = "KEY",
                            description = "With --no-new-key: the key to move to. Nothing is moved if it is not the"
                                    + " current one there.")
                    @Nullable
                    String to) {
        if (newKey && to != null) {
            System.err.println("sillok: --to goes with --no-new-key: a new key has no name yet.");
            return Headless.NOT_RUN;
        }
        return rotate(new RotationOrder(newKey ? RotationSteps.MAKE_AND_MOVE : RotationSteps.MOVE_ONLY, to));
    }

    @Command(
            name = "rotate-identities",
            mixinStandardHelpOptions = true,
            description = {
                "Make a new key-encryption key of identities and wrap the keys of all identities under it.",
                "Nothing is opened. Copy the key file of identities afterwards. One that was interrupted goes on with"
                        + " --no-new-key."
            })
    int rotateIdentities(
            @Option(
                            names = "--new-key",
                            negatable = true,
                            defaultValue = "true",
                            fallbackValue = "true",
                            description = "Make a key (the default); --no-new-key: move everything to the current one.")
                    boolean newKey) {
        RotationSteps steps = newKey ? RotationSteps.MAKE_AND_MOVE : RotationSteps.MOVE_ONLY;
        return guarded(() -> {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            if (service.isEmpty()) {
                return here(List.of(KeysOnce.ROTATE_IDENTITIES, steps.name()));
            }
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("newKey", newKey);
            String id = service.get()
                    .post(KEYS + "/identities/rotations", body)
                    .path("id")
                    .asText();
            KeysScreen screen = KeysScreen.ofTerminal(json);
            JobFollower follower = new JobFollower(
                    service.get(),
                    "The rotation",
                    () -> "What was not moved still opens: sillok keys rotate-identities --no-new-key goes on.");
            return screen.identitiesRotated(follower.follow(id, screen::progress));
        });
    }

    private int rotate(RotationOrder order) {
        RotationSteps steps = order.steps();
        String to = order.to();
        return guarded(() -> {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            if (service.isEmpty()) {
                return here(
                        to == null
                                ? List.of(KeysOnce.ROTATE, steps.name())
                                : List.of(KeysOnce.ROTATE, steps.name(), to));
            }
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("newKey", steps != RotationSteps.MOVE_ONLY)
                    .put("move", steps != RotationSteps.MAKE_ONLY);
            if (to != null) {
                body.put("to", to);
            }
            JsonArray before = keys(service.get().get(KEYS));
            String id = service.get().post(KEYS + "/rotations", body).path("id").asText();
            KeysScreen screen = KeysScreen.ofTerminal(json);
            JobFollower follower = new JobFollower(
                    service.get(),
                    "The rotation",
                    () -> KeysScreen.wayOut(steps, before, keys(service.get().get(KEYS))));
            return screen.rotated(follower.follow(id, screen::progress));
        });
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = {
                "Declare that a former key is not needed any more, so that it may be taken out of the key file.",
                "Refused while anything is protected by it. Backups from before the rotation still need it."
            })
    int retire(@Parameters(paramLabel = "KEY", description = "The key's identifier.") String key) {
        return guarded(() -> {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            if (service.isEmpty()) {
                return here(List.of(KeysOnce.RETIRE, key));
            }
            String path = KEYS + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "/retirement";
            return KeysScreen.ofTerminal(json).list(keys(service.get().put(path)));
        });
    }

    @Command(
            name = "lost",
            mixinStandardHelpOptions = true,
            description = {
                "Declare that a former key is gone for good, with all that it protects, so that everything else goes on.",
                "Without --wraps nothing is done but to show how many keys it protects (exit code 1).",
                "Refused while the key can be used, or may come back: a vault that does not answer may still have it."
            })
    int lost(
            @Parameters(paramLabel = "KEY", description = "The key's identifier.") String key,
            @Option(
                            names = "--wraps",
                            paramLabel = "N",
                            description = "How many keys it protects: so many are given up.")
                    @Nullable
                    Long wraps) {
        if (wraps != null && wraps < 1) {
            System.err.println("sillok: --wraps is at least 1: a key that protects nothing is retired.");
            return Headless.NOT_RUN;
        }
        return guarded(() -> {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            if (service.isEmpty()) {
                return here(
                        wraps == null
                                ? List.of(KeysOnce.LOST, key)
                                : List.of(KeysOnce.LOST, key, String.valueOf(wraps)));
            }
            KeysScreen screen = KeysScreen.ofTerminal(json);
            if (wraps == null) {
                return screen.beforeLoss(keys(service.get().get(KEYS)), key);
            }
            String path = KEYS + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "/lost";
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("wraps", wraps);
            return screen.list(keys(service.get().post(path, body)));
        });
    }

    private int here(List<String> work) {
        List<String> arguments = new ArrayList<>(List.of(json ? AuditOnce.JSON : AuditOnce.WORDS));
        arguments.addAll(work);
        return Headless.run(KeysOnce.class, "The work on the keys", Map.of(), arguments);
    }

    private static JsonArray keys(JsonNode answer) {
        return StrictJson.parse(answer.path("keys").toString().getBytes(StandardCharsets.UTF_8))
                .asArray();
    }

    private static int guarded(Callable<Integer> work) {
        try {
            return work.call();
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
