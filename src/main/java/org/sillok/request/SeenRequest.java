package org.sillok.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RequestTerms;

/**
 * A request as somebody sees it.
 *
 * @param terms null for whom they are not shown
 * @param lines how many lines that this reader may be told of have which standing
 */
public record SeenRequest(
        RequestHead head, Viewpoint viewpoint, @Nullable RequestTerms terms, Map<LineStanding, Integer> lines) {
    public SeenRequest {
        lines = Map.copyOf(lines);
    }
}
