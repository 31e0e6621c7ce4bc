@NullMarked
package io.plimsoll.kubernetes.lint;

import org.jspecify.annotations.NullMarked;
