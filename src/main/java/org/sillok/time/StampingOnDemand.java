package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampRequest;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.time.core.StampProblem;

/**
 * Has something stamped at once that is kept with its stamps. Unlike a checkpoint it is asked for once and not archived here:
 * an authority that does not answer now, or whose answer does not hold, is left out. All that an authority gets to know is a
 * digest.
 */
@ApplicationScoped
public class StampingOnDemand {
    private static final Logger LOG = Logger.getLogger(StampingOnDemand.class);
    private static final int NONCE = 16;

    private final Authorities authorities;
    private final AuthorityClient client;
    private final RevocationLists lists;
    private final TimeConfig config;
    private final Randomness randomness;

    public StampingOnDemand(
            Authorities authorities,
            AuthorityClient client,
            RevocationLists lists,
            TimeConfig config,
            Randomness randomness) {
        this.authorities = authorities;
        this.client = client;
        this.lists = lists;
        this.config = config;
        this.randomness = randomness;
    }

    /**
     * The responses of the authorities (RFC 3161, DER), in the order of their names, each verified up to the configured roots.
     * Takes at most three times {@code sillok.time.timeout} for each authority, one after the other. Never fails. A process that
     * does not have checkpoints stamped asks nobody here either.
     *
     * @param most how many at most
     */
    public List<Bytes> stamp(Bytes bytes, int most) {
        Digest imprint = Sha2.sha512(bytes.toArray());
        List<Bytes> responses = new ArrayList<>();
        List<Authority> asked = config.work() ? authorities.list() : List.of();
        for (Authority authority : asked) {
            if (responses.size() == most) {
                break;
            }
            try {
                response(authority, imprint).ifPresent(responses::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (UnansweredException e) {
                told(authority, e.problem());
            } catch (TimeStampException e) {
                told(authority, StampProblem.of(e.reason()));
            } catch (RuntimeException e) {
                // An answer that some parser cannot stand must not end what would hold without it.
                LOG.warnf(e, "No time-stamp by %s", authority.name());
            }
        }
        return responses;
    }

    private Optional<Bytes> response(Authority authority, Digest imprint)
            throws UnansweredException, TimeStampException, InterruptedException {
        TimeStampRequest request =
                new TimeStampRequest(imprint, Bytes.of(randomness.bytes(NONCE)), authorities.policy());
        byte[] response = client.stamp(authority, request.der());
        TimeStampToken token = TimeStampToken.parseResponse(response, request);
        // With roots, which are required, there is no other outcome.
        SignedTime.Proven proven = (SignedTime.Proven) token.verify(imprint, authorities.roots(), List.of());
        if (lists.fetch(token, imprint, proven, List.of()).revoked()) {
            told(authority, StampProblem.REVOKED);
            return Optional.empty();
        }
        return Optional.of(Bytes.of(response));
    }

    private static void told(Authority authority, StampProblem problem) {
        LOG.warnf("No time-stamp by %s: %s", authority.name(), problem);
    }
}
