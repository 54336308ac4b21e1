package org.sillok.agreement.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes agreements. Every call runs in the caller's transaction and sees the rows of its scope only. */
@ApplicationScoped
public class AgreementRows implements PanacheRepositoryBase<AgreementRow, String> {
    private static final String PAGE = """
            select a.id from agreement_agreement a
            left join lateral (
                select v.number, v.starts_at, v.effective_until from agreement_version v
                where v.agreement = a.id and v.stage = 'SIGNED'
                order by (v.starts_at <= :now) desc, v.number desc limit 1) c on a.newest_signed is not null
            cross join lateral (
                select v.stage from agreement_version v where v.agreement = a.id order by v.number desc limit 1) n
            where (:all or exists (
                select from agreement_version v where v.agreement = a.id and (v.drafted_by = :me
                    or (v.proposed_at is not null and exists (
                        select from agreement_party p where p.agreement = v.agreement and p.version = v.number
                            and p.party = :me and p.side <> 'LEAVING')))))
            and (:kind = '' or a.kind = :kind)
            and (:party = '' or exists (
                select from agreement_party p where p.agreement = a.id and p.party = :party and p.side <> 'LEAVING'))
            and (:state = '' or :state = case
                when a.newest_signed is null then n.stage
                when not exists (select from agreement_version s where s.agreement = a.id and s.number = a.newest_signed)
                    then 'REPLACED'
                when a.standing <> 'IN_FORCE' then a.standing
                when c.starts_at > :now then 'AGREED'
                when c.effective_until <= :now then 'EXPIRED'
                else 'IN_FORCE' end)
            and (:after = '' or (a.created_at, a.id) > (:time, :after))
            order by a.created_at, a.id limit :limit
            """;

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     */
    public record Page(
            String me,
            boolean all,
            String state,
            String kind,
            String party,
            Instant now,
            Instant afterTime,
            String afterId,
            int limit) {}

    /** The same row, held against other changes until the transaction ends. */
    public Optional<AgreementRow> forUpdate(String id) {
        return Optional.ofNullable(getEntityManager().find(AgreementRow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public List<AgreementRow> page(Page page) {
        List<?> ids = getEntityManager()
                .createNativeQuery(PAGE, String.class)
                .setParameter("me", page.me())
                .setParameter("all", page.all())
                .setParameter("state", page.state())
                .setParameter("kind", page.kind())
                .setParameter("party", page.party())
                .setParameter("now", page.now())
                .setParameter("after", page.afterId())
                .setParameter("time", page.afterTime())
                .setParameter("limit", page.limit())
                .getResultList();
        return list("id in ?1 order by createdAt, id", ids);
    }

    /** Ids in their order, after {@code id}. */
    public List<String> idsAfter(String id, int limit) {
        return getEntityManager()
                .createQuery("select a.id from AgreementRow a where a.id > :id order by a.id", String.class)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    public List<VersionRow> versions(Collection<String> agreements) {
        return getEntityManager()
                .createQuery(
                        "from AgreementVersionRow v where v.key.agreement in :agreements"
                                + " order by v.key.agreement, v.key.number",
                        VersionRow.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    /** What is stored of each version beside its text. */
    public List<VersionLine> versionLines(Collection<String> agreements) {
        return getEntityManager()
                .createQuery(
                        "select new org.sillok.agreement.db.VersionLine(v.key, v.draftedBy, v.stage, v.proposedAt,"
                                + " v.startsAt, v.effectiveUntil) from AgreementVersionRow v"
                                + " where v.key.agreement in :agreements order by v.key.agreement, v.key.number",
                        VersionLine.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    /** Who proposed and signed, without what is sealed of it. */
    public List<SigningLine> signingLines(Collection<String> agreements) {
        return getEntityManager()
                .createQuery(
                        "select new org.sillok.agreement.db.SigningLine(e.key.agreement, e.version, e.type, e.actor,"
                                + " e.party) from AgreementEventRow e where e.key.agreement in :agreements"
                                + " and e.type in ('PROPOSED', 'SIGNED', 'SIGNATURE_RECORDED')"
                                + " order by e.key.agreement, e.key.revision, e.key.ordinal",
                        SigningLine.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    /** These versions with their texts, in no order. One query however many there are. */
    @SuppressWarnings("unchecked")
    public List<VersionRow> versionsOf(Collection<VersionRow.Key> keys) {
        return getEntityManager()
                .createNativeQuery(
                        "select v.* from unnest(cast(:agreements as text[]), cast(:numbers as integer[]))"
                                + " as w(agreement, number)"
                                + " join agreement_version v on v.agreement = w.agreement and v.number = w.number",
                        VersionRow.class)
                .setParameter(
                        "agreements",
                        keys.stream().map(VersionRow.Key::agreement).toArray(String[]::new))
                .setParameter(
                        "numbers", keys.stream().map(VersionRow.Key::number).toArray(Integer[]::new))
                .getResultList();
    }

    public List<PartyRow> parties(Collection<String> agreements) {
        return getEntityManager()
                .createQuery(
                        "from AgreementPartyRow p where p.key.agreement in :agreements"
                                + " order by p.key.agreement, p.key.version, p.key.party",
                        PartyRow.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    public List<EventRow> events(Collection<String> agreements) {
        return getEntityManager()
                .createQuery(
                        "from AgreementEventRow e where e.key.agreement in :agreements"
                                + " order by e.key.agreement, e.key.revision, e.key.ordinal",
                        EventRow.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    public @Nullable VersionRow version(String agreement, int number) {
        return getEntityManager().find(VersionRow.class, new VersionRow.Key(agreement, number));
    }

    /** Puts these parties in place of those that a draft named before. */
    public void replace(String agreement, int version, List<PartyRow> parties) {
        getEntityManager().flush();
        // One by one, so that those that stay can be stored again in this transaction.
        parties(List.of(agreement)).stream()
                .filter(row -> row.key.version() == version)
                .forEach(getEntityManager()::remove);
        getEntityManager().flush();
        parties.forEach(getEntityManager()::persist);
        getEntityManager().flush();
    }

    /** Stores at once: what comes after depends on who is named. */
    public void add(VersionRow row) {
        getEntityManager().persist(row);
        getEntityManager().flush();
    }

    /** Stores at once: who acts may see the version no more after what follows. */
    public void add(EventRow row) {
        getEntityManager().persist(row);
        getEntityManager().flush();
    }
}
