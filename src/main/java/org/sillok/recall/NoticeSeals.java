package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.sillok.crypto.Signer;
import org.sillok.custody.StatementKey;
import org.sillok.kernel.Bytes;
import org.sillok.recall.core.Notice;
import org.sillok.recall.core.RecallFormatException;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;
import org.sillok.recall.db.NoticeRows;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Signs notices and lists with the key of statements, and seals what is for one recipient, under the bundle's key that stays
 * when contents are destroyed: who was asked for what is accounted for as long as that.
 */
@ApplicationScoped
class NoticeSeals {
    private final Vault vault;
    private final StatementKey key;

    NoticeSeals(Vault vault, StatementKey key) {
        this.vault = vault;
        this.key = key;
    }

    /** The signed notice, sealed. */
    byte[] signed(Notice notice) {
        SubjectKeys keys = vault.keysOfOrNew(notice.bundle().value());
        return vault.seal(
                keys,
                KeyUse.ACCOUNTABILITY,
                context(notice.id().value()),
                sign(notice.bytes()).write().toArray());
    }

    SignedDocument sign(RecallList list) {
        return sign(list.bytes());
    }

    private SignedDocument sign(Bytes bytes) {
        Signer signer = key.signer();
        return new SignedDocument(bytes, Bytes.of(signer.sign(bytes.toArray())), key.publicKey());
    }

    /** Opens what {@link #signed} sealed. */
    SignedDocument open(NoticeRows.Head head, byte[] sealed) {
        try {
            return SignedDocument.parse(
                    vault.open(vault.keysOf(head.bundle()), KeyUse.ACCOUNTABILITY, context(head.id()), sealed));
        } catch (RecallFormatException e) {
            throw new IllegalStateException("what was sealed is not what was signed", e);
        }
    }

    /** Seals what a recipient wrote with an answer. */
    byte[] words(NoticeRows.Head head, int answer, String words) {
        return vault.seal(
                vault.keysOf(head.bundle()),
                KeyUse.ACCOUNTABILITY,
                context(head.id(), answer),
                words.getBytes(StandardCharsets.UTF_8));
    }

    String openWords(NoticeRows.Head head, int answer, byte[] sealed) {
        return new String(
                vault.open(vault.keysOf(head.bundle()), KeyUse.ACCOUNTABILITY, context(head.id(), answer), sealed),
                StandardCharsets.UTF_8);
    }

    private static String context(String notice) {
        return "recall/notice/" + notice;
    }

    private static String context(String notice, int answer) {
        return "recall/answer/" + notice + "/" + answer;
    }
}
