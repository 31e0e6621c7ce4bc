package io.plimsoll.simulator.record;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Gives the state of a run to a file, or takes it from there, by the same calls in the same order: each returns the value
 * that the caller has from then on.
 *
 * <pre>{@code
 * void state(StateExchange state) {
 *     placed = state.number(placed);
 *     longest = state.number(longest);
 * }
 * }</pre>
 *
 * <p>For one thread. What was written by another version, or damaged, must be found out before.
 */
public final class StateExchange {

    private final @Nullable DataOutputStream out;
    private final @Nullable DataInputStream in;

    private StateExchange(@Nullable DataOutputStream out, @Nullable DataInputStream in) {
        this.out = out;
        this.in = in;
    }

    /** Gives values away. */
    public static StateExchange into(DataOutputStream out) {
        return new StateExchange(out, null);
    }

    /** Takes values. */
    public static StateExchange from(DataInputStream in) {
        return new StateExchange(null, in);
    }

    /** Whether values are taken. */
    public boolean takes() {
        return in != null;
    }

    /** A whole number. */
    public long number(long value) {
        try {
            if (in != null) {
                return in.readLong();
            }
            if (out != null) {
                out.writeLong(value);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole number of 32 bits. */
    public int small(int value) {
        return (int) number(value);
    }

    /** Yes or no. */
    public boolean flag(boolean value) {
        return number(value ? 1 : 0) == 1;
    }

    /** A number, to the last bit. */
    public double real(double value) {
        return Double.longBitsToDouble(number(Double.doubleToRawLongBits(value)));
    }

    /** Text. */
    public String text(String value) {
        byte[] bytes = bytes(value.getBytes(StandardCharsets.UTF_8));
        return in == null ? value : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Bytes. */
    public byte[] bytes(byte[] values) {
        try {
            int length = small(values.length);
            if (in != null) {
                return in.readNBytes(length);
            }
            if (out != null) {
                out.write(values);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole numbers. */
    public long[] numbers(long[] values) {
        int length = small(values.length);
        long[] result = in == null ? values : new long[length];
        for (int i = 0; i < length; i++) {
            result[i] = number(result[i]);
        }
        return result;
    }

    /** Whole numbers of 32 bits. */
    public int[] smalls(int[] values) {
        int length = small(values.length);
        int[] result = in == null ? values : new int[length];
        for (int i = 0; i < length; i++) {
            result[i] = small(result[i]);
        }
        return result;
    }

    /** Yes or no, often. */
    public boolean[] flags(boolean[] values) {
        int length = small(values.length);
        boolean[] result = in == null ? values : new boolean[length];
        for (int i = 0; i < length; i++) {
            result[i] = flag(result[i]);
        }
        return result;
    }

    /** Numbers, to the last bit; the array stays, and has the right length. */
    public void reals(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = real(values[i]);
        }
    }

    /** A set of numbers, in place. */
    public void bits(BitSet set) {
        long[] words = numbers(set.toLongArray());
        if (in != null) {
            set.clear();
            set.or(BitSet.valueOf(words));
        }
    }

    /** A histogram. */
    Histogram histogram(Histogram value) {
        ByteBuffer buffer = ByteBuffer.allocate(value.getNeededByteBufferCapacity());
        int length = value.encodeIntoByteBuffer(buffer);
        byte[] bytes = bytes(Arrays.copyOf(buffer.array(), length));
        if (in == null) {
            return value;
        }
        Histogram taken = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
        taken.setAutoResize(true);
        return taken;
    }
}
