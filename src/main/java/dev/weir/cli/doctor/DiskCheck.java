package dev.weir.cli.doctor;

import dev.weir.build.upkeep.Storage;
import dev.weir.report.Sizes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether there is room, and a right to write, where weir writes.
///
/// @param places the workspace first
record DiskCheck(List<Path> places) {
    private static final String SUBJECT = "disk";
    private static final long LITTLE = 1_000_000_000;
    private static final long TOO_LITTLE = 50_000_000;

    static DiskCheck of(Path root, Optional<Storage> storage) {
        List<Path> places = new ArrayList<>(List.of(root));
        storage.filter(Storage::isShared).map(Storage::folder).ifPresent(places::add);
        return new DiskCheck(places);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Path place : places) {
            findings.add(Finding.of(SUBJECT, () -> finding(place)));
        }
        return findings;
    }

    private static Finding finding(Path named) throws IOException {
        Path place = named;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        if (!Files.isWritable(place)) {
            return Finding.bad(
                    SUBJECT, "'" + place + "' cannot be written", "change who may write to it");
        }
        FileStore disk = Files.getFileStore(place);
        String said = Sizes.text(disk.getUsableSpace()) + " free at '" + named + "'";
        String help = "make room: 'weir cache gc' drops results that are not needed";
        if (disk.getUsableSpace() < TOO_LITTLE) {
            return Finding.bad(SUBJECT, "only " + said, help);
        }
        return disk.getUsableSpace() < LITTLE
                ? Finding.notable(SUBJECT, "only " + said, help)
                : Finding.good(SUBJECT, said);
    }
}
