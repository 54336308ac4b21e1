package org.sillok.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.FactSheet;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonException;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/** What the statements of an agreement's stream say, replayed in their order. */
final class AgreementAccount {
    private static final Set<EventType> TEXTS =
            Set.of(EventType.AGREEMENT_DRAFTED, EventType.AGREEMENT_AMENDED, EventType.AGREEMENT_REVISED);

    /** What the statements say of a version, as far as they were read. */
    static final class Told {
        final String draftedBy;
        Bytes digest;
        String stage = "DRAFT";

        @Nullable
        Instant signedAt;
        /** Which version was the newest that all had signed when this one was drafted. */
        final @Nullable Integer before;

        final Set<String> signed = new HashSet<>();

        @Nullable
        String proposedBy;

        boolean confirmedByAnother;
        /** Who had signed when it came into force. */
        @Nullable
        Set<String> signers;

        Told(String draftedBy, Bytes digest, @Nullable Integer before) {
            this.draftedBy = draftedBy;
            this.before = before;
            this.digest = digest;
        }
    }

    final Map<Integer, Told> versions = new TreeMap<>();
    String standing = "NONE";

    @Nullable
    String suspendedBy;

    @Nullable
    Integer signed;

    boolean open;
    boolean readable = true;

    /** Takes in one statement. */
    void add(CheckedStatement statement) {
        Optional<EventType> type = statement.type();
        Optional<Integer> number = version(statement);
        Optional<Bytes> digest = digest(statement);
        Optional<String> party = text(statement, Field.PARTY);
        if (type.isEmpty() || number.isEmpty() || digest.isEmpty() || party.isEmpty()) {
            readable = false;
            return;
        }
        if (TEXTS.contains(type.get())) {
            Told drafted = versions.computeIfAbsent(number.get(), n -> new Told(party.get(), digest.get(), signed));
            drafted.digest = digest.get();
            // Who signs, signs a text.
            drafted.signed.clear();
            drafted.confirmedByAnother = false;
            open = true;
            return;
        }
        Told version = versions.get(number.get());
        if (version == null) {
            readable = false;
            return;
        }
        move(version, type.get(), number.get(), statement);
        if (type.get() == EventType.AGREEMENT_SUSPENDED) {
            suspendedBy = party.get();
        } else if (type.get() == EventType.AGREEMENT_RESUMED || type.get() == EventType.AGREEMENT_TERMINATED) {
            suspendedBy = null;
        }
    }

    private void move(Told version, EventType type, int number, CheckedStatement statement) {
        switch (type) {
            case AGREEMENT_PROPOSED -> {
                version.stage = "PROPOSED";
                version.proposedBy = text(statement, Field.ACTOR).orElse(null);
            }
            case AGREEMENT_SIGNED -> sign(version, statement);
            case AGREEMENT_WITHDRAWN -> {
                version.stage = "WITHDRAWN";
                open = false;
            }
            case AGREEMENT_IN_FORCE -> {
                version.stage = "SIGNED";
                version.signers = Set.copyOf(version.signed);
                version.signedAt =
                        text(statement, Field.TIME).map(Timestamps::parse).orElse(null);
                signed = number;
                open = false;
                standing = standing.equals("NONE") ? "IN_FORCE" : standing;
            }
            case AGREEMENT_SUSPENDED -> standing = "SUSPENDED";
            case AGREEMENT_RESUMED -> standing = "IN_FORCE";
            case AGREEMENT_TERMINATED -> standing = "TERMINATED";
            default -> {
                // A signature on paper does not count before somebody confirms it, which is another statement.
            }
        }
    }

    private static void sign(Told version, CheckedStatement statement) {
        if (!digest(statement).equals(Optional.of(version.digest))) {
            return;
        }
        text(statement, Field.ON_BEHALF_OF)
                .or(() -> text(statement, Field.PARTY))
                .ifPresent(version.signed::add);
        Optional<String> actor = text(statement, Field.ACTOR);
        version.confirmedByAnother |= actor.isPresent() && !actor.equals(Optional.ofNullable(version.proposedBy));
    }

    static Optional<String> text(CheckedStatement statement, Field field) {
        return statement.facts().flatMap(facts -> facts.text(field));
    }

    static Optional<Integer> version(CheckedStatement statement) {
        return statement
                .facts()
                .flatMap(facts -> facts.value(Field.VERSION))
                .map(JsonValue::asLong)
                .map(Math::toIntExact);
    }

    static Optional<Bytes> digest(CheckedStatement statement) {
        Optional<FactSheet> facts = statement.facts();
        try {
            return facts.flatMap(sheet -> sheet.value(Field.DETAILS))
                    .map(details -> Bytes.of(Base64Url.decode(details.asObject().text("digest"))));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
