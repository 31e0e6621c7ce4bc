@NullMarked
package io.plimsoll.core.policy;

import org.jspecify.annotations.NullMarked;
