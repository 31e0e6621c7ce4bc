package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** Jobs that come and go: those already there as the trace begins, those of every day, and those of a sweep. */
final class Jobs {

    private static final long START_MILLIS = 15 * Calendar.MINUTE;
    private static final int SWEEP_DAY = 3;
    private static final int SWEEP_HOUR = 14;
    private static final int ONE_IN = 60;
    private static final int OWNER_DIGITS = 4;
    /** How many workers a distributed job has. */
    private static final List<Integer> WORKERS = List.of(4, 4, 8, 8, 8, 16, 16, 32);

    private static final long SWEEP_MILLIS = 40 * Calendar.MINUTE;

    private Jobs() {}

    /**
     * The jobs that were running before the trace began, as many as hold the given GPUs. Long jobs are met more often
     * than they are started, and a running one is met anywhere in its life: a class is drawn by weight times mean
     * lifetime, and the remaining lifetime is an even fraction of a length-biased one.
     */
    static List<PodDraft> alreadyRunning(long gpuMilli, int most, SeededRandom random) {
        List<RequestClass> classes = RequestClasses.jobs();
        double[] cumulative = new double[classes.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += classes.get(i).weight() * classes.get(i).meanMillis();
            cumulative[i] = sum;
        }
        List<PodDraft> drafts = new ArrayList<>();
        for (long held = 0; held < gpuMilli && drafts.size() < most; ) {
            double point = random.unit() * sum;
            int drawn = 0;
            while (cumulative[drawn] <= point) {
                drawn++;
            }
            RequestClass job = classes.get(drawn);
            double whole = job.medianMinutes()
                    * (double) Calendar.MINUTE
                    * StrictMath.exp(job.sigma() * job.sigma())
                    * random.logNormal(job.sigma());
            drafts.add(PodDraft.job(random.below(START_MILLIS), whole * random.unit(), true, job.template()));
            held += job.gpuMilli();
        }
        return drafts;
    }

    /**
     * Jobs that arrive along the curve of the days. One in 60 that trains on one GPU has several workers instead, which ask the
     * same, come together, end together and have the job as their owner.
     */
    static List<PodDraft> ofEveryDay(int count, LoadCurve curve, SeededRandom random, SeededRandom ofWorkers) {
        ClassDraw draw = new ClassDraw(RequestClasses.jobs());
        List<PodDraft> drafts = new ArrayList<>(count);
        int distributed = 0;
        while (drafts.size() < count) {
            RequestClass job = draw.next(random);
            PodDraft draft = PodDraft.job(curve.draw(random), lifetime(job, random), true, job.template());
            boolean several = job.gpuMilli() == DeviceSpec.WHOLE && ofWorkers.below(ONE_IN) == 0;
            if (several) {
                draft = draft.ownedBy("jobs/" + Numbered.name("distributed", ++distributed, OWNER_DIGITS));
            }
            int workers = several ? WORKERS.get(ofWorkers.below(WORKERS.size())) : 1;
            for (int i = 0; i < workers && drafts.size() < count; i++) {
                drafts.add(draft);
            }
        }
        return drafts;
    }

    /** The jobs of a sweep: on Thursday after lunch, within 40 minutes, as many as ask for the given GPUs. */
    static List<PodDraft> ofSweep(long gpuMilli, int most, Calendar calendar, SeededRandom random) {
        ClassDraw draw = new ClassDraw(RequestClasses.sweep());
        long start = calendar.at(SWEEP_DAY, SWEEP_HOUR);
        List<PodDraft> drafts = new ArrayList<>();
        for (long asked = 0; asked < gpuMilli && drafts.size() < most; ) {
            RequestClass job = draw.next(random);
            PodSpec template = job.template();
            drafts.add(PodDraft.job(start + random.below(SWEEP_MILLIS), lifetime(job, random), false, template));
            asked += job.gpuMilli();
        }
        return drafts;
    }

    private static double lifetime(RequestClass job, SeededRandom random) {
        return job.medianMinutes() * (double) Calendar.MINUTE * random.logNormal(job.sigma());
    }

    /** Draws classes by weight. */
    private static final class ClassDraw {

        private final List<RequestClass> byThousandth = new ArrayList<>();

        ClassDraw(List<RequestClass> classes) {
            for (RequestClass job : classes) {
                for (int i = 0; i < job.weight(); i++) {
                    byThousandth.add(job);
                }
            }
        }

        RequestClass next(SeededRandom random) {
            return byThousandth.get(random.below(byThousandth.size()));
        }
    }
}
