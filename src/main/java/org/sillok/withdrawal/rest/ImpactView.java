package org.sillok.withdrawal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.Timestamps;
import org.sillok.withdrawal.Impact;
import org.sillok.withdrawal.core.ImpactGraph;

/** One page of where material went. */
@Schema(name = "WithdrawalImpact")
@JsonInclude(Include.NON_NULL)
public record ImpactView(
        @Schema(description = "How many items there are in all")
        int items,

        List<Node> nodes,

        @Schema(description = "An item may have been made from one that stands on another page")
        List<Edge> edges,

        @Schema(
                description =
                        "true if recipients report more that they passed on of these items than stands here; absent otherwise")
        @Nullable
        Boolean moreOnward,

        @Schema(description = "Send it as the parameter cursor to get the next page; absent on the last one") @Nullable
        String next) {
    public ImpactView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    static ImpactView of(Impact impact, @Nullable String next) {
        return new ImpactView(
                impact.items(),
                impact.graph().nodes().stream().map(Node::of).toList(),
                impact.graph().edges().stream().map(Edge::of).toList(),
                impact.moreOnward() ? Boolean.TRUE : null,
                next);
    }

    /** Something or somebody that has it. */
    @Schema(name = "WithdrawalImpactNode")
    @JsonInclude(Include.NON_NULL)
    public record Node(
            ImpactGraph.Kind kind,

            @Schema(description = "itm_…, bdl_…, pty_… or onw_…")
            String id,

            @Schema(
                    description =
                            "Of items for the organisation's own staff, as far as they may read it; of organisations")
            @Nullable
            Map<String, String> title,

            @Schema(description = "Of somebody who is not on record, as a recipient wrote it") @Nullable
            String name,

            @Schema(description = "Of a bundle") @Nullable String state,

            @Schema(description = "When a bundle was delivered, or something was passed on") @Nullable
            String at) {
        static Node of(ImpactGraph.Node node) {
            Multilingual title = node.title();
            Instant at = node.at();
            return new Node(
                    node.kind(),
                    node.id(),
                    title == null ? null : title.byTag(),
                    node.name(),
                    node.state(),
                    at == null ? null : Timestamps.format(at));
        }
    }

    /** That it went from one to the other. */
    @Schema(name = "WithdrawalImpactEdge")
    @JsonInclude(Include.NON_NULL)
    public record Edge(
            String from,
            String to,

            @Schema(description = "Which version of an item is in a bundle") @Nullable
            Integer version) {
        static Edge of(ImpactGraph.Edge edge) {
            return new Edge(edge.from(), edge.to(), edge.version());
        }
    }
}
