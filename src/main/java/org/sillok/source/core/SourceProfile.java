package org.sillok.source.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/** The part of a source that is stored encrypted: how to approach it, and with what care. */
public record SourceProfile(ContactPolicy contactPolicy, Set<Vulnerability> vulnerability) {
    private static final String CONTACT_POLICY = "contactPolicy";
    private static final String VULNERABILITY = "vulnerability";

    public SourceProfile {
        vulnerability = Set.copyOf(vulnerability);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        List<JsonValue> flags = vulnerability.stream()
                .sorted()
                .<JsonValue>map(flag -> new JsonString(flag.name()))
                .toList();
        return CompactJson.write(JsonObject.builder()
                .put(CONTACT_POLICY, contactPolicy.name())
                .put(VULNERABILITY, new JsonArray(flags))
                .build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static SourceProfile ofBytes(byte[] bytes) {
        JsonObject profile = StrictJson.parse(bytes).asObject().requireExactly(CONTACT_POLICY, VULNERABILITY);
        Set<Vulnerability> flags = profile.array(VULNERABILITY).values().stream()
                .map(JsonValue::asText)
                .map(Vulnerability::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Vulnerability.class)));
        return new SourceProfile(ContactPolicy.valueOf(profile.text(CONTACT_POLICY)), flags);
    }
}
