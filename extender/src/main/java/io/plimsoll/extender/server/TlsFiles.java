package io.plimsoll.extender.server;

import java.nio.file.Path;

/**
 * What a service shows of itself over TLS, as PEM.
 *
 * @param certificate the certificate, and those between it and an authority that clients know
 * @param key its private key (PKCS #8)
 */
public record TlsFiles(Path certificate, Path key) {}
