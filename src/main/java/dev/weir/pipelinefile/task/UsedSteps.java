package dev.weir.pipelinefile.task;

import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.OwnSteps.Answer;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The steps there are, and which of the user's own the tasks use.
public final class UsedSteps {
    private final StepCatalogue builtIn;
    private final OwnSteps own;
    private final Map<OwnStep, StepEntry> used = new LinkedHashMap<>();
    private final SortedSet<String> madeFrom = new TreeSet<>();

    public UsedSteps(StepCatalogue builtIn, OwnSteps own) {
        this.builtIn = builtIn;
        this.own = own;
    }

    StepCatalogue builtIn() {
        return builtIn;
    }

    Answer find(OwnStep step) {
        Answer answer = own.find(step);
        if (answer instanceof Answer.Known known) {
            used.put(step, known.entry());
            madeFrom.addAll(known.madeFrom());
        }
        return answer;
    }

    /// The own steps that were found.
    public Map<OwnStep, StepEntry> own() {
        return used;
    }

    /// What the code of those is from.
    public SortedSet<String> madeFrom() {
        return madeFrom;
    }
}
