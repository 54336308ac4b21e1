package org.sillok.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.sillok.backup.BackupRecord;
import org.sillok.identities.OpeningPolicy;
import org.sillok.identity.TokenIssuer;
import org.sillok.kernel.PartyId;

/** The running service: says where it is, waits, and takes the sign down when it stops. */
public class Service implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(Service.class);

    private final DataDirectory data;
    private final CustodianToken custodian;
    private final RepositoryRecord record;
    private final BackupRecord backups;
    private final OpeningPolicy identities;
    private final TokenIssuer issuer;
    private final LoginFailures loginFailures;
    private final Config config;

    Service(
            DataDirectory data,
            CustodianToken custodian,
            RepositoryRecord record,
            BackupRecord backups,
            OpeningPolicy identities,
            TokenIssuer issuer,
            LoginFailures loginFailures,
            Config config) {
        this.data = data;
        this.custodian = custodian;
        this.record = record;
        this.backups = backups;
        this.identities = identities;
        this.issuer = issuer;
        this.loginFailures = loginFailures;
        this.config = config;
    }

    @Override
    public int run(String... arguments) throws IOException {
        PartyId party = custodian.write();
        record.announceKeys(party);
        backups.announceRestores();
        ServiceFile self = new ServiceFile(address(), ProcessHandle.current().pid());
        self.write(data);
        try {
            LOG.infof("Sillok answers at %s (stop with Ctrl-C)", self.address());
            LOG.infof("Data directory: %s; this repository's own party: %s", data, party);
            if (config.getOptionalValue("sillok.database.url", String.class).isEmpty()) {
                LOG.warn("Keys and data lie together there: whoever seizes that directory can read everything.");
            }
            if (issuer.isHere()) {
                LOG.warn(
                        "This installation issues its tokens itself, with a key in that directory: whoever runs it can act"
                                + " as anybody, and nobody is asked for a second factor. For more than a trial name an OpenID"
                                + " provider with SILLOK_OIDC_ISSUER_URL.");
            }
            if (identities.opensForOne()) {
                LOG.warn("This installation issues its tokens itself: one custodian alone can open who sources are.");
            }
            Quarkus.waitForExit();
        } finally {
            ServiceFile.remove(data);
            loginFailures.record();
        }
        return 0;
    }

    /** The port is the real one, also when 0 was asked for. */
    private URI address() {
        String host = config.getValue("quarkus.http.host", String.class);
        int port = config.getValue("quarkus.http.port", Integer.class);
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port);
    }
}
