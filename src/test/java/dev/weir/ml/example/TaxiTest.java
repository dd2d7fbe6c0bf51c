package dev.weir.ml.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.RealData;
import dev.weir.ml.Tables;
import dev.weir.ml.data.Database.Limits;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.registry.Predictor;
import dev.weir.ml.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TaxiTest {
    private static final String QUANTILES =
            """
            SELECT quantile_cont(trip_distance, [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]),
                   quantile_cont(date_diff('second', lpep_pickup_datetime, lpep_dropoff_datetime) / 60.0,
                                 [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
            FROM t
            """;

    /// Those of the 68,211 green trips of January 2023, raw.
    private static final double[] MILES = {0.6, 1.11, 1.85, 3.21, 5.8, 7.77, 14.479};

    private static final double[] MINUTES = {3, 4.483, 7.217, 11.4, 17.483, 26.083, 33.267, 58.115};

    @TempDir Path folder;

    @Test
    void made_up_trips_are_the_same_bytes_on_any_number_of_threads_and_others_in_another_month()
            throws Exception {
        var january = taxi("one", 1);
        january.synthesize(30_000, 1);
        var again = taxi("two", 1);
        again.synthesize(30_000, 4);
        assertArrayEquals(Files.readAllBytes(january.trips()), Files.readAllBytes(again.trips()));
        assertArrayEquals(Files.readAllBytes(january.next()), Files.readAllBytes(again.next()));

        var february = taxi("three", 2);
        february.synthesize(30_000, 2);
        assertFalse(
                Tables.ask(january.trips(), "SELECT sum(trip_distance) FROM t")
                        .equals(Tables.ask(february.trips(), "SELECT sum(trip_distance) FROM t")));
    }

    @Test
    void distances_and_durations_are_those_of_january_2023_within_15_percent() throws Exception {
        var taxi = taxi("t", 1);
        taxi.synthesize(100_000, 2);
        var found = Tables.ask(taxi.trips(), QUANTILES).getFirst();
        assertNear(MILES, found.get(0));
        assertNear(MINUTES, found.get(1));
    }

    @Test
    void the_quantiles_that_made_up_trips_are_held_to_are_the_real_ones() throws Exception {
        var found =
                Tables.ask(RealData.file("green_tripdata_2023-01.parquet"), QUANTILES).getFirst();
        assertNear(MILES, found.get(0));
        assertNear(MINUTES, found.get(1));
    }

    private static void assertNear(double[] expected, Object found) throws Exception {
        var values = Tables.doubles(found);
        assertEquals(expected.length, values.length);
        IntStream.range(0, expected.length)
                .forEach(i ->
                        assertTrue(
                                Math.abs(values[i] / expected[i] - 1) < 0.15,
                                "%s, not %s".formatted(values[i], expected[i])));
    }

    @Test
    void dirt_comes_in_known_shares() throws Exception {
        var taxi = taxi("t", 1);
        taxi.synthesize(100_000, 2);
        var shares =
                Tables.ask(
                                taxi.trips(),
                                """
                                SELECT count(*) FILTER (trip_distance = 0), count(*) FILTER (trip_distance < 0),
                                       count(*) FILTER (lpep_dropoff_datetime > lpep_pickup_datetime + INTERVAL 1 DAY),
                                       count(*) FILTER (lpep_pickup_datetime < DATE '2023-01-01'),
                                       count(*) FILTER (passenger_count IS NULL),
                                       count(*) - count(DISTINCT t)
                                FROM t
                                """)
                        .getFirst();
        double[] wanted = {4750, 150, 300, 50, 6300, 50};
        for (int i = 0; i < wanted.length; i++) {
            double found = ((Number) shares.get(i)).doubleValue();
            assertTrue(
                    Math.abs(found - wanted[i]) < 5 * Math.sqrt(wanted[i]),
                    "share %d is %s".formatted(i, found));
        }
    }

    @Test
    void december_is_judged_by_january() throws Exception {
        var taxi = taxi("t", 12);
        taxi.synthesize(20_000, 2);
        assertEquals(
                List.of(List.of("2023-12", "2024-01")),
                List.of(List.of(month(taxi.trips()), month(taxi.next()))));
        taxi.validate();
    }

    private static String month(Path trips) throws Exception {
        return (String)
                Tables.ask(trips, "SELECT strftime(median(lpep_pickup_datetime), '%Y-%m') FROM t")
                        .getFirst()
                        .getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"green", "yellow"})
    void made_up_trips_pass_the_checks_and_teach_a_model_what_the_mean_does_not_know(String fleet)
            throws Exception {
        var taxi = new Taxi(folder, fleet, 2023, 1);
        taxi.synthesize(50_000, 2);
        var findings = taxi.validate();
        assertTrue(
                findings.stream().anyMatch(line -> line.startsWith("warning: trips")),
                findings.toString());

        var log = taxi.train(taxi.trips(), taxi.next());

        assertTrue(
                log.stream()
                        .anyMatch(line ->
                                line.matches(
                                        "trips: dropped [0-9,]+ rows: distance not between 0 and 100 miles")),
                log.toString());
        assertRatio(taxi, 0.35, 0.7);
    }

    @Test
    void predictions_for_raw_rows_of_the_judging_month_are_those_of_training() throws Exception {
        var taxi = taxi("t", 1);
        taxi.synthesize(20_000, 2);
        taxi.train(taxi.trips(), taxi.next());
        taxi.save(taxi.trips());
        assertPredicts(taxi, taxi.next());
    }

    @Test
    void real_months_pass_the_checks_and_are_predicted_with_half_the_error_of_the_mean()
            throws Exception {
        var january = RealData.file("green_tripdata_2023-01.parquet");
        var february = RealData.file("green_tripdata_2023-02.parquet");
        var taxi = taxi("t", 1);
        taxi.validate(january, february);
        taxi.train(january, february);
        assertRatio(taxi, 0.40, 0.50);
        taxi.save(january);
        assertPredicts(taxi, february);
    }

    private static void assertRatio(Taxi taxi, double low, double high) throws Exception {
        var metrics = JsonFile.read(taxi.metrics());
        double ratio =
                metrics.get("rmse").getAsDouble() / metrics.get("baseline_rmse").getAsDouble();
        assertTrue(ratio > low && ratio < high, metrics.toString());
    }

    private static void assertPredicts(Taxi taxi, Path rows) throws Exception {
        var version =
                new Registry(taxi.folder().resolve("artifacts/registry/taxi-duration"))
                        .versions()
                        .getFirst();
        var trained = Tables.ask(taxi.predictions(), "SELECT id, prediction FROM t");
        try (var predictor =
                Predictor.of(version, new Limits(2, 0, taxi.folder().resolve("scratch")))) {
            var answer = predictor.predict(rows);
            assertTrue(trained.size() > 1000);
            for (var row : trained) {
                int id = ((Number) row.get(0)).intValue();
                assertEquals((float) row.get(1), answer.value(id), "row " + id);
            }
        }
    }

    private Taxi taxi(String name, int month) {
        return new Taxi(folder.resolve(name), "green", 2023, month);
    }
}
