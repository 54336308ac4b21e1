package org.sillok.consent.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Relation;

/** What would be recorded if a second person confirmed it. */
public sealed interface Proposed {
    Remark remark();

    ProposalKind kind();

    /** An event of a consent, with the version that it would put in force. */
    record Event(ConsentState state, int version, ExpressedBy by, Instant saidAt, Remark remark) implements Proposed {
        public Event {
            saidAt = Timestamps.truncate(saidAt);
        }

        @Override
        public ProposalKind kind() {
            return ProposalKind.CONSENT_EVENT;
        }
    }

    /** A binding would be removed. */
    record Unbind(BindingId binding, Remark remark) implements Proposed {
        @Override
        public ProposalKind kind() {
            return ProposalKind.UNBIND;
        }
    }

    /** An item would be bound to a public source; to every version if none is named. */
    record BindPublic(@Nullable Integer version, Relation relation, SourceId source, Remark remark)
            implements Proposed {
        @Override
        public ProposalKind kind() {
            return ProposalKind.BIND_PUBLIC;
        }
    }

    /** A person might be named. */
    record Name(@Nullable String scope, Remark remark) implements Proposed {
        /** The bytes of a naming decision's scope and remark under {@code salt}. */
        public byte[] toBytes(byte[] salt) {
            JsonObject.Builder json = JsonObject.builder().put("salt", Base64Url.encode(salt));
            ConsentJson.put(json, "scope", scope, JsonString::new);
            return CompactJson.write(remark.put(json).build());
        }

        /** Reads what {@link #toBytes} wrote. */
        public static Name ofBytes(byte[] bytes) {
            JsonObject json = StrictJson.parse(bytes).asObject();
            return new Name(ConsentJson.get(json, "scope", JsonValue::asText), Remark.of(json));
        }

        @Override
        public ProposalKind kind() {
            return ProposalKind.NAME;
        }
    }

    /** The bytes that are sealed. */
    static byte[] write(Proposed proposed) {
        JsonObject.Builder json =
                JsonObject.builder().put("kind", proposed.kind().name());
        if (proposed instanceof Event event) {
            json.put("state", event.state().name())
                    .put("version", event.version())
                    .put("by", event.by().name())
                    .put("saidAt", ConsentJson.time(event.saidAt()));
        } else if (proposed instanceof Unbind unbind) {
            json.put("binding", unbind.binding().value());
        } else if (proposed instanceof BindPublic bind) {
            json.put("relation", bind.relation().name())
                    .put("source", bind.source().value());
            ConsentJson.put(json, "version", bind.version(), number -> JsonNumber.of(number));
        } else if (proposed instanceof Name name) {
            ConsentJson.put(json, "scope", name.scope(), JsonString::new);
        }
        return CompactJson.write(proposed.remark().put(json).build());
    }

    /** Reads what {@link #write} wrote. */
    static Proposed read(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        Remark remark = Remark.of(json);
        return switch (ProposalKind.valueOf(json.text("kind"))) {
            case CONSENT_EVENT ->
                new Event(
                        ConsentState.valueOf(json.text("state")),
                        Math.toIntExact(json.number("version")),
                        ExpressedBy.valueOf(json.text("by")),
                        ConsentJson.instant(json.get("saidAt")),
                        remark);
            case UNBIND -> new Unbind(new BindingId(json.text("binding")), remark);
            case BIND_PUBLIC ->
                new BindPublic(
                        ConsentJson.get(json, "version", value -> Math.toIntExact(value.asLong())),
                        Relation.valueOf(json.text("relation")),
                        new SourceId(json.text("source")),
                        remark);
            case NAME -> new Name(ConsentJson.get(json, "scope", JsonValue::asText), remark);
        };
    }
}
