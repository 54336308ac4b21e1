package org.sillok.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.vault.KeyUse;
import org.sillok.vault.Vault;

/** Seals what a job was asked and what it answered under the content key of its party. Joins a transaction. */
@ApplicationScoped
class JobSeals {
    static final String PARAMS = "params";
    static final String RESUME_POINT = "resume-point";
    static final String RESULT = "result";

    private final Vault vault;

    JobSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(String party, String job, String part, JsonObject value) {
        return vault.seal(vault.keysOfOrNew(party), KeyUse.CONTENT, context(job, part), CompactJson.write(value));
    }

    JsonObject open(String party, String job, String part, byte[] sealed) {
        return StrictJson.parse(vault.open(vault.keysOf(party), KeyUse.CONTENT, context(job, part), sealed))
                .asObject();
    }

    private static String context(String job, String part) {
        return "job/" + job + "/" + part;
    }
}
