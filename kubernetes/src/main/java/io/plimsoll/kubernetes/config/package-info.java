/** The configuration of kube-scheduler as plain records. */
@NullMarked
package io.plimsoll.kubernetes.config;

import org.jspecify.annotations.NullMarked;
