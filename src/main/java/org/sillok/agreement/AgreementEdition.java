package org.sillok.agreement;

import java.time.Instant;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.core.VersionHead;
import org.sillok.kernel.Digest;

/**
 * An agreement as somebody sees it at a moment, with the text of one version.
 *
 * @param digest SHA-256 of the text
 */
public record AgreementEdition(
        AgreementHead agreement, VersionHead version, StoredText text, Digest digest, Instant asOf) {}
