package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.crypto.RunningSha256;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.UploadId;
import org.sillok.upload.core.About;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.db.UploadRow;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals what an upload tells about its file under the organisation's own keys. */
@ApplicationScoped
class UploadSeals {
    private final Vault vault;

    UploadSeals(Vault vault) {
        this.vault = vault;
    }

    Bytes seal(SubjectKeys keys, UploadId id, About about) {
        return seal(keys, about(id), about.toBytes());
    }

    Bytes seal(SubjectKeys keys, UploadId id, RunningSha256 digest) {
        return seal(keys, progress(id), digest.state());
    }

    About about(SubjectKeys keys, UploadRow row) {
        return About.ofBytes(
                vault.open(keys, KeyUse.CONTENT, about(row.id()), row.about().toArray()));
    }

    RunningSha256 progress(SubjectKeys keys, UploadRow row) {
        return RunningSha256.resume(vault.open(
                keys, KeyUse.CONTENT, progress(row.id()), row.progress().toArray()));
    }

    Upload open(SubjectKeys keys, UploadRow row) {
        About about = about(keys, row);
        Concatenation concatenation = switch (row.part()) {
            case WHOLE -> new Concatenation.Whole();
            case PARTIAL -> new Concatenation.Partial();
            case FINAL -> new Concatenation.Final(about.parts());
        };
        return new Upload(
                row.id(),
                concatenation,
                about.metadata(),
                row.length(),
                row.position(),
                progress(keys, row).soFar(),
                row.createdAt(),
                row.expiresAt());
    }

    private Bytes seal(SubjectKeys keys, String context, byte[] plain) {
        return Bytes.of(vault.seal(keys, KeyUse.CONTENT, context, plain));
    }

    private static String about(UploadId id) {
        return "upload/" + id + "/about";
    }

    private static String progress(UploadId id) {
        return "upload/" + id + "/progress";
    }
}
