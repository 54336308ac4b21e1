package org.sillok.bundle;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Cover;
import org.sillok.bundle.core.Papers;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.PartyKeys;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.Sealable;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Bundles as if they had just been sealed, with parts of any length: what a delivery rests on is what was really approved, what
 * is in the parts is anything.
 */
@ApplicationScoped
public class TestBundles {
    private final ApprovedRequests approved;
    private final DataSource pool;
    private final Vault vault;
    private final ObjectStore store;
    private final Custody custody;
    private final PartyKeys partyKeys;
    private final Clock clock;
    private final SealBasis basis;
    private final Randomness randomness;

    TestBundles(
            ApprovedRequests approved,
            DataSource pool,
            Vault vault,
            ObjectStore store,
            Custody custody,
            PartyKeys partyKeys,
            Clock clock,
            SealBasis basis,
            Randomness randomness) {
        this.approved = approved;
        this.pool = pool;
        this.vault = vault;
        this.store = store;
        this.custody = custody;
        this.partyKeys = partyKeys;
        this.clock = clock;
        this.basis = basis;
        this.randomness = randomness;
    }

    /** A bundle in that state, its archive being the given parts as they are. */
    public String sealed(String state, String request, byte[]... parts) {
        BundleId id = BundleId.fresh(randomness);
        List<String> objects = new ArrayList<>();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i++) {
            ObjectName name = new ObjectName("bundle/test/" + id + "/000" + (i + 1) + ".cms");
            store.put(name, parts[i]);
            objects.add(name.value());
            archive.writeBytes(parts[i]);
        }
        QuarkusTransaction.requiringNew()
                .run(() -> seal(id, state, new RequestId(request), objects, parts, archive.toByteArray()));
        return id.value();
    }

    private void seal(
            BundleId id, String state, RequestId request, List<String> objects, byte[][] parts, byte[] archive) {
        Sealable.Yes yes = (Sealable.Yes) approved.take(request, 1);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        byte[] plan = SealedPlan.seal(vault, keys, head(id, yes)).toBytes();
        execute(
                "insert into bundle_bundle (id, owner_party, request, revision, state, asked_by, job, party_key, plan, list, items,"
                        + " basis, archive_length, archive_sha256, archive_sha512, created_at, planned_at, sealed_at,"
                        + " expires_at) values (?, ?, ?, 1, ?, 'usr_x', ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " date_trunc('milliseconds', now()), now(), now(),"
                        + " now() + interval '30 days')",
                id.value(),
                yes.requester().value(),
                request.value(),
                state,
                Ids.fresh("job", randomness),
                partyKeys
                        .recipient(yes.requester(), Timestamps.truncate(clock.instant()))
                        .orElseThrow()
                        .id()
                        .value(),
                plan,
                SealedPlan.sealList(vault, keys, new byte[] {1}),
                yes.granted().size(),
                basis.of(yes).toArray(),
                (long) archive.length,
                Sha2.sha256(archive).toArray(),
                Sha2.sha512(archive).toArray());
        for (int i = 0; i < yes.granted().size(); i++) {
            Sealable.Granted one = yes.granted().get(i);
            execute(
                    "insert into bundle_item (bundle, number, item, version, holder, sealed, released)"
                            + " values (?, ?, ?, ?, ?, ?, true)",
                    id.value(),
                    i + 1,
                    one.version().item().value(),
                    one.version().version(),
                    one.holder().value(),
                    new byte[] {1});
        }
        for (int i = 0; i < parts.length; i++) {
            execute(
                    "insert into bundle_part (bundle, number, object, length, sha256, sha512) values (?, ?, ?, ?, ?, ?)",
                    id.value(),
                    i + 1,
                    objects.get(i),
                    (long) parts[i].length,
                    Sha2.sha256(parts[i]).toArray(),
                    Sha2.sha512(parts[i]).toArray());
        }
        custody.append(
                StreamRef.bundle(id, yes.requester()),
                EventType.SEALED,
                null,
                List.of(
                        Fact.of(Field.BUNDLE, id.value()),
                        Fact.of(Field.REQUEST, request.value()),
                        Fact.of(Field.RECIPIENT, yes.requester().value()),
                        Fact.of(Field.BASIS, basis.of(yes).base64Url()),
                        Fact.of(
                                Field.DETAILS,
                                JsonObject.builder()
                                        .put("items", yes.granted().size())
                                        .build())));
    }

    private static PlanHead head(BundleId id, Sealable.Yes yes) {
        Digest any = Digest.sha256(new byte[32]);
        return new PlanHead(
                LocalDate.now(ZoneOffset.UTC),
                Optional.empty(),
                new Cover(
                        yes.requester(),
                        text("Fictitious Mechanism"),
                        List.of(text("Fictitious Documentation Centre")),
                        new TreeSet<>(yes.terms().purposes()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(text("Do not hand it on.")),
                        text("Ask the repository.")),
                new Completeness(Completeness.Status.COMPLETE, List.of(), any),
                new Papers(
                        yes.request(),
                        yes.revision(),
                        List.of(),
                        Bytes.utf8("{}"),
                        List.of(),
                        List.of(new Papers.Undertaking(
                                new AgreementId("agr_" + id.value().substring(4)),
                                any,
                                text("We keep it under lock and key."))),
                        List.of()),
                Bytes.utf8("how to verify"));
    }

    private static Multilingual text(String english) {
        return Multilingual.of(Map.of("en", english), 1_000);
    }

    private void execute(String sql, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
