/** Rules about one deposit's shape and size. Pure Java. */
@NullMarked
package org.sillok.intake.core;

import org.jspecify.annotations.NullMarked;
