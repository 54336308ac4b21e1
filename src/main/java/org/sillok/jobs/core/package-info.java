/** States of a job. */
@NullMarked
package org.sillok.jobs.core;

import org.jspecify.annotations.NullMarked;
