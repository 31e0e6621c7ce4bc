/** The same machines placed by CloudSim Plus and by Plimsoll. Built only under the Maven profile {@code cloudsim}. */
@NullMarked
package io.plimsoll.benchmarks.cloudsim;

import org.jspecify.annotations.NullMarked;
