@NullMarked
package io.plimsoll.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
