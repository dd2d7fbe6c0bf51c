-- Taxi trips that were never driven, in TLC's columns: `trips` for the asked month, `next` (a tenth of it) for the following one.
-- The trips of `next` are others than those that the following month itself has, so that no model was trained on them.
-- Every number is made of hashes of (row, month, seed), so the same variables give the same rows, on any number of threads.
-- Distances and durations follow split log-normal curves fitted to the green trips of January 2023; months drift.
-- Of each 10,000 rows, 475 have no distance, 30 almost none and 15 a negative one; 240 last less than a minute, 30 for one to
-- three hours and 30 for days; 5 lie outside of the month, 630 lack what the meter did not send, and 5 are there twice.

-- A uniform number in [0, 1) for a row and a purpose.
CREATE MACRO u(i, what) AS
    (hash(xor(i, what)) >> 11) * 1.1102230246251565e-16;
-- A standard normal number (Box and Muller).
CREATE MACRO z(i, what) AS sqrt(-2 * ln(1 - u(i, what))) * cos(6.283185307179586e0 * u(i, what + 1));

-- Hours in half-percent slots, and the zones most green trips start in, busiest first.
SET VARIABLE hours = (
    SELECT list(hour ORDER BY hour)
    FROM (SELECT unnest([3, 3, 2, 2, 1, 1, 3, 8, 9, 10, 11, 11, 11, 12, 13, 15, 15, 15, 15, 12, 10, 7, 6, 5]) AS slots,
                 unnest(range(24)) AS hour), range(slots));
SET VARIABLE zones = [74, 75, 41, 166, 95, 82, 43, 97, 7, 244, 42, 65, 260, 129, 130, 134, 33, 116, 66, 92,
                      196, 25, 24, 152, 223, 168, 236, 83, 28, 119, 112, 127, 74, 75, 41, 61, 181, 247, 226, 263];

CREATE MACRO month_start(later) AS
    make_date(getvariable('year')::INTEGER, getvariable('month')::INTEGER, 1) + to_months(later::INTEGER);
-- Months since January 2023: zones, speeds and lengths of trips move with it.
CREATE MACRO age(later) AS
    (getvariable('year')::INTEGER - 2023) * 12 + getvariable('month')::INTEGER - 1 + later::INTEGER;

-- What hour and zone do to a trip's slowness, looked up: a sine takes five times as long.
SET VARIABLE hourly = (
    SELECT list(0.17e0 * sin((hour - 9) * 0.2618e0) * CASE WHEN hour BETWEEN 7 AND 19 THEN 1.2e0 ELSE 1e0 END ORDER BY hour)
    FROM (SELECT unnest(range(24)) AS hour));
CREATE MACRO zonal(later) AS
    list_transform(range(1, 264), lambda zone: 0.20e0 * sin(zone * 1.7e0 + 0.03e0 * age(later)));

-- A table, because its rows are shared out among the threads, and those of range() are not.
CREATE TABLE numbers AS SELECT range AS row FROM range(getvariable('rows')::BIGINT);

