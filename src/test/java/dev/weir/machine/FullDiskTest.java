package dev.weir.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// A disk that becomes full at any moment of a build: a small file system with so many pages free.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FullDiskTest {
    private static final String PIPELINE =
            """
            version: 1
            default: folder
            tasks:
              make:
                run: cat ${{ inputs }} ${{ inputs }} > ${{ outputs }}; cat ${{ inputs }}
                inputs: in.txt
                outputs: made
              folder:
                run: cp ${{ inputs }} ${{ outputs }}/a; cat ${{ inputs }} ${{ inputs }} > ${{ outputs }}/b
                inputs: made
                outputs: folder/
            """;

    /// From one at which nothing can be written to one at which all can; all of them with
    /// `-Dmachine.large=true`.
    private static int[] pages() {
        return Boolean.getBoolean("machine.large")
                ? IntStream.range(0, 70).toArray()
                : new int[] {0, 3, 17, 24};
    }

    @Test
    void wherever_the_disk_becomes_full_outputs_are_whole_and_the_next_build_ends_well()
            throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.ok("mkdir small; mount -t tmpfs -o size=2m tmpfs small");
            at.enter("small");
            for (int free : pages()) {
                fillUp(at, free);
            }
        }
    }

    private static void fillUp(Elsewhere at, int free) throws Exception {
        at.ok("rm -rf ./*; cat > Pipelinefile.yaml <<'END'\n" + PIPELINE + "END");
        at.ok("seq 1 2000 > in.txt");
        at.weir().exits(0);
        at.ok("mkdir ../old; cp -r made folder ../old");
        at.ok("seq 2 2001 > in.txt");
        at.sh("cat /dev/zero > filler");
        at.ok("truncate -s $(($(stat -c %s filler) - " + (free * 4096) + ")) filler");
        Elsewhere.Said full = at.weir();
        String told = full.toString();
        assertTrue(full.code() <= 1, told);
        if (full.code() == 1) {
            full.tells("o space left on device");
            at.sh("cmp made ../old/made || cat in.txt in.txt | cmp - made").exits(0);
            at.sh("cmp folder/a ../old/folder/a && cmp folder/b ../old/folder/b").exits(0);
        }
        assertEquals("", at.leftovers(), told);
        at.ok("rm -rf filler ../old");
        at.weir().exits(0).keepsQuietOnErrors();
        at.ok("cat in.txt in.txt | cmp - made; cmp made folder/a; cat made made | cmp - folder/b");
        assertEquals("", at.leftovers(), told);
        at.weir().exits(0).tells("up to date");
    }

    @Test
    void it_is_said_where_there_is_no_room_and_questions_and_cleaning_go_on() throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.ok(
                    "mkdir small; mount -t tmpfs -o size=1m tmpfs small; mkdir small/cache; ln -s small/cache cache");
            at.file("Pipelinefile.yaml", PIPELINE);
            at.ok("seq 1 2000 > in.txt");
            at.weir().exits(0);
            at.ok("seq 2 2001 > in.txt");
            at.sh("cat /dev/zero > small/filler");
            at.weir()
                    .exits(1)
                    .tells("no space left on device: ", "/cache/", "make room on that disk");
            assertEquals("", at.leftovers());
            at.weir("status").exits(0).tells("make: stale (input changed: in.txt)");
            at.weir("clean", "--cache").exits(0);
            at.ok("rm small/filler");
            at.weir().exits(0).keepsQuietOnErrors();
            at.weir().exits(0).tells("up to date");
        }
    }
}
