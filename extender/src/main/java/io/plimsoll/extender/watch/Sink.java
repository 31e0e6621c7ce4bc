package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Is told about the objects of one kind, by one thread at a time. */
interface Sink<T extends HasMetadata> {

    /** All objects are told from here to {@link #listed}. */
    void listing();

    /** An object is there or has changed. */
    void seen(T object);

    /** An object was deleted. */
    void gone(T object);

    /** All objects there are have been told; others are gone. */
    void listed();
}
