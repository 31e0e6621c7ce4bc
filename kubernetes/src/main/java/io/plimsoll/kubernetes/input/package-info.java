/** Kubernetes objects from files: YAML or JSON, lists, folders, archives; every problem said at once. */
@NullMarked
package io.plimsoll.kubernetes.input;

import org.jspecify.annotations.NullMarked;
