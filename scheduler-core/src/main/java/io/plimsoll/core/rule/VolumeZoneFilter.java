package io.plimsoll.core.rule;

import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node with labels of zone or region must be in those that the labels of the pod's volumes name (kube-scheduler's
 * VolumeZone). O(labelled volumes).
 */
public final class VolumeZoneFilter implements Filter {

    private static final int CONFLICT = 0;
    private static final int REFUSED = 1;

    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";
    /** Labels in their order, the old ones with what replaced them. */
    private static final List<String> LABELS =
            List.of("failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region", ZONE, REGION);

    private static final List<String> REPLACEMENTS = List.of(ZONE, REGION, ZONE, REGION);

    /** Where a volume is, by one of its labels. */
    private record Place(String label, String replacement, Set<String> values) {

        boolean has(Map<String, String> nodeLabels) {
            @Nullable String value = nodeLabels.get(label);
            value = value == null ? nodeLabels.get(replacement) : value;
            return value != null && values.contains(value);
        }
    }

    @Override
    public String name() {
        return "VolumeZone";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC, Scope.OBJECTS);
    }

    @Override
    public long epoch(PodClass podClass, PluginContext context) {
        return podClass.rules().volumes().isEmpty() ? 0 : context.objectsVersion();
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        List<Place> places = new ArrayList<>();
        if (refusal(podClass, context, places) != null) {
            return List.of(new Refusal(FilterRule.never(REFUSED)));
        }
        if (places.isEmpty()) {
            return List.of();
        }
        NodeTable nodes = context.nodes();
        NodeFilter rule =
                node -> isIn(nodes.spec(node).labels(), places) ? FilterRule.PASS : FilterRule.never(CONFLICT);
        return List.of(rule);
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return event instanceof ClusterEvent.NodeAdded
                || event instanceof ClusterEvent.ObjectsChanged
                || (event instanceof ClusterEvent.NodeChanged changed
                        && !changed.before().labels().equals(changed.after().labels()));
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return bit == CONFLICT
                ? "node(s) had no available volume zone"
                : String.valueOf(refusal(podClass, context, new ArrayList<>()));
    }

    private static boolean isIn(Map<String, String> nodeLabels, List<Place> places) {
        boolean somewhere = false;
        for (int i = 0; i < LABELS.size(); i++) {
            somewhere |= nodeLabels.containsKey(LABELS.get(i));
        }
        if (!somewhere) {
            return true;
        }
        for (int i = 0; i < places.size(); i++) {
            if (!places.get(i).has(nodeLabels)) {
                return false;
            }
        }
        return true;
    }

    /** Finds where the volumes are, up to the first of which that cannot be known: then the words for it. */
    private static @Nullable String refusal(PodClass podClass, PluginContext context, List<Place> places) {
        Storage storage = context.objects().storage();
        for (PodVolume volume : podClass.rules().volumes()) {
            if (volume instanceof PodVolume.Claim named) {
                @Nullable VolumeClaim claim = storage.claim(podClass.namespace(), named.name());
                if (claim == null) {
                    return Claims.notFound(named.name());
                }
                if (claim.volume().isEmpty()) {
                    @Nullable String why = withoutVolume(claim, storage);
                    if (why != null) {
                        return why;
                    }
                } else {
                    @Nullable PersistentVolume persistent = storage.volumes().get(claim.volume());
                    if (persistent == null) {
                        return "persistentvolume \"" + claim.volume() + "\" not found";
                    }
                    addPlaces(persistent, places);
                }
            }
        }
        return null;
    }

    private static @Nullable String withoutVolume(VolumeClaim claim, Storage storage) {
        String className = claim.kind().storageClass();
        if (className.isEmpty()) {
            return "PersistentVolumeClaim had no pv name and storageClass name";
        }
        @Nullable StorageClass storageClass = storage.classOf(claim);
        if (storageClass == null) {
            return "storageclass.storage.k8s.io \"" + className + "\" not found";
        }
        return storageClass.waits() ? null : "PersistentVolume had no name";
    }

    private static void addPlaces(PersistentVolume volume, List<Place> places) {
        for (int i = 0; i < LABELS.size(); i++) {
            @Nullable String text = volume.labels().get(LABELS.get(i));
            Set<String> values = text == null ? Set.of() : values(text);
            if (!values.isEmpty()) {
                places.add(new Place(LABELS.get(i), REPLACEMENTS.get(i), values));
            }
        }
    }

    /** The values of a label that may have several; none when one of them is blank, which makes the label void. */
    private static Set<String> values(String text) {
        Set<String> values = new HashSet<>();
        for (String value : text.split("__", -1)) {
            if (value.isBlank()) {
                return Set.of();
            }
            values.add(value.strip());
        }
        return values;
    }
}
