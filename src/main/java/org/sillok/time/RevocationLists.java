package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.SignedTime.PathCertificate;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Digest;
import org.sillok.time.core.StampProblem;

/** Fetches the revocation lists that the certificates behind a token name, and verifies each before it counts. */
@ApplicationScoped
public class RevocationLists {
    private final Authorities authorities;
    private final AuthorityClient client;
    private final TimeConfig config;

    public RevocationLists(Authorities authorities, AuthorityClient client, TimeConfig config) {
        this.authorities = authorities;
        this.client = client;
        this.config = config;
    }

    /**
     * What came of it.
     *
     * @param lists new lists by the place of their certificate in the path
     * @param problem why one is still missing, or null
     * @param revoked whether one says that the token is worth nothing
     */
    record Fetched(
            Map<Integer, RevocationList> lists, @Nullable StampProblem problem, boolean revoked) {}

    /**
     * Fetches what {@code kept} does not cover, within twice the time that one answer may take: an address that hangs leaves
     * as much for the others. Never fails for want of a list.
     */
    Fetched fetch(TimeStampToken token, Digest imprint, SignedTime.Proven proven, List<RevocationList> kept)
            throws InterruptedException {
        Map<Integer, RevocationList> lists = new TreeMap<>();
        StampProblem problem = null;
        Deadline deadline = Deadline.in(config.timeout().multipliedBy(2));
        for (int place = 0; place < proven.path().size(); place++) {
            PathCertificate certificate = proven.path().get(place);
            if (certificate.revocationChecked() || certificate.revocationLists().isEmpty()) {
                continue;
            }
            for (String address : certificate.revocationLists()) {
                try {
                    RevocationList list = RevocationList.parse(client.list(address, deadline));
                    lists.put(place, list);
                    List<RevocationList> all = new ArrayList<>(kept);
                    all.add(list);
                    if (isCovered(token, imprint, all, place)) {
                        problem = null;
                        break;
                    }
                    lists.remove(place);
                    problem = StampProblem.WRONG_REVOCATION_LIST;
                } catch (TimeStampException e) {
                    if (e.reason() == Reason.REVOKED) {
                        return new Fetched(lists, StampProblem.REVOKED, true);
                    }
                    lists.remove(place);
                    problem = StampProblem.of(e.reason());
                } catch (UnansweredException e) {
                    problem = e.problem();
                }
            }
            if (problem != null) {
                return new Fetched(lists, problem, false);
            }
        }
        return new Fetched(lists, null, false);
    }

    private boolean isCovered(TimeStampToken token, Digest imprint, List<RevocationList> lists, int place)
            throws TimeStampException {
        SignedTime.Proven proven = (SignedTime.Proven) token.verify(imprint, authorities.roots(), lists);
        return proven.path().get(place).revocationChecked();
    }
}
