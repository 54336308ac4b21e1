package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Actor;
import org.sillok.custody.core.EventType;
import org.sillok.feed.core.Happening;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.recall.db.AnswerRows;
import org.sillok.recall.db.NoticeRows;

/** Puts an answer on the bundle's record, with all that it takes to verify it without the service but the words themselves. */
@ApplicationScoped
class AnswerRecord {
    private final RecallRecord record;

    AnswerRecord(RecallRecord record) {
        this.record = record;
    }

    /** Runs in the system's scope, and leaves it. */
    void answered(Actor actor, NoticeRows.Head head, AnswerRows.Row answer) {
        JsonObject.Builder details = RecallRecord.details(head.id())
                .put("sha256", Digest.sha256(head.digest()).base64Url())
                .put("number", answer.number())
                .put("answer", answer.answer());
        String ground = answer.ground();
        if (ground != null) {
            details.put("ground", ground);
        }
        byte[] commitment = answer.commitment();
        if (commitment != null) {
            details.put("explanation", Digest.sha256(commitment).base64Url());
        }
        String item = answer.item();
        Integer version = answer.version();
        if (item != null && version != null) {
            details.put("certificate", item + "/" + version);
        }
        details.put("way", "PARTY_KEY")
                .put("key", answer.partyKey())
                .put("publicKey", base64(answer.publicKey()))
                .put("signature", base64(answer.signature()))
                .put("signatureDigest", Sha2.sha256(answer.signature()).base64Url());
        record.state(head, EventType.RECALL_ANSWERED, actor, details.build());
        record.tellOwners(head, Happening.RECALL_ANSWERED);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
