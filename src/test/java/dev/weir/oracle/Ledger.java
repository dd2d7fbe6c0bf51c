package dev.weir.oracle;

import dev.weir.oracle.TinyRunner.Try;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the cache and the trace log should know, as far as it can be told from outside.
final class Ledger {
    private final Map<Key, Kept> kept = new HashMap<>();
    private final Map<String, List<Past>> pasts = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();
    private final Map<String, Held> blobs = new HashMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<Key, String> weirs = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Map<String, Set<Thing>> everMade = new HashMap<>();
    private final Map<String, Map<Thing, Set<Key>>> owned = new HashMap<>();
    private final Set<String> disowned = new HashSet<>();

    private boolean damaged;

    /// Whether the store has certain bytes.
    enum Held {
        YES,
        NO,
        /// Something else stands in their place.
        WRONG,
        /// They were wrong or missing, and may have been written again.
        PERHAPS
    }

    /// A result in the action cache.
    record Kept(SortedMap<String, Thing> outputs, Instant finished) {}

    /// A result in the trace log.
    record Past(Key key, SortedMap<String, Thing> outputs, Instant finished) {}

    /// A task was run: the result is recorded, its bytes are stored.
    void ran(TaskSpec task, Try done, Instant now) {
        String before = weirs.putIfAbsent(done.key(), done.weirs());
        Key other = keys.putIfAbsent(done.weirs(), done.key());
        if (before != null && !before.equals(done.weirs())) {
            throw new AssertionError("'" + task.name() + "': one key for the model, two for weir");
        }
        if (other != null && !other.equals(done.key())) {
            throw new AssertionError(
                    "'"
                            + task.name()
                            + "': one key for weir, two for the model:\n"
                            + other
                            + "\n"
                            + done.key());
        }
        if (done.made().isEmpty()) {
            mistrust(task);
            return;
        }
        SortedMap<String, Thing> outputs = done.made().get();
        past(task.name(), new Past(task.meddles() ? unsettled() : done.key(), outputs, now));
        owns(done.key(), outputs);
        outputs.forEach((path, thing) ->
                thing.members().keySet().forEach(below -> made.add(full(path, below))));
        if (!task.isEffect() && !task.isPlain() && !task.meddles()) {
            kept.put(done.key(), new Kept(outputs, now));
            outputs.values().forEach(this::stored);
        }
    }

    /// An effect that failed may have acted: its last success counts no more. Whether the record of
    /// that is there is known no better than before.
    private void mistrust(TaskSpec task) {
        Optional<Past> last = pasts(task.name()).getFirst();
        if (task.isEffect() && last.isPresent()) {
            boolean wasUnsure = isUnsure(task.name());
            past(task.name(), new Past(unsettled(), last.get().outputs(), last.get().finished()));
            if (wasUnsure) {
                unsure.add(task.name());
            }
        }
    }

    /// A key that nothing has: an input changed while the task ran.
    private static Key unsettled() {
        SortedMap<String, String> config = new TreeMap<>();
        config.put("unsettled", "");
        return new Key(config, new TreeMap<>(), new TreeMap<>());
    }

    private void stored(Thing thing) {
        for (Node node : thing.members().values()) {
            if (node.link().isEmpty()) {
                blobs.merge(
                        sha(node),
                        Held.YES,
                        (old, fresh) -> old == Held.YES ? fresh : Held.PERHAPS);
            }
        }
    }

    /// These bytes may have been put into the store.
    void perhapsStored(Thing thing) {
        for (Node node : thing.members().values()) {
            blobs.merge(sha(node), Held.PERHAPS, (old, fresh) -> old == Held.YES ? old : fresh);
        }
    }

    private static String full(String path, String below) {
        return below.isEmpty() ? path : path + "/" + below;
    }

    /// A task put these in their places, as its result under a key.
    void owns(Key key, SortedMap<String, Thing> outputs) {
        outputs.forEach((path, thing) -> {
            disowned.removeIf(own -> own.equals(path) || own.startsWith(path + "/"));
            everMade.computeIfAbsent(path, _ -> new HashSet<>()).add(thing);
            owned.computeIfAbsent(path, _ -> new HashMap<>())
                    .computeIfAbsent(thing, _ -> new HashSet<>())
                    .add(key);
        });
    }

