package io.plimsoll.cli;

import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.server.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the live service answers questions, and to whom. */
final class AdminOption {

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description =
                    "Where questions about the cluster are answered: /simulate, /explain/NAMESPACE/POD, /snapshot; "
                            + "/openapi.json describes them. Default: nowhere.")
    private @Nullable String address;

    @Option(
            names = "--admin-token",
            paramLabel = "FILE",
            description = "A file with the token that such a question must bear, at least 16 characters.")
    private @Nullable Path token;

    /** Where to answer; null for nowhere. */
    @Nullable
    AdminOptions options() throws IOException {
        if (address == null) {
            return null;
        }
        if (token == null) {
            throw Failure.usage(
                    "The option --admin must come with --admin-token.",
                    "Maybe \"openssl rand -hex 32 > token\" makes one; without it anybody could read the cluster.");
        }
        ListenAddress at = ListenOption.address(address, "--admin", "127.0.0.1:8889");
        try {
            return new AdminOptions(
                    at.host(), at.port(), Files.readString(token).strip());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }
}
