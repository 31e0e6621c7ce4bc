package io.plimsoll.extender.wire;

/**
 * A bind request (Go type ExtenderBindingArgs).
 *
 * @param name the pod's name
 * @param namespace its namespace
 * @param uid its UID
 * @param node the name of the node that it shall be bound to
 */
public record BindRequest(String name, String namespace, String uid, String node) {

    /**
     * Reads a request. What stands behind the first JSON value must be blank.
     *
     * @throws MalformedRequestException when it is not JSON, or one of the four texts is missing or empty
     */
    public static BindRequest of(byte[] bytes, int length) throws MalformedRequestException {
        JsonScanner scanner = new JsonScanner(bytes, 0, length);
        String name = "";
        String namespace = "";
        String uid = "";
        String node = "";
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int field = scanner.name();
            if (scanner.peek() == 'n') {
                scanner.skip();
            } else if (scanner.nameIs(field, "podname")) {
                name = scanner.text();
            } else if (scanner.nameIs(field, "podnamespace")) {
                namespace = scanner.text();
            } else if (scanner.nameIs(field, "poduid")) {
                uid = scanner.text();
            } else if (scanner.nameIs(field, "node")) {
                node = scanner.text();
            } else {
                scanner.skip();
            }
        }
        scanner.end(length);
        if (name.isEmpty() || namespace.isEmpty() || uid.isEmpty() || node.isEmpty()) {
            throw scanner.problem("PodName, PodNamespace, PodUID and Node must be given");
        }
        return new BindRequest(name, namespace, uid, node);
    }

    /** The answer: JSON of the Go type ExtenderBindingResult. */
    public static byte[] reply(String error) {
        JsonBytes out = new JsonBytes(64);
        out.raw("{\"Error\":");
        out.string(error);
        out.mark('}');
        return out.toByteArray();
    }

    /** The object that binds the pod, as JSON of the API's type Binding. */
    public byte[] binding(String annotation, String value) {
        JsonBytes out = new JsonBytes(256);
        out.raw("{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":");
        out.string(name);
        out.raw(",\"namespace\":");
        out.string(namespace);
        out.raw(",\"uid\":");
        out.string(uid);
        if (!value.isEmpty()) {
            out.raw(",\"annotations\":{");
            out.string(annotation);
            out.mark(':');
            out.string(value);
            out.mark('}');
        }
        out.raw("},\"target\":{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":");
        out.string(node);
        out.raw("}}");
        return out.toByteArray();
    }
}
