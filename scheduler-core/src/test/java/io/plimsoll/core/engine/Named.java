package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/** A filter that never refuses, under a name. */
record Named(String name) implements Filter {

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        return List.of();
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return name;
    }
}
