/** How refusals and faults become answers: the one place that maps them, and the pages that explain them. */
@NullMarked
package org.sillok.problem.rest;

import org.jspecify.annotations.NullMarked;