    /// What stands at a path from now on is the user's.
    void disown(String path, Thing thing) {
        owned.remove(path);
        disowned.add(path);
        thing.members().keySet().forEach(below -> disowned.add(full(path, below)));
    }

    /// Whether what stands at a path is the user's, or something in it.
    boolean isDisowned(String path) {
        return disowned.stream().anyMatch(own -> own.equals(path) || own.startsWith(path + "/"));
    }

    /// The paths at which something was ever made.
    Set<String> everMade() {
        return everMade.keySet();
    }

    /// Whether just this was ever made there, by itself or in a folder.
    boolean wasMade(String path, Thing thing) {
        return everMade.entrySet().stream()
                .anyMatch(made ->
                        made.getKey().equals(path)
                                ? made.getValue().contains(thing)
                                : path.startsWith(made.getKey() + "/")
                                        && made.getValue().stream()
                                                .anyMatch(whole ->
                                                        holds(
                                                                whole,
                                                                path.substring(
                                                                        made.getKey().length() + 1),
                                                                thing)));
    }

    private static boolean holds(Thing whole, String below, Thing file) {
        Node made = whole.members().get(below);
        return !file.folder() && made != null && made.standsAs(file.members().get(""));
    }

    /// What was made there, as far as it is nobody else's since.
    Set<Thing> owned(String path) {
        return owned.getOrDefault(path, Map.of()).keySet();
    }

    /// Whether the cache can still say what was in a folder that was made there.
    boolean isRecorded(String path, Thing thing) {
        return owned.getOrDefault(path, Map.of()).getOrDefault(thing, Set.of()).stream()
                .allMatch(key ->
                        kept(key).filter(it -> thing.equals(it.outputs().get(path))).isPresent());
    }

    /// From now on this is a task's last result.
    void past(String task, Past last) {
        pasts.computeIfAbsent(task, name -> new ArrayList<>()).add(last);
        unsure.remove(task);
    }

    /// What the trace log may say of a task.
    List<Optional<Past>> pasts(String task) {
        List<Past> all = pasts.getOrDefault(task, List.of());
        List<Optional<Past>> possible = new ArrayList<>();
        if (!all.isEmpty()) {
            possible.add(Optional.of(all.getLast()));
        }
        if (all.isEmpty() || unsure.contains(task)) {
            possible.add(Optional.empty());
            all.reversed().stream().skip(1).forEach(past -> possible.add(Optional.of(past)));
        }
        return possible;
    }

    /// Whether a task's record may be lost, and weir knows that some are.
    boolean isUnsure(String task) {
        return unsure.contains(task);
    }

    Optional<Kept> kept(Key key) {
        return Optional.ofNullable(kept.get(key));
    }

    /// Whether weir ever made a file there.
    boolean wasMade(String output, String below) {
        return made.contains(output + "/" + below);
    }

    /// Whether all bytes of a thing are in the store.
    Held holds(Thing thing) {
        Held all = Held.YES;
        for (Node node : thing.members().values()) {
            Held held = node.link().isEmpty() ? blobs.getOrDefault(sha(node), Held.NO) : Held.YES;
            if (held == Held.NO || held == Held.WRONG) {
                return Held.NO;
            }
            all = held == Held.PERHAPS ? held : all;
        }
        return all;
    }

    /// Whether anything was ever damaged.
    boolean isDamaged() {
        return damaged;
    }

    void blobLost(String sha) {
        damaged = true;
        blobs.remove(sha);
    }

    void blobDamaged(String sha) {
        damaged = true;
        if (blobs.containsKey(sha)) {
            blobs.put(sha, Held.WRONG);
        }
    }

    void actionLost(String weirs) {
        damaged = true;
        kept.remove(
                keys.getOrDefault(
                        weirs,
                        new Key(
                                new java.util.TreeMap<>(),
                                new java.util.TreeMap<>(),
                                new java.util.TreeMap<>())));
    }

    void actionsLost() {
        damaged = true;
        kept.clear();
    }

    void blobsLost() {
        damaged = true;
        blobs.clear();
    }

    void tracesLost() {
        damaged = true;
        pasts.clear();
        unsure.clear();
    }

    void tracesUnsure() {
        damaged = true;
        unsure.addAll(pasts.keySet());
    }

    private static String sha(Node node) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(node.text().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
