package io.plimsoll.kubernetes.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object says that it is.
 *
 * @param apiVersion API group and version, from its list when the object has none
 * @param kind the kind, from its list when the object has none
 * @param namespace the namespace
 * @param name the name, or the beginning of a generated one
 */
record Identity(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String namespace,
        @Nullable String name) {

    static Identity of(Value.Fields fields, Value.@Nullable Fields list) {
        @Nullable String kind = fields.text("kind");
        @Nullable String apiVersion = fields.text("apiVersion");
        @Nullable String listKind = list == null ? null : list.text("kind");
        if (kind == null && list != null && listKind != null && listKind.length() > 4) {
            kind = listKind.substring(0, listKind.length() - 4);
            apiVersion = apiVersion == null ? list.text("apiVersion") : apiVersion;
        }
        if (!(fields.get("metadata") instanceof Value.Fields metadata)) {
            return new Identity(apiVersion, kind, null, null);
        }
        @Nullable String name = metadata.text("name");
        return new Identity(
                apiVersion, kind, metadata.text("namespace"), name == null ? metadata.text("generateName") : name);
    }

    /** Whether it is an object of a kind that exists, as far as can be told, and is not modelled. */
    boolean isNotModelled() {
        if (kind == null || apiVersion == null) {
            return false;
        }
        Kinds.@Nullable Kind known = Kinds.named(kind);
        String group = Kinds.group(apiVersion);
        boolean ourGroup = Kinds.groups().contains(group);
        if (known == null) {
            return !ourGroup || NearestField.of(kind, Kinds.names()) == null;
        }
        return !groups(known).contains(group) && NearestField.of(group, groups(known)) == null;
    }

    private static List<String> groups(Kinds.Kind kind) {
        return kind.versions().stream().map(Kinds::group).distinct().toList();
    }

    /** The kind; null, and a problem, when there is none such. */
    Kinds.@Nullable Kind resolve(Report report) {
        if (kind == null) {
            report.missing(FieldPath.of("kind"), "it is no Kubernetes object, or its first lines are missing.");
            return null;
        }
        Kinds.@Nullable Kind known = Kinds.named(kind);
        if (known == null) {
            if (apiVersion == null) {
                report.missing(FieldPath.of("apiVersion"), "it is no Kubernetes object.");
            } else {
                report.value(
                        FieldPath.of("kind"),
                        kind,
                        "be a kind of the API group of " + apiVersion,
                        "\"" + NearestField.of(kind, Kinds.names()) + "\" was meant.");
            }
            return null;
        }
        if (apiVersion == null) {
            report.missing(FieldPath.of("apiVersion"), "\"" + known.versions().get(0) + "\" was meant.");
            return null;
        }
        if (!known.versions().contains(apiVersion)) {
            report.value(
                    FieldPath.of("apiVersion"),
                    apiVersion,
                    "be " + String.join(" or ", known.versions()),
                    "\"" + known.versions().get(0) + "\" was meant.");
            return null;
        }
        return known;
    }

    /** Kind, namespace and name as far as they are known. */
    @Override
    public String toString() {
        String what = kind == null ? "the object" : kind;
        if (name == null) {
            return what;
        }
        return what + " " + (namespace == null ? "" : namespace + "/") + name;
    }
}
