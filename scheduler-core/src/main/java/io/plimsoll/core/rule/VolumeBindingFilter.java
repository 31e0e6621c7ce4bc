package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of a pod's claims must be within the node's reach, and those that are still to be found or made must be there
 * for the node (kube-scheduler's VolumeBinding). Volumes that a pod was promised a moment ago are what the objects say of
 * them: whoever binds a pod says so there.
 */
public final class VolumeBindingFilter implements Filter {

    @Override
    public String name() {
        return "VolumeBinding";
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
        List<VolumeClaim> claims = new ArrayList<>();
        if (refusal(podClass, context, claims) != null) {
            return List.of(new Refusal(FilterRule.never(VolumeSearch.REFUSED)));
        }
        if (claims.isEmpty()) {
            return List.of();
        }
        return List.of(new VolumeSearch(claims, context));
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
        return switch (bit) {
            case VolumeSearch.OUT_OF_REACH -> "node(s) didn't match PersistentVolume's node affinity";
            case VolumeSearch.NONE_FOUND -> "node(s) didn't find available persistent volumes to bind";
            case VolumeSearch.NO_SPACE -> "node(s) did not have enough free storage";
            case VolumeSearch.GONE -> "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
            default -> String.valueOf(refusal(podClass, context, new ArrayList<>()));
        };
    }

    /** Finds the claims, up to the first that keeps the pod from every node: then the words for it. */
    private static @Nullable String refusal(PodClass podClass, PluginContext context, List<VolumeClaim> claims) {
        Storage storage = context.objects().storage();
        for (PodVolume volume : podClass.rules().volumes()) {
            @Nullable String name = Claims.name(volume);
            if (name != null) {
                @Nullable VolumeClaim claim = storage.claim(podClass.namespace(), name);
                if (claim == null) {
                    return volume instanceof PodVolume.Ephemeral
                            ? "waiting for ephemeral volume controller to create the persistentvolumeclaim \"" + name
                                    + "\""
                            : Claims.notFound(name);
                }
                @Nullable String unusable = unusable(volume, claim);
                if (unusable != null) {
                    return unusable;
                }
                claims.add(claim);
            }
        }
        for (VolumeClaim claim : claims) {
            if (claim.state() != VolumeClaim.State.BOUND && !waits(claim, storage)) {
                return "pod has unbound immediate PersistentVolumeClaims";
            }
        }
        return null;
    }

    private static @Nullable String unusable(PodVolume volume, VolumeClaim claim) {
        return switch (claim.state()) {
            case LOST ->
                "persistentvolumeclaim \"" + claim.name() + "\" bound to non-existent persistentvolume \""
                        + claim.volume() + "\"";
            case DELETING -> "persistentvolumeclaim \"" + claim.name() + "\" is being deleted";
            case UNBOUND, BOUND -> Claims.notOwned(volume, claim);
        };
    }

    private static boolean waits(VolumeClaim claim, Storage storage) {
        @Nullable StorageClass storageClass = storage.classOf(claim);
        return storageClass != null && storageClass.waits() && claim.volume().isEmpty();
    }
}
