/** Kubernetes objects to the core's model. */
@NullMarked
package io.plimsoll.kubernetes.model;

import org.jspecify.annotations.NullMarked;
