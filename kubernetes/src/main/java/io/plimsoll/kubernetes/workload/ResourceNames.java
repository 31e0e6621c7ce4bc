package io.plimsoll.kubernetes.workload;

/** What the names of resources say about them. */
public final class ResourceNames {

    private static final String NATIVE_DOMAIN = "kubernetes.io/";
    private static final String HUGE_PAGES = "hugepages-";

    private ResourceNames() {}

    /** Whether it is none of CPU, memory, storage and pods, and yet something that a node is asked for. */
    public static boolean isScalar(String name) {
        return isExtended(name)
                || name.startsWith(HUGE_PAGES)
                || name.contains(NATIVE_DOMAIN)
                || name.startsWith("attachable-volumes-");
    }

    /** Whether a vendor defined it: a name with a domain that is not Kubernetes' own. */
    public static boolean isExtended(String name) {
        return name.contains("/") && !name.contains(NATIVE_DOMAIN) && !name.startsWith("requests.");
    }

    /** Whether a node is asked for it at all. */
    static boolean isAsked(String name) {
        return name.equals("cpu") || name.equals("memory") || name.equals("ephemeral-storage") || isScalar(name);
    }

    /** Whether a pod as a whole may ask for it. */
    static boolean isPodLevel(String name) {
        return name.equals("cpu") || name.equals("memory") || name.startsWith(HUGE_PAGES);
    }
}
