package org.sillok.consent;

import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.Naming;
import org.sillok.consent.core.Remark;

/** A naming decision as an organisation takes it. */
public record NewNaming(Naming decision, @Nullable String scope, Remark remark) {}
