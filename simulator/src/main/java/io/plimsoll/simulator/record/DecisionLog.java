package io.plimsoll.simulator.record;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes {@code decisions.csv}: one line per decision, in the order in which they were taken, the same bytes for the same
 * inputs and seed.
 *
 * <pre>
 * sequence,timeMillis,pod,decision,node,devices,reasons
 * 1,0,pod-0001,bound,node-0007,0;1,
 * 2,1500,pod-0002,unschedulable,,,3 Insufficient cpu; 1 node(s) were unschedulable
 * 3,1500,pod-0003,dropped,,,4 Insufficient memory
 * 4,9000,pod-0001,evicted,node-0007,,
 * </pre>
 *
 * <p>{@code bound}: placed on the node, on the devices with these indexes. {@code unschedulable}: no node could take it,
 * it waits. {@code dropped}: no node could take it, it is given up. {@code evicted}: not a choice, but the loss of a node; the
 * pod waits again. {@code killed}, {@code lost}: it is gone with its node, see {@link OnNodeLoss}. Fields with a comma, a quote or a line break are quoted as RFC 4180 says. Lines end in a line feed.
 *
 * <p>Lines go through a reused buffer: a line allocates nothing (unless a name is not ASCII). Not thread-safe. Failures are
 * {@link OutputException}s. When a run is stopped, {@link #complete()} keeps the lines so far.
 */
public final class DecisionLog implements AutoCloseable {

    /** The name of the file. */
    public static final String FILE = "decisions.csv";

    private static final String HEADER = "sequence,timeMillis,pod,decision,node,devices,reasons\n";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_NUMBER = 20;

    private final OutputFile file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private long sequence;

    private DecisionLog(OutputFile file) {
        this.file = file;
    }

    /** Begins the log in that folder. */
    public static DecisionLog begin(OutputFolder folder) {
        DecisionLog log = new DecisionLog(folder.begin(FILE));
        log.plain(HEADER);
        return log;
    }

    /**
     * The pod was placed.
     *
     * @param devices bit i is set when the pod got device i of the node
     */
    public void bound(long timeMillis, String pod, String node, long devices) {
        start(timeMillis, pod, "bound");
        field(node);
        single(',');
        long left = devices;
        while (left != 0) {
            number(Long.numberOfTrailingZeros(left));
            left &= left - 1;
            if (left != 0) {
                single(';');
            }
        }
        plain(",\n");
    }

    /**
     * No node could take the pod, and it waits.
     *
     * @param reasons reasons in kube-scheduler's words
     * @param nodes how many nodes gave the reason at the same place; reasons given by none are left out
     */
    public void unschedulable(long timeMillis, String pod, List<String> reasons, int[] nodes) {
        refused(timeMillis, pod, "unschedulable", reasons, nodes);
    }

    /** As {@link #unschedulable}, but the pod is given up. */
    public void dropped(long timeMillis, String pod, List<String> reasons, int[] nodes) {
        refused(timeMillis, pod, "dropped", reasons, nodes);
    }

    /** The pod lost its node and waits again. */
    public void evicted(long timeMillis, String pod, String node) {
        start(timeMillis, pod, "evicted");
        field(node);
        plain(",,\n");
    }

    /** The pod is gone with its node. */
    public void gone(long timeMillis, String pod, String node, OnNodeLoss fate) {
        start(timeMillis, pod, fate == OnNodeLoss.LOSE ? "lost" : "killed");
        field(node);
        plain(",,\n");
    }

    /** Number of lines so far, the heading not counted. */
    public long lines() {
        return sequence;
    }

    /** Makes the file stand under its name with the lines so far. Nothing can be added afterwards. */
    public void complete() {
        flush();
        file.commit();
    }

    /** Removes the log unless it was completed. */
    @Override
    public void close() {
        file.close();
    }

    private void refused(long timeMillis, String pod, String decision, List<String> reasons, int[] nodes) {
        start(timeMillis, pod, decision);
        plain(",,");
        boolean quoted = anyNeedsQuotes(reasons, nodes);
        if (quoted) {
            single('"');
        }
        boolean first = true;
        for (int i = 0; i < reasons.size(); i++) {
            if (nodes[i] > 0) {
                plain(first ? "" : "; ");
                number(nodes[i]);
                single(' ');
                text(reasons.get(i), quoted);
                first = false;
            }
        }
        plain(quoted ? "\"\n" : "\n");
    }

    private void start(long timeMillis, String pod, String decision) {
        number(++sequence);
        single(',');
        number(timeMillis);
        single(',');
        field(pod);
        single(',');
        plain(decision);
        single(',');
    }

    private void field(String text) {
        boolean quoted = needsQuotes(text);
        if (quoted) {
            single('"');
        }
        text(text, quoted);
        if (quoted) {
            single('"');
        }
    }

    private void text(String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes(text.substring(i).replace("\"", quoted ? "\"\"" : "\"").getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (c == '"' && quoted) {
                single('"');
            }
            single(c);
        }
    }

    private void plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            single(ascii.charAt(i));
        }
    }

    private void bytes(byte[] utf8) {
        for (byte b : utf8) {
            single((char) (b & 0xff));
        }
    }

    private void number(long value) {
        if (used > BUFFER_BYTES - LONGEST_NUMBER) {
            flush();
        }
        long left = value;
        if (left < 0) {
            buffer[used++] = '-';
            left = -left;
        }
        int start = used;
        do {
            buffer[used++] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left != 0);
        for (int low = start, high = used - 1; low < high; low++, high--) {
            byte swapped = buffer[low];
            buffer[low] = buffer[high];
            buffer[high] = swapped;
        }
    }

    private void single(char latin) {
        if (used == BUFFER_BYTES) {
            flush();
        }
        buffer[used++] = (byte) latin;
    }

    private void flush() {
        file.write(buffer, 0, used);
        used = 0;
    }

    private static boolean anyNeedsQuotes(List<String> reasons, int[] nodes) {
        for (int i = 0; i < reasons.size(); i++) {
            if (nodes[i] > 0 && needsQuotes(reasons.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
