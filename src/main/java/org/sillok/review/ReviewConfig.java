package org.sillok.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** From how much on what one person does is out of the ordinary. Each at least one. */
@ConfigMapping(prefix = "sillok.review")
public interface ReviewConfig {
    /** Refusals in an hour. */
    @WithDefault("20")
    int denialsAnHour();

    /** Different things that were refused in an hour. */
    @WithDefault("10")
    int deniedThingsAnHour();

    /** Acts without the stronger authentication that they take, in an hour. */
    @WithDefault("5")
    int stepUpsRefusedAnHour();

    /** Different items and bundles downloaded in a day. */
    @WithDefault("200")
    int downloadsADay();

    /** Different things looked at in a day. */
    @WithDefault("500")
    int viewsADay();

    /** Searches in an hour. */
    @WithDefault("100")
    int searchesAnHour();

    /** Identities of sources opened in a day. */
    @WithDefault("3")
    int identitiesOpenedADay();

    /** Tokens issued in a day. */
    @WithDefault("10")
    int tokensIssuedADay();

    /** Different things looked at and downloaded in a day, from which on a day can be unusual. */
    @WithDefault("100")
    int unusualDay();

    /** How many times the mean of the person's other days an unusual day is. */
    @WithDefault("5")
    int unusualFactor();
}
