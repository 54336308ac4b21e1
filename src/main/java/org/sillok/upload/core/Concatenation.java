package org.sillok.upload.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sillok.kernel.UploadId;

/** What the header {@code Upload-Concat} of tus makes of an upload. */
public sealed interface Concatenation {
    /** The path of uploads, before their identifiers. */
    String PATH = "/api/v1/uploads/";

    /** An upload of its own. */
    record Whole() implements Concatenation {}

    /** Meant to be put together with others. */
    record Partial() implements Concatenation {}

    /** Put together from others, in this order. */
    record Final(List<UploadId> parts) implements Concatenation {
        public Final {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || parts.size() > MAX_PARTS) {
                throw new IllegalArgumentException("a final upload has 1 to " + MAX_PARTS + " parts");
            }
            if (new HashSet<>(parts).size() < parts.size()) {
                throw new IllegalArgumentException("it names a part twice");
            }
        }
    }

    int MAX_PARTS = 1000;

    /** Addresses may be absolute or not: which name this service has outside, it need not know. */
    Pattern ADDRESS = Pattern.compile("(?:https?://[^\\s/?#;]+)?(?:/[^\\s?#;,]*)?" + PATH + "(upl_[a-z2-7]{26})/?");

    /**
     * Parses the field value.
     *
     * @throws IllegalArgumentException with the fault, which does not repeat the value
     */
    static Concatenation parse(String header) {
        String stripped = header.strip();
        if (stripped.equals("partial")) {
            return new Partial();
        }
        if (!stripped.startsWith("final;")) {
            throw new IllegalArgumentException("it is neither \"partial\" nor \"final;\" with addresses");
        }
        List<UploadId> parts = new ArrayList<>();
        for (String address : stripped.substring("final;".length()).strip().split(" +", -1)) {
            Matcher matcher = ADDRESS.matcher(address);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("it names something that is not an upload");
            }
            parts.add(new UploadId(matcher.group(1)));
        }
        return new Final(parts);
    }

    /** The header's value, for answers; empty for an upload of its own. */
    default String header() {
        if (this instanceof Final whole) {
            return whole.parts().stream().map(part -> PATH + part).collect(Collectors.joining(" ", "final;", ""));
        }
        return this instanceof Partial ? "partial" : "";
    }
}
