package io.plimsoll.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a command stop cleanly at an interrupt (Ctrl-C) or a request to terminate: the first signal is noted and the
 * command finishes what it is at; a second one of them ends the process at once. Until {@link #close} only.
 *
 * <p>The JDK's signal interface is not part of the standard and named by reflection only, because the compiler cannot be
 * told that its use is meant. Where it is missing, signals end the process as always.
 */
final class StopSignals implements AutoCloseable {

    private static final int SIGNALLED = 128;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private final List<Runnable> restore = new ArrayList<>();
    private final IntConsumer listener;
    private volatile int signal;

    private StopSignals(IntConsumer listener) {
        this.listener = listener;
    }

    /** Begins to note signals. */
    static StopSignals install() {
        return install(exitCode -> {});
    }

    /** Begins to note signals; the listener is told the exit code that goes with the first one, by another thread. */
    static StopSignals install(IntConsumer listener) {
        StopSignals signals = new StopSignals(listener);
        signals.handle("INT", INTERRUPT);
        signals.handle("TERM", TERMINATE);
        return signals;
    }

    /** Whether a signal came. */
    boolean stopped() {
        return signal != 0;
    }

    /** The exit code of a process that ends because of the signal that came, {@link ExitCode#DONE} without one. */
    int exitCode() {
        return signal == 0 ? ExitCode.DONE : SIGNALLED + signal;
    }

    /** Signals do what they did before. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }

    private void handle(String name, int number) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object kind = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        return answer(proxy, method, arguments, number);
                    });
            Object before = handle.invoke(null, kind, handler);
            restore.add(() -> invokeQuietly(handle, kind, before));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // This JVM has no such interface, or keeps the signal to itself.
            return;
        }
    }

    private @Nullable Object answer(Object proxy, Method method, @Nullable Object @Nullable [] arguments, int number) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments.length == 1 && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "StopSignals";
            default -> {
                came(number);
                yield null;
            }
        };
    }

    private synchronized void came(int number) {
        if (signal != 0) {
            Runtime.getRuntime().halt(SIGNALLED + number);
        }
        signal = number;
        listener.accept(exitCode());
    }

    private static void invokeQuietly(Method handle, Object kind, Object handler) {
        try {
            handle.invoke(null, kind, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A signal handler must be replaceable again.", e);
        }
    }
}
