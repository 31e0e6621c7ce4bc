@NullMarked
package io.plimsoll.kubernetes.model;

import org.jspecify.annotations.NullMarked;
