@NullMarked
package io.plimsoll.kubernetes.vector;

import org.jspecify.annotations.NullMarked;
