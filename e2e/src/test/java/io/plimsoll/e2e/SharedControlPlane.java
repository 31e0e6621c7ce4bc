package io.plimsoll.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link ControlPlane} that is started once for all that ask for it, and ends with the last of them. */
final class SharedControlPlane implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedControlPlane.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ControlPlane.class, key -> start(), ControlPlane.class);
    }

    private static ControlPlane start() {
        try {
            Path folder = Files.createTempDirectory("plimsoll-e2e");
            return ControlPlane.start(folder);
        } catch (Exception e) {
            throw new IllegalStateException("The control plane must start.", e);
        }
    }
}
