package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.ProcessIdentity;
import dev.weir.exec.command.ProcessSession.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class ProcessSessionTest {
    private static final Duration AGES = Duration.ofHours(1);

    @TempDir Path folder;
    private final List<Child> children = new ArrayList<>();

    /// A command that nobody watches, as one of a killed weir; returns when it has made `up`.
    private ProcessIdentity orphan(String script) throws Exception {
        Path up = folder.resolve("up");
        Files.deleteIfExists(up);
        var environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH")));
        var spawned = new Spawn(List.of("sh", "-c", script), folder, environment).start();
        var started = assertInstanceOf(Spawn.Started.class, spawned);
        Child child = new Child(started.pid(), started.output());
        children.add(child);
        Trial.until(() -> Files.exists(up));
        return child.leader();
    }

    @AfterEach
    void endAll() throws Exception {
        for (Child child : children) {
            child.kill();
            Trial.until(child::hasEnded);
            child.close();
        }
    }

    @Test
    void a_living_group_is_ended() throws Exception {
        var leader = orphan("sleep 1000 & touch up; sleep 1000");
        assertEquals(End.ENDED, ProcessSession.end(leader, AGES));
        assertTrue(ProcessTable.session(leader.pid()).isEmpty());
    }

    @Test
    void one_that_ignores_the_request_is_killed() throws Exception {
        var leader = orphan("trap '' TERM; touch up; while :; do sleep 1; done");
        assertEquals(End.ENDED, ProcessSession.end(leader, Duration.ofMillis(30)));
        assertTrue(ProcessTable.session(leader.pid()).isEmpty());
    }

    @Test
    void members_are_ended_when_the_leader_is_gone() throws Exception {
        var leader = orphan("sleep 1000 & touch up");
        Trial.until(children.getFirst()::hasEnded);
        assertTrue(ProcessTable.row(leader.pid()).isEmpty());
        assertEquals(End.ENDED, ProcessSession.end(leader, AGES));
        assertTrue(ProcessTable.session(leader.pid()).isEmpty());
    }

    @Test
    void groups_that_programs_made_are_ended_with_and_without_the_leader() throws Exception {
        var leader = orphan("timeout 1000 sleep 1000 & touch up; sleep 1000");
        assertEquals(End.ENDED, ProcessSession.end(leader, AGES));
        assertTrue(ProcessTable.session(leader.pid()).isEmpty());
        leader = orphan("timeout 1000 sh -c 'trap \"\" TERM; touch up; sleep 1000; sleep 1000' &");
        Trial.until(children.getLast()::hasEnded);
        assertEquals(End.ENDED, ProcessSession.end(leader, Duration.ofMillis(30)));
        assertTrue(ProcessTable.session(leader.pid()).isEmpty());
    }

    @Test
    void a_process_that_got_the_same_number_is_left_alone() throws Exception {
        var leader = orphan("touch up; sleep 1000");
        var earlier = new ProcessIdentity(leader.pid(), leader.started() - 1, leader.boot());
        var later = new ProcessIdentity(leader.pid(), leader.started() + 1, leader.boot());
        assertEquals(End.NOTHING_LEFT, ProcessSession.end(earlier, AGES));
        assertEquals(End.NOTHING_LEFT, ProcessSession.end(later, AGES));
        assertTrue(Trial.lives(leader.pid()));
    }

    @Test
    void after_another_boot_nothing_is_touched() throws Exception {
        var leader = orphan("touch up; sleep 1000");
        var before = new ProcessIdentity(leader.pid(), leader.started(), "another");
        assertEquals(End.NOTHING_LEFT, ProcessSession.end(before, AGES));
        assertTrue(Trial.lives(leader.pid()));
    }

    @Test
    void where_the_system_did_not_tell_the_start_nothing_is_touched() throws Exception {
        var leader = orphan("touch up; sleep 1000");
        var unknown = new ProcessIdentity(leader.pid(), 0, leader.boot());
        assertEquals(End.NOTHING_LEFT, ProcessSession.end(unknown, AGES));
        assertTrue(Trial.lives(leader.pid()));
    }

    @Test
    void a_group_that_is_gone_is_nothing_left() throws Exception {
        var leader = orphan("touch up");
        Trial.until(children.getFirst()::hasEnded);
        assertEquals(End.NOTHING_LEFT, ProcessSession.end(leader, AGES));
    }
}
