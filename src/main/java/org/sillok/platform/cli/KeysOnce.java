package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.util.List;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.keys.IdentityRotationRun;
import org.sillok.keys.KeyList;
import org.sillok.keys.KeyLoss;
import org.sillok.keys.KeyRotations;
import org.sillok.keys.RotationOrder;
import org.sillok.keys.RotationProgress;
import org.sillok.keys.RotationRun;
import org.sillok.keys.RotationSteps;
import org.sillok.problem.Outcome;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.TokenException;

/** The program for one piece of work on the key-encryption keys, without its HTTP side: what runs when no service does. */
public class KeysOnce implements QuarkusApplication {
    static final String LIST = "list";
    static final String ROTATE = "rotate";
    static final String ROTATE_IDENTITIES = "rotate-identities";
    static final String RETIRE = "retire";
    static final String LOST = "lost";

    private final KekRegister keks;
    private final KeyRotations rotations;
    private final KeyLoss loss;
    private final RotationRun rotation;
    private final IdentityRotationRun identities;

    KeysOnce(
            KekRegister keks,
            KeyRotations rotations,
            KeyLoss loss,
            RotationRun rotation,
            IdentityRotationRun identities) {
        this.keks = keks;
        this.rotations = rotations;
        this.loss = loss;
        this.rotation = rotation;
        this.identities = identities;
    }

    /** Arguments: {@code json} or {@code words}, the deed, and what it is done with. */
    @Override
    public int run(String... arguments) {
        KeysScreen screen = KeysScreen.ofTerminal(arguments[0].equals(AuditOnce.JSON));
        try {
            return switch (arguments[1]) {
                case LIST -> screen.list(KeyList.json(keks.status()));
                case ROTATE -> rotate(screen, order(List.of(arguments)));
                case ROTATE_IDENTITIES ->
                    screen.identitiesRotated(identities
                            .run(order(List.of(arguments)), null, shown(screen))
                            .toJson());
                case RETIRE -> changed(screen, rotations.retire(arguments[2]));
                case LOST -> lost(screen, List.of(arguments));
                default -> throw new IllegalArgumentException("no such deed");
            };
        } catch (KekUnavailableException | TokenException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }

    private static RotationOrder order(List<String> arguments) {
        RotationSteps steps = RotationSteps.valueOf(arguments.get(2));
        return arguments.size() > 3 ? new RotationOrder(steps, arguments.get(3)) : RotationOrder.of(steps);
    }

    private int rotate(KeysScreen screen, RotationOrder order) {
        JsonArray before = KeyList.json(keks.status());
        try {
            return screen.rotated(rotation.run(order, null, shown(screen)).toJson());
        } catch (KekUnavailableException | TokenException e) {
            String wayOut = KeysScreen.wayOut(order.steps(), before, KeyList.json(keks.status()));
            System.err.println("sillok: " + e.getMessage() + " " + wayOut);
            return Headless.NOT_RUN;
        }
    }

    private int lost(KeysScreen screen, List<String> arguments) {
        String key = arguments.get(2);
        return arguments.size() > 3
                ? changed(screen, loss.declare(key, Long.parseLong(arguments.get(3))))
                : screen.beforeLoss(KeyList.json(keks.status()), key);
    }

    private static int changed(KeysScreen screen, Outcome<List<KekStatus>> keys) {
        if (keys instanceof Outcome.Refused<List<KekStatus>> refused) {
            System.err.println("sillok: " + refused.refusal().code().title() + ". "
                    + refused.refusal().detail());
            return Headless.NOT_RUN;
        }
        return screen.list(KeyList.json(keys.orThrow()));
    }

    private static RotationProgress shown(KeysScreen screen) {
        return new RotationProgress() {
            @Override
            public void at(long done, long total) {
                screen.progress(done, Math.max(1, total));
            }

            @Override
            public void at(long done, long total, JsonObject resumePoint) {
                // Nothing is kept: if this is cut off, the next rotation does what is left.
            }
        };
    }
}
