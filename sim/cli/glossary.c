/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that reports and messages use and a reader may not know, in the order in which one
 * meets them. */
#include "sim/cli/glossary.h"

#define WORD(name, meaning) \
    {                       \
        name, name, meaning \
    }

static const struct gatesim_topic words[] = {
    WORD("poisson",
         "Arrivals at random: in any short time a truck comes with the same probability, "
         "whatever came before. 'arrivals = poisson 38/h'; the rate may follow a "
         "[profile] and a 'surge'."),
    WORD("every",
         "Arrivals at equal intervals: 'arrivals = every 10 min'. The first truck comes one "
         "interval after the start of the run, or after 'from'; none comes at the very end, "
         "or at 'until'."),
    WORD("renewal",
         "Arrivals whose intervals are drawn from a distribution, each for itself: "
         "'arrivals = renewal gamma mean 5 min cv 1.5'. The first truck comes one interval "
         "after the start of the run, or after 'from'."),
    WORD("trace",
         "Arrivals from a file, one truck a row: 'arrivals = trace FILE.csv'. A column 'time' "
         "has seconds since the start of the run or date and time; other columns have the "
         "names and values of attributes. Rows are sorted by time. Those before the run, "
         "after it, or outside of 'from' and 'until' are left out, which is noted with their "
         "number."),
    WORD("at most", "A bound behind a distribution, as are 'at least' and 'between A and B': "
                    "'lognormal mean 10 min cv 1 at most 1 h'. Values beyond it do not occur, and "
                    "those within keep their proportions, so the mean becomes another: 'gatesim "
                    "check' prints it."),
    WORD("at least", "A bound behind a distribution; see 'at most'."),
    WORD("between", "Bounds behind a distribution; see 'at most'."),
    WORD("cv",
         "Coefficient of variation: the standard deviation divided by the mean. 0 is always the "
         "same, 1 is as for the exponential distribution."),
    WORD("p95",
         "The 95th percentile: 95 % of the values are below it. p50 is the median. With a few "
         "values far above all others a p95 may be below the mean."),
    WORD("time in system", "From a truck's arrival until it leaves, crossed or turned back: waits, "
                           "services, drives and everything else."),
    WORD("wait", "Of a station: from joining its line to being called by a server. Of a truck: all "
                 "such times, and others in which nothing is done for it."),
    WORD("buffer index",
         "(p95 - mean) / mean of the time in system: the share of the mean that must "
         "be added to be on time in 95 of 100 cases."),
    WORD("backlog",
         "Trucks that still wait at a given time of day ('backlog-at'), or that stand in "
         "line when the run starts."),
    WORD("busy", "The share of the time of servers on shift in which they serve; utilisation."),
    WORD("blocked", "A server that is done with its truck, which finds no place to go on to."),
    WORD("throughput", "Trucks that cross in an hour."),
    WORD("Little's law",
         "The mean number of trucks in a place is their arrival rate times their mean "
         "time in it. It holds for any system that does not fill up or drain over the "
         "run."),
    WORD("steady state",
         "What a run settles into after the start is forgotten: its averages no longer "
         "change with time. A gate that gets more work than it can do has none."),
    WORD("warm-up",
         "The beginning of a run that is left out of the statistics, while the gate fills "
         "from empty: [scenario] warm-up."),
    WORD("MSER-5",
         "The rule that 'warm-up = auto' uses: the mean of every 5 steps is taken, and the "
         "run is cut where the rest gives its mean most surely (White, Cobb and Spratt, "
         "2000)."),
    WORD("replication",
         "One repetition of the run with other chance. Differences between them tell "
         "how far a mean can be trusted."),
    WORD("half-width", "Half of a confidence interval, the number behind ±: in '8.2 ± 0.4 h' the "
                       "interval is 7.8 h to 8.6 h."),
    WORD("confidence interval",
         "A range that holds the true mean in 95 of 100 experiments such as "
         "this one. From the differences between replications, by Student's t."),
    WORD("batch means",
         "An interval from one run: it is cut into 20 batches, and their means are "
         "taken for replications. Neighbours that are correlated make it too narrow."),
    WORD("common random numbers",
         "Every truck has the same cargo, patience and service times under "
         "each policy, so that policies differ by what they change and not "
         "by luck. Far fewer replications then tell them apart."),
    WORD("antithetic",
         "Pairs of replications in which what is long in one is short in the other, so "
         "that their mean varies less: gatesim sweep --antithetic."),
    WORD("control variates",
         "Luck that is known, such as how many trucks came by chance, taken out of "
         "a difference."),
    WORD("Bonferroni", "Several intervals hold together with 95 % when each alone holds with more: "
                       "the 5 % are shared among them. Intervals become wider by this."),
    WORD("Holm", "A sharper way than Bonferroni's to share the chance of a mistake among several "
                 "tests: the clearest is asked first, and each later one has less to fear."),
    WORD("indifference zone", "A difference too small to matter, given by --zone: which of two is "
                              "called best when they are that close does not count as a mistake."),
    WORD("probability of correct selection",
         "The chance that what is called best is best, or within "
         "the zone of it."),
    WORD("Latin hypercube", "A sample of settings in which each factor's range is covered evenly: "
                            "gatesim sweep --sample."),
    WORD("bottleneck",
         "The place that limits the gate: where one server more helps most. Where trucks "
         "wait is a hint, not the proof: gatesim run --bottleneck measures it."),
    WORD("fingerprint", "A number made of all events of a run. Two runs with the same one were the "
                        "same, event for event."),
};

const struct gatesim_topic *glossary(size_t *count)
{
    *count = sizeof words / sizeof words[0];
    return words;
}
