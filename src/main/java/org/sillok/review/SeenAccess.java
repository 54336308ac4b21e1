package org.sillok.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessStatement;
import org.sillok.custody.FactSheet;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonString;
import org.sillok.kernel.Bytes;
import org.sillok.review.core.Access;

/** One statement of an access stream, and what it says. */
public record SeenAccess(AccessStatement statement) {
    /** Whether its disclosures open; if not, nothing but its place and digest is known. */
    public boolean isReadable() {
        return statement.says() != null;
    }

    public Instant at() {
        return statement.recordedAt();
    }

    public String stream() {
        return statement.stream();
    }

    public long seq() {
        return statement.seq();
    }

    public Bytes digest() {
        return statement.digest();
    }

    /** What it says in that field, if that is a text. */
    public @Nullable String text(Field field) {
        FactSheet says = statement.says();
        return says == null
                ? null
                : says.value(field)
                        .filter(JsonString.class::isInstance)
                        .map(value -> value.asText())
                        .orElse(null);
    }

    /** What it says in that field, if that is a whole number. */
    public @Nullable Long number(Field field) {
        FactSheet says = statement.says();
        return says == null
                ? null
                : says.value(field)
                        .filter(JsonNumber.class::isInstance)
                        .map(value -> value.asLong())
                        .orElse(null);
    }

    /** The id of what it is about: a bundle, an item, or whatever else was named. */
    public @Nullable String about() {
        for (Field field : new Field[] {Field.BUNDLE, Field.ITEM, Field.DETAILS}) {
            String named = text(field);
            if (named != null) {
                return named;
            }
        }
        return null;
    }

    /** As a review needs it; null if it cannot be read, or if the service did it on its own. */
    @Nullable
    Access access() {
        String user = text(Field.ACTOR);
        String event = text(Field.TYPE);
        return user == null || event == null
                ? null
                : new Access(statement.recordedAt(), user, event, text(Field.BASIS), about());
    }
}