-- `which` is 0 or 1 for all rows, so what depends on the month only is worked out once. 1.7e0 is a DOUBLE; 1.7 would be a
-- DECIMAL, whose arithmetic is many times slower, as is round() to a number of digits. Times are microseconds until the end.
-- A CASE is quick when its first test decides for most rows, and what it then gives is a column.
CREATE MACRO made(which) AS TABLE
WITH numbered AS (
    SELECT hash(row - (hash(row) % 2000 = 0)::INTEGER, age(which), which::INTEGER, getvariable('seed')::BIGINT) AS i
    FROM numbers
    WHERE which = 0 OR row < getvariable('rows')::BIGINT // 10
), drawn AS (
    SELECT i,
           getvariable('hours')[1 + floor(200 * u(i, 2))::INTEGER] AS hour,
           CASE WHEN u(i, 3) < 0.8e0
                THEN getvariable('zones')[1 + floor(40 * pow(u(i, 4), 2.1e0))::INTEGER]
                ELSE 1 + floor(263 * u(i, 4))::INTEGER END AS pickup_zone,
           z(i, 5) + 0.012e0 * sin(0.5236e0 * age(which)) AS length,
           u(i, 7) AS dirt, u(i, 14) < 0.063e0 AS silent, u(i, 15) AS chance
    FROM numbered
), driven AS (
    SELECT *,
           round(194e0 * exp(length * CASE WHEN length < 0 THEN 0.69e0 ELSE 0.855e0 END)) / 100 AS distance,
           epoch_us(month_start(which)) + 1000000 * (
               86400 * floor(date_diff('day', month_start(which), month_start(which + 1)) * u(i, 8))
               + 3600 * hour + floor(3600 * u(i, 11)))::BIGINT AS started,
           -- How slow the trip is, in standard deviations: its length, the hour, the zone, the season, and luck.
           0.84e0 * length
             + getvariable('hourly')[1 + hour]
             + zonal(which)[pickup_zone]
             + 0.47e0 * z(i, 9) + 0.02e0 * cos(0.5236e0 * age(which)) - 0.14e0 AS slowness
    FROM drawn
), paced AS (
    SELECT *, 11.43e0 * exp(slowness * CASE WHEN slowness < 0 THEN 0.67e0 ELSE 0.635e0 END) AS usual
    FROM driven
), timed AS (
    SELECT * EXCLUDE (distance, started),
           CASE WHEN dirt < 0.0520e0
                THEN CASE WHEN dirt < 0.0475e0 THEN 0e0 WHEN dirt < 0.0505e0 THEN 0.01e0 ELSE -distance END
                ELSE distance END AS distance,
           CASE WHEN dirt BETWEEN 0.0520e0 AND 0.0525e0 THEN started - 86400000000 * (40 + floor(400 * u(i, 14)))::BIGINT ELSE started END AS started,
           CASE WHEN dirt BETWEEN 0.0600e0 AND 0.0940e0
                THEN CASE WHEN dirt <= 0.0630e0 THEN 1440 + 2880 * u(i, 13)
                          WHEN dirt <= 0.0660e0 THEN 60 + 120 * u(i, 13)
                          WHEN dirt >= 0.0700e0 THEN pow(u(i, 13), 3)
                          ELSE usual END
                ELSE usual END AS minutes,
           CASE WHEN distance < 0.6e0 AND u(i, 12) < 0.5e0 THEN pickup_zone
                ELSE 1 + (pickup_zone * 7 + floor(ln(1 + distance) * 6)::INTEGER * 31 + floor(6 * u(i, 12))::INTEGER) % 263
           END AS dropoff_zone
    FROM paced
)
SELECT *, greatest(3e0 + 2.2e0 * abs(distance) + 0.42e0 * least(minutes, 120e0), 3e0) AS metered
FROM timed;

CREATE MACRO trips(which) AS TABLE
SELECT *,
       make_timestamp(started) AS pickup_at,
       make_timestamp(started + 1000000 * round(60 * minutes)::BIGINT) AS dropoff_at,
       CASE WHEN silent THEN NULL WHEN chance < 0.97e0 THEN 1e0 ELSE 2 + floor((chance - 0.97e0) * 133) END AS rate_code,
       CASE WHEN silent THEN NULL WHEN chance < 0.85e0 THEN 1e0 ELSE 2 + floor((chance - 0.85e0) * 26) END AS passengers,
       CASE WHEN silent THEN NULL WHEN chance < 0.64e0 THEN 1e0 ELSE 2e0 END AS payment,
       CASE WHEN silent THEN NULL WHEN chance > 0.996e0 THEN 'Y' ELSE 'N' END AS stored,
       CASE WHEN hour BETWEEN 16 AND 19 THEN 2.5e0 WHEN hour >= 20 OR hour < 6 THEN 1e0 ELSE 0e0 END AS extra,
       round(metered * 10) / 10 AS fare,
       CASE WHEN chance < 0.64e0 THEN round(metered * (10e0 + 20e0 * chance)) / 100 ELSE 0e0 END AS tip,
       CASE WHEN chance > 0.975e0 THEN 6.55e0 ELSE 0e0 END AS tolls,
       CASE WHEN silent THEN NULL WHEN dropoff_zone % 4 = 0 THEN 2.75e0 ELSE 0e0 END AS congestion
FROM made(which);
