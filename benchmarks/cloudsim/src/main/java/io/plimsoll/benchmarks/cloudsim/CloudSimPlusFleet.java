package io.plimsoll.benchmarks.cloudsim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyAbstract;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/** The machines placed by CloudSim Plus: its policy is asked directly, without broker, events and log. */
final class CloudSimPlusFleet {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MIPS = 1_000;

    private CloudSimPlusFleet() {}

    /** Describes hosts and machines, which is not timed, and places these one by one. */
    static Placements place(Machines machines, Rule rule) {
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < machines.hosts; i++) {
            hosts.add(host());
        }
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < machines.count(); i++) {
            vms.add(new VmSimple(MIPS, machines.cores[i])
                    .setRam(machines.memoryMib[i])
                    .setBw(Machines.BANDWIDTH)
                    .setSize(Machines.STORAGE));
        }
        VmAllocationPolicyAbstract policy = rule.cloudSim();
        new DatacenterSimple(new CloudSimPlus(), hosts, policy);
        int[] chosen = new int[vms.size()];
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < chosen.length; i++) {
            boolean placed = policy.allocateHostForVm(vms.get(i)).fully();
            chosen[i] = placed ? (int) vms.get(i).getHost().getId() : Placements.NOWHERE;
        }
        return new Placements(chosen, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private static Host host() {
        List<Pe> cores = new ArrayList<>();
        for (int i = 0; i < Machines.HOST_CORES; i++) {
            cores.add(new PeSimple(MIPS));
        }
        return new HostSimple(Machines.HOST_MEMORY_MIB, Machines.HOST_BANDWIDTH, Machines.HOST_STORAGE, cores);
    }
}
