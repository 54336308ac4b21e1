package org.sillok.evidence.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes items. Every call runs in the caller's transaction and sees the rows of its scope only. */
@ApplicationScoped
public class Items implements PanacheRepositoryBase<ItemRow, String> {
    /** Filters and position of one page; see the room's query for their meaning. */
    public record Page(
            String owner,
            @Nullable String kind,
            @Nullable String language,
            @Nullable String source,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean newestFirst,
            @Nullable Instant afterTime,
            @Nullable String afterId,
            int limit) {}

    public Optional<ItemRow> ofOwner(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner).firstResultOptional();
    }

    /** The same, holding the row against other changes until the transaction ends. */
    public Optional<ItemRow> ofOwnerForUpdate(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    public List<ItemRow> page(Page page) {
        List<String> conditions = new ArrayList<>(List.of("ownerParty = :owner"));
        Map<String, Object> values = new HashMap<>(Map.of("owner", page.owner()));
        add(conditions, values, "kind = :kind", "kind", page.kind());
        add(conditions, values, "array_contains(languages, :language)", "language", page.language());
        add(conditions, values, "source = :source", "source", page.source());
        add(conditions, values, "depositedAt >= :from", "from", page.from());
        add(conditions, values, "depositedAt < :until", "until", page.until());
        Instant afterTime = page.afterTime();
        String afterId = page.afterId();
        if (afterTime != null && afterId != null) {
            String beyond = page.newestFirst() ? "<" : ">";
            conditions.add("(depositedAt " + beyond + " :afterTime or (depositedAt = :afterTime and id " + beyond
                    + " :afterId))");
            values.put("afterTime", afterTime);
            values.put("afterId", afterId);
        }
        String direction = page.newestFirst() ? " desc" : "";
        return find(String.join(" and ", conditions) + " order by depositedAt" + direction + ", id" + direction, values)
                .page(0, page.limit())
                .list();
    }

    /** Ids of any owner that come after {@code id}. */
    public List<String> after(String id, int limit) {
        return getEntityManager()
                .createQuery("select i.id from ItemRow i where i.id > :id order by i.id", String.class)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Ids of this owner that come after {@code id}. */
    public List<String> ofOwnerAfter(String owner, String id, int limit) {
        return getEntityManager()
                .createQuery(
                        "select i.id from ItemRow i where i.ownerParty = :owner and i.id > :id order by i.id",
                        String.class)
                .setParameter("owner", owner)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Reads a row again. */
    public void refresh(ItemRow row) {
        getEntityManager().refresh(row);
    }

    public void add(MetadataRow row) {
        getEntityManager().persist(row);
    }

    public MetadataRow metadata(String item, int revision) {
        return getEntityManager().find(MetadataRow.class, new MetadataRow.Key(item, revision));
    }

    /** The current metadata of each item. */
    public Map<String, byte[]> currentMetadata(List<String> items) {
        Map<String, byte[]> sealed = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select m from MetadataRow m, ItemRow i where m.key.item = i.id and m.key.revision ="
                                + " i.metadataRevision and i.id in :items",
                        MetadataRow.class)
                .setParameter("items", items)
                .getResultList()
                .forEach(row -> sealed.put(row.key.item(), row.sealed));
        return sealed;
    }

    public List<VersionRow> versions(String item) {
        return getEntityManager()
                .createQuery("from VersionRow v where v.key.item = :item order by v.key.number", VersionRow.class)
                .setParameter("item", item)
                .getResultList();
    }

    public boolean hasVersion(String owner, String item, int number) {
        VersionRow row = getEntityManager().find(VersionRow.class, new VersionRow.Key(item, number));
        return row != null && row.ownerParty.equals(owner);
    }

    public List<ParentRow> parents(String item) {
        return getEntityManager()
                .createQuery(
                        "from ParentRow p where p.key.item = :item order by p.key.version, p.key.parentItem,"
                                + " p.key.parentVersion",
                        ParentRow.class)
                .setParameter("item", item)
                .getResultList();
    }

    public List<FileRow> files(String item) {
        return getEntityManager()
                .createQuery("from FileRow f where f.item = :item order by f.version, f.number", FileRow.class)
                .setParameter("item", item)
                .getResultList();
    }

    public Optional<FileRow> file(String owner, String item, int version, int number) {
        return getEntityManager()
                .createQuery(
                        "from FileRow f where f.item = :item and f.version = :version and f.number = :number"
                                + " and f.ownerParty = :owner",
                        FileRow.class)
                .setParameter("item", item)
                .setParameter("version", version)
                .setParameter("number", number)
                .setParameter("owner", owner)
                .getResultStream()
                .findFirst();
    }

    /** Which of these objects some file refers to. */
    public List<String> recordedObjects(List<String> objects) {
        return getEntityManager()
                .createQuery("select f.object from FileRow f where f.object in :objects", String.class)
                .setParameter("objects", objects)
                .getResultList();
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
