package io.plimsoll.kubernetes.lint;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for objects that can never do what they are for.
 *
 * <p>Cost: one decision on the empty cluster per class of pods, and what each check says.
 */
public final class Lint {

    private final ClusterSnapshot snapshot;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** All findings: errors first, in the order of reading. */
    public static List<Finding> of(ClusterSnapshot snapshot) {
        Lint lint = new Lint(snapshot);
        List<PodSource> sources = PodSource.all(snapshot.objects());
        new PodChecks(lint).check(sources);
        new PlacementChecks(lint).check(sources);
        new SelectorChecks(lint).check(sources);
        lint.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(lint.findings);
    }

    ClusterSnapshot snapshot() {
        return snapshot;
    }

    void add(Severity severity, HasMetadata object, String name, String field, String rule, String advice) {
        findings.add(new Finding(severity, snapshot.objects().place(object), name, field, rule, advice));
    }

    void add(Severity severity, PodSource source, String field, String rule, String advice) {
        add(severity, source.object(), name(source.object()), source.field() + field, rule, advice);
    }

    /** Kind, namespace and name. */
    static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return object.getKind() + " " + (namespace == null ? name : namespace + "/" + name);
    }
}
