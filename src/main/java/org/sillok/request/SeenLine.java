package org.sillok.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.terms.MaterialRef;

/**
 * One line of a request as somebody sees it.
 *
 * @param finding what the reader calls the item, if it knows it by that name only
 * @param holder whose it is; null for whom that is not shown
 * @param outcome what was decided; null for whom the standing has to suffice
 * @param reasons why it is not permitted, as far as this reader may know
 * @param obligations what would go with it
 * @param window from when and until when it would stay permitted
 */
public record SeenLine(
        int ordinal,
        MaterialRef version,
        @Nullable String finding,
        LineStanding standing,
        @Nullable String holder,
        @Nullable String outcome,
        @Nullable RefusalReason refusal,
        List<Why> reasons,
        JsonArray obligations,
        @Nullable JsonObject window) {
    public SeenLine {
        reasons = List.copyOf(reasons);
    }

    /** One reason; {@code place} is empty for whom it is not shown. */
    public record Why(String code, String place, String detail, String text) {}
}
