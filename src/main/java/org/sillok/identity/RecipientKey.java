package org.sillok.identity;

import org.sillok.crypto.RecipientCertificate;
import org.sillok.kernel.PartyKeyId;

/** A party's key for encryption with its certificate, which is valid when this is asked for. */
public record RecipientKey(PartyKeyId id, RecipientCertificate certificate) {}
