package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.crypto.TestCertificates;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/** A recipient with a certificate, and how it opens what it received. */
final class SealCast {
    final KeyPair keys = TestCertificates.ec("P-256");

    private final TestParties parties;

    SealCast(TestParties parties) {
        this.parties = parties;
    }

    /** Registers the certificate for the recipient's organisation, confirmed; the key's id. */
    String certified(Actor recipient) {
        String path = "/api/v1/parties/" + recipient.party() + "/keys";
        String id = recipient
                .sends(Map.of(
                        "use",
                        "ENCRYPTION",
                        "certificate",
                        Base64.getEncoder().encodeToString(TestCertificates.valid(keys.getPublic()))))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        parties.custodian().request().post(path + "/" + id + "/confirm").then().statusCode(200);
        return id;
    }

    /** The archive that the parts hold, decrypted. */
    byte[] archive(ObjectStore store, List<BundlePartRows.Part> parts) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (BundlePartRows.Part part : parts) {
            byte[] message;
            try (var channel = store.open(new ObjectName(part.object()))) {
                message = Channels.newInputStream(channel).readAllBytes();
            }
            assertThat(message).hasSize((int) part.length());
            RecipientInformation information = new CMSAuthEnvelopedDataParser(new ByteArrayInputStream(message))
                    .getRecipientInfos()
                    .iterator()
                    .next();
            archive.write(information
                    .getContentStream(new JceKeyAgreeAuthEnvelopedRecipient(keys.getPrivate())
                            .setProvider(new BouncyCastleProvider()))
                    .getContentStream()
                    .readAllBytes());
        }
        return archive.toByteArray();
    }
}
