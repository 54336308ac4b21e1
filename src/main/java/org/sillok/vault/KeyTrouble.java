package org.sillok.vault;

/** Why a key-encryption key cannot be used. The sentences name no place, because health is public. */
public enum KeyTrouble {
    MISSING("the key file is missing; restore it from your copy"),
    UNREADABLE("the key file cannot be read, or others may read it; give it to the service's user with mode 600"),
    DAMAGED("the key file is damaged; restore it from your copy"),
    UNWRITABLE("the key file cannot be written; add a new first line yourself and rotate without a new key"),
    OTHER_KEY(
            "a key that is in use is not there, or another is in its place, or one that was retired or declared lost is the"
                    + " current one; restore it from your copy, the newest first"),
    LOST("the key that protects this was declared lost; what it protects opens again if it is restored"),
    NOT_CONFIGURED("keys are wrapped by a kind of vault that is not configured any more; configure it until a rotation"
            + " has moved them"),
    VAULT_UNREACHABLE("the key vault cannot be reached, or does not answer in time; look at it and at the way to it"),
    VAULT_SEALED("the key vault is sealed; unseal it"),
    VAULT_DENIED("the key vault does not accept the token, or its policy does not allow this; renew the token"),
    VAULT_KEY_MISSING("the key vault has no such key; make or restore it there, or correct the setting"),
    VAULT_ANSWER("the key vault answers something else than it should; look at the address and at the vault"),
    TOKEN_UNREACHABLE("the token with the key-encryption key does not answer; look at it and at its module"),
    TOKEN_DENIED("the token does not accept the PIN, or there is none; correct the PIN file"),
    TOKEN_KEY_MISSING("the token has no key of the configured name; restore it there, or correct the settings"),
    TOKEN_ANSWER("the token cannot be used for this key; look at what it can do and at its log");

    private final String sentence;

    KeyTrouble(String sentence) {
        this.sentence = sentence;
    }

    /** Whether it may end without anybody correcting a key or a setting: what is away comes back, a file is copied anew. */
    public boolean mayPass() {
        return switch (this) {
            case MISSING, UNREADABLE, DAMAGED, VAULT_UNREACHABLE, VAULT_SEALED, VAULT_DENIED, TOKEN_UNREACHABLE -> true;
            case UNWRITABLE,
                    OTHER_KEY,
                    LOST,
                    NOT_CONFIGURED,
                    VAULT_KEY_MISSING,
                    VAULT_ANSWER,
                    TOKEN_DENIED,
                    TOKEN_KEY_MISSING,
                    TOKEN_ANSWER -> false;
        };
    }

    /** What is wrong and what the operator can do. */
    public String sentence() {
        return sentence;
    }

    /** Whether it is about some keys only: what others have wrapped opens, and waiting for these would stop all of it. */
    public boolean isOfSome() {
        return this == OTHER_KEY || this == LOST || this == NOT_CONFIGURED || this == VAULT_KEY_MISSING;
    }

    /**
     * Whether a key may be gone for good: it is not where it should be. A vault that does not answer, or does not let one in,
     * may still have it.
     */
    public boolean mayBeLoss() {
        return switch (this) {
            case MISSING, OTHER_KEY, NOT_CONFIGURED, VAULT_KEY_MISSING, TOKEN_KEY_MISSING -> true;
            case UNREADABLE,
                    DAMAGED,
                    UNWRITABLE,
                    LOST,
                    VAULT_UNREACHABLE,
                    VAULT_SEALED,
                    VAULT_DENIED,
                    VAULT_ANSWER,
                    TOKEN_UNREACHABLE,
                    TOKEN_DENIED,
                    TOKEN_ANSWER -> false;
        };
    }
}
