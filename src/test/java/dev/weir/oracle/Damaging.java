package dev.weir.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Loss and damage in weir's folder, told to the ledger. What is damaged is chosen by a number.
record Damaging(Stage stage, int salt) {
    void on(Edit.Damage.What what) throws IOException {
        Ledger ledger = stage.ledger();
        switch (what) {
            case BLOB_LOST, BLOB_FLIPPED, BLOB_CUT -> blob(what);
            case ACTION_LOST, ACTION_FLIPPED, ACTION_CUT -> action(what);
            case BLOBS_LOST -> {
                WorkFiles.remove(cache("objects"));
                ledger.blobsLost();
            }
            case ACTIONS_LOST -> {
                WorkFiles.remove(cache("actions"));
                ledger.actionsLost();
            }
            case TRACE_LOST -> {
                WorkFiles.remove(cache("state/trace"));
                ledger.tracesLost();
            }
            case TRACE_FLIPPED -> {
                flip(cache("state/trace"));
                ledger.tracesUnsure();
            }
            case TRACE_CUT -> {
                cut(cache("state/trace"));
                ledger.tracesUnsure();
            }
            case STAT_LOST -> WorkFiles.remove(cache("state/stat"));
            case STAT_FLIPPED -> flip(cache("state/stat"));
            case STAT_CUT -> cut(cache("state/stat"));
            case CACHE_LOST -> {
                WorkFiles.remove(cache(""));
                ledger.blobsLost();
                ledger.actionsLost();
                ledger.tracesLost();
            }
        }
    }

    private Path cache(String path) {
        return stage.root().resolve("cache").resolve(path);
    }

    private void blob(Edit.Damage.What what) throws IOException {
        Optional<Path> blob = choose("objects");
        if (blob.isPresent()) {
            String sha = blob.get().getParent().getFileName() + "" + blob.get().getFileName();
            switch (what) {
                case BLOB_FLIPPED -> flip(blob.get());
                case BLOB_CUT -> cut(blob.get());
                default -> Files.delete(blob.get());
            }
            if (what == Edit.Damage.What.BLOB_LOST) {
                stage.ledger().blobLost(sha);
            } else {
                stage.ledger().blobDamaged(sha);
            }
        }
    }

    private void action(Edit.Damage.What what) throws IOException {
        Optional<Path> action = choose("actions");
        if (action.isPresent()) {
            String name = action.get().getFileName().toString().replace(".json", "");
            switch (what) {
                case ACTION_FLIPPED -> flip(action.get());
                case ACTION_CUT -> cut(action.get());
                default -> Files.delete(action.get());
            }
            stage.ledger().actionLost(action.get().getParent().getFileName() + name);
        }
    }

    private Optional<Path> choose(String folder) throws IOException {
        if (!Files.isDirectory(cache(folder))) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(cache(folder))) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            return files.isEmpty() ? Optional.empty() : Optional.of(files.get(salt % files.size()));
        }
    }

    private void flip(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[salt * 31 % bytes.length] ^= (byte) (1 << salt % 8);
            Files.delete(file);
            Files.write(file, bytes);
        }
    }

    private void cut(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, salt * 31 % bytes.length));
        }
    }
}
