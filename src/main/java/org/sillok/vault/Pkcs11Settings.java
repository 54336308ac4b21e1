package org.sillok.vault;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which keys of which token, complete and of a form that can be put into SunPKCS11's configuration. */
record Pkcs11Settings(Pkcs11Token.Place place, String label) {
    static final String NAME = "sillok.vault.pkcs11.";

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    /** @throws KekUnavailableException that names the setting which is missing or wrong */
    static Pkcs11Settings of(Optional<VaultConfig.Pkcs11> config) {
        String label = required("label", config.flatMap(VaultConfig.Pkcs11::label));
        if (!LABEL.matcher(label).matches()) {
            throw wrong("label", "has letters, digits, _ and - only");
        }
        Optional<Long> slot = config.flatMap(VaultConfig.Pkcs11::slot);
        Optional<Integer> index = config.flatMap(VaultConfig.Pkcs11::slotListIndex);
        if (slot.isPresent() && index.isPresent()) {
            throw wrong("slot", "and slot-list-index name one slot in two ways; set one of them");
        } else if (slot.filter(number -> number < 0).isPresent()) {
            throw wrong("slot", "is the number of a slot");
        } else if (index.filter(number -> number < 0).isPresent()) {
            throw wrong("slot-list-index", "counts from 0");
        }
        String place = slot.map(number -> "slot=" + number).orElse("slotListIndex=" + index.orElse(0));
        return new Pkcs11Settings(
                new Pkcs11Token.Place(
                        required("library", config.flatMap(VaultConfig.Pkcs11::library)),
                        place,
                        required("pin-file", config.flatMap(VaultConfig.Pkcs11::pinFile)),
                        NAME),
                label);
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> wrong(name, "is missing"));
    }

    private static KekUnavailableException wrong(String name, String how) {
        return new KekUnavailableException(
                KeyTrouble.NOT_CONFIGURED, "The setting " + NAME + name + " " + how + ".", null);
    }
}
