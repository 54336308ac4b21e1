package org.sillok.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.Consulted;
import org.sillok.request.core.Told;
import org.sillok.sharing.Release;
import org.sillok.sharing.core.Masking;
import org.sillok.sharing.core.ReasonWording;
import org.sillok.terms.Binding;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.QuestionWriter;
import org.sillok.terms.ReasonCode;
import org.sillok.terms.Window;

/** What of a decision is kept to be shown: without names that its holder's staff may not read, and who has to be asked. */
final class Shown {
    private static final String ASKS = "asks";
    private static final String REASONS = "reasons";
    private static final String OBLIGATIONS = "obligations";
    private static final String WINDOW = "window";

    private Shown() {}

    static JsonObject write(Release release) {
        JsonObject decision = QuestionWriter.write(release.decision());
        Set<String> nameable = nameable(release);
        JsonArray reasons = new JsonArray(decision.array(REASONS).values().stream()
                .map(value -> masked(value.asObject(), nameable))
                .distinct()
                .map(value -> (JsonValue) value)
                .toList());
        JsonObject.Builder json = JsonObject.builder()
                .put(REASONS, reasons)
                .put(OBLIGATIONS, decision.array(OBLIGATIONS))
                .put(WINDOW, window(release.decision().window()))
                .put(
                        ASKS,
                        JsonArray.ofTexts(
                                Consulted.causes(release.question(), release.decision(), release.owner()).stream()
                                        .map(InstrumentRef::toString)
                                        .toList()));
        return json.build();
    }

    /** What the holder's staff may be told the name of: the version, what is bound to it, and its own agreements. */
    private static Set<String> nameable(Release release) {
        PartyId holder = release.owner();
        Set<String> names = new TreeSet<>();
        names.add(release.version().item().value());
        release.question().agreements().stream()
                .filter(agreement -> agreement.providers().contains(holder))
                .forEach(agreement -> names.add(agreement.ref().id()));
        release.question().material().nodes().stream()
                .filter(node -> node.ref().item().equals(release.version().item()))
                .flatMap(node -> node.bindings().stream())
                .forEach(binding -> {
                    if (binding instanceof Binding.ToConsent to) {
                        names.add(to.consent().ref().id());
                    }
                });
        return names;
    }

    private static JsonObject masked(JsonObject reason, Set<String> nameable) {
        String place = reason.text("place");
        int end = place.indexOf('/');
        String name = end < 0 ? place : place.substring(0, end);
        if (name.isEmpty() || name.startsWith("pty_") || nameable.contains(name)) {
            return reason;
        }
        boolean agreement = name.startsWith("agr_");
        return JsonObject.builder()
                .put("outcome", reason.text("outcome"))
                .put("code", agreement ? ReasonCode.NO_AGREEMENT.name() : reason.text("code"))
                .put("place", agreement ? Masking.ANOTHER_AGREEMENT : Masking.ANCESTOR)
                .put("detail", agreement ? "" : reason.text("detail"))
                .build();
    }

    private static JsonObject window(Window window) {
        JsonObject.Builder json = JsonObject.builder();
        Instant from = window.from();
        Instant until = window.until();
        if (from != null) {
            json.put("from", Timestamps.format(from));
        }
        if (until != null) {
            json.put("until", Timestamps.format(until));
        }
        return json.build();
    }

    /** Because of which instruments the holder has to be asked. */
    static List<InstrumentRef> asks(JsonObject kept) {
        return kept.array(ASKS).texts().stream().map(Consulted::ref).toList();
    }

    static @Nullable JsonObject window(JsonObject kept) {
        JsonObject window = kept.object(WINDOW);
        return window.members().isEmpty() ? null : window;
    }

    /** What it would oblige to. The requester is not told which clause says so. */
    static JsonArray obligations(JsonObject kept, boolean holder) {
        if (holder) {
            return kept.array(OBLIGATIONS);
        }
        List<JsonValue> told = new ArrayList<>();
        kept.array(OBLIGATIONS).values().forEach(value -> {
            JsonObject.Builder one = JsonObject.builder();
            value.asObject().members().forEach((name, member) -> {
                if (!name.equals("clause")) {
                    one.put(name, member);
                }
            });
            JsonObject built = one.build();
            if (!told.contains(built)) {
                told.add(built);
            }
        });
        return new JsonArray(told);
    }

    /** Why it is not permitted: to the holder by code and place, to others by class. */
    static List<SeenLine.Why> reasons(JsonObject kept, boolean holder, ReasonWording wording) {
        return kept.array(REASONS).values().stream()
                .map(value -> why(value.asObject(), holder, wording))
                .distinct()
                .collect(Collectors.toList());
    }

    private static SeenLine.Why why(JsonObject reason, boolean holder, ReasonWording wording) {
        ReasonCode code = ReasonCode.valueOf(reason.text("code"));
        if (holder) {
            return new SeenLine.Why(code.name(), reason.text("place"), reason.text("detail"), wording.of(code));
        }
        Told told = Told.of(code);
        return switch (told) {
            case REQUEST_ITSELF -> new SeenLine.Why(told.name(), "", reason.text("detail"), wording.of(code));
            case NO_AGREEMENT -> new SeenLine.Why(told.name(), "", "", wording.of(ReasonCode.NO_AGREEMENT));
            case NOT_PERMITTED -> new SeenLine.Why(told.name(), "", "", wording.of(ReasonCode.NO_PERMISSION));
            case ASK_FIRST -> new SeenLine.Why(told.name(), "", "", wording.of(ReasonCode.ASK_FIRST));
            case NOT_KNOWN -> new SeenLine.Why(told.name(), "", "", wording.of(ReasonCode.CONDITION_UNKNOWN));
        };
    }
}
