package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Bundles in the hands of those who receive them. Every call sees the rows of its scope only. */
@ApplicationScoped
public class DeliveryRows {
    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     * @param received whether those that {@code me} receives are shown
     * @param held whether those with material of {@code me} are shown
     */
    public record Page(
            String me,
            boolean all,
            boolean received,
            boolean held,
            String state,
            String request,
            boolean newestFirst,
            @Nullable Instant afterTime,
            String afterId,
            int limit) {}

    private final Sql sql;

    public DeliveryRows(Sql sql) {
        this.sql = sql;
    }

    public List<BundleRows.Bundle> page(Page page) {
        String order = page.newestFirst() ? "desc" : "asc";
        return sql.query(
                "select " + BundleRows.COLUMNS
                        + " from bundle_bundle b where (? or (? and owner_party = ?) or (? and exists (select"
                        + " from bundle_item i where i.bundle = b.id and i.holder = ?)))"
                        + " and (? = '' or state = ?) and (? = '' or request = ?)"
                        + " and (? = '' or (created_at, id) " + (page.newestFirst() ? "<" : ">")
                        + " (cast(? as timestamptz), ?)) order by created_at " + order + ", id " + order + " limit ?",
                BundleRows::bundle,
                page.all(),
                page.received(),
                page.me(),
                page.held(),
                page.me(),
                page.state(),
                page.state(),
                page.request(),
                page.request(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    /** The recipient has accepted what it undertakes. The first time counts. */
    public void accepted(String bundle, Instant at) {
        sql.update("update bundle_bundle set accepted_at = ? where id = ? and accepted_at is null", at, bundle);
    }

    /** The recipient has confirmed what it holds. The first time counts. */
    public void acknowledged(String bundle, Instant at) {
        sql.update("update bundle_bundle set acknowledged_at = ? where id = ? and acknowledged_at is null", at, bundle);
    }

    /** Notes that all parts were sent, if they were; true for one caller only. */
    public boolean delivered(String bundle, Instant at) {
        return sql.update(
                        "update bundle_bundle b set delivered_at = ? where id = ? and delivered_at is null and not exists"
                                + " (select from bundle_part p where p.bundle = b.id and not p.sent)",
                        at,
                        bundle)
                == 1;
    }
}
