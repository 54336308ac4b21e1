package org.sillok.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * A plan in its two sealed parts: the head and, once it was chosen, the checkpoint. Each opens by itself, as long as the
 * bundle's content key is there. Written one after the other, each after its length in four bytes.
 *
 * <p>Apart from it stands the full list of what was asked for. It is sealed under the key that stays when contents are
 * destroyed: who had what is accounted for as long as that.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be stored; nobody compares it
record SealedPlan(byte[] head, byte @Nullable [] pin) {
    private static final String HEAD = "bundle/plan";
    private static final String LIST = "bundle/list";
    private static final String PIN = "bundle/checkpoint";

    static SealedPlan seal(Vault vault, SubjectKeys keys, PlanHead head) {
        return new SealedPlan(vault.seal(keys, KeyUse.CONTENT, HEAD, deflated(PlanJson.write(head))), null);
    }

    SealedPlan with(Vault vault, SubjectKeys keys, Pin chosen) {
        return new SealedPlan(head, vault.seal(keys, KeyUse.CONTENT, PIN, chosen.toBytes()));
    }

    PlanHead head(Vault vault, SubjectKeys keys) {
        return PlanJson.head(inflated(vault.open(keys, KeyUse.CONTENT, HEAD, head)));
    }

    /** Salt and list, as they are committed to, to be kept apart. */
    static byte[] sealList(Vault vault, SubjectKeys keys, byte[] salted) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, LIST, deflated(salted));
    }

    /** Opens what {@link #sealList} returned. */
    static byte[] openList(Vault vault, SubjectKeys keys, byte[] sealed) {
        return inflated(vault.open(keys, KeyUse.ACCOUNTABILITY, LIST, sealed));
    }

    Optional<Pin> pin(Vault vault, SubjectKeys keys) {
        byte @Nullable [] sealed = pin;
        return sealed == null
                ? Optional.empty()
                : Optional.of(Pin.ofBytes(vault.open(keys, KeyUse.CONTENT, PIN, sealed)));
    }

    byte[] toBytes() {
        byte[] last = pin == null ? new byte[0] : pin;
        return ByteBuffer.allocate(2 * Integer.BYTES + head.length + last.length)
                .putInt(head.length)
                .put(head)
                .putInt(last.length)
                .put(last)
                .array();
    }

    static SealedPlan ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] head = part(in);
        byte[] pin = part(in);
        return new SealedPlan(head, pin.length == 0 ? null : pin);
    }

    private static byte[] part(ByteBuffer in) {
        byte[] part = new byte[in.getInt()];
        in.get(part);
        return part;
    }

    private static byte[] deflated(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] deflated) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("what was sealed is not what was written", e);
        }
    }
}
