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

CREATE TABLE numbers AS
    SELECT hash(row - (hash(row) % 2000 = 0)::INTEGER, age(later), later, getvariable('seed')::BIGINT) AS i, later
    FROM (SELECT range AS row, 0::INTEGER AS later FROM range(getvariable('rows')::BIGINT)
          UNION ALL
          SELECT range, 1 FROM range(getvariable('rows')::BIGINT // 10));

-- 1.7e0 is a DOUBLE; 1.7 would be a DECIMAL, whose arithmetic is many times slower. Times are microseconds until the end.
CREATE MACRO made(which) AS TABLE
WITH drawn AS (
    SELECT i, age(later) AS age, epoch_us(month_start(later)) AS month,
           date_diff('day', month_start(later), month_start(later + 1)) AS days,
           getvariable('hours')[1 + floor(200 * u(i, 2))::INTEGER] AS hour,
           CASE WHEN u(i, 3) < 0.8e0
                THEN getvariable('zones')[1 + floor(40 * pow(u(i, 4), 2.1e0))::INTEGER]
                ELSE 1 + floor(263 * u(i, 4))::INTEGER END AS pickup_zone,
           z(i, 5) + 0.012e0 * sin(0.5236e0 * age(later)) AS length,
           u(i, 7) AS dirt, u(i, 14) < 0.063e0 AS silent, u(i, 15) AS chance
    FROM numbers WHERE later = which
), driven AS (
    SELECT *,
           round(1.94e0 * exp(length * CASE WHEN length < 0 THEN 0.69e0 ELSE 0.855e0 END), 2) AS distance,
           month + 1000000 * (86400 * floor(days * u(i, 8)) + 3600 * hour + floor(3600 * u(i, 11)))::BIGINT AS started,
           -- How slow the trip is, in standard deviations: its length, the hour, the zone, the season, and luck.
           0.84e0 * length
             + 0.17e0 * sin((hour - 9) * 0.2618e0) * CASE WHEN hour BETWEEN 7 AND 19 THEN 1.2e0 ELSE 1e0 END
             + 0.20e0 * sin(pickup_zone * 1.7e0 + 0.03e0 * age)
             + 0.47e0 * z(i, 9) + 0.02e0 * cos(0.5236e0 * age) - 0.14e0 AS slowness
    FROM drawn
), timed AS (
    SELECT * EXCLUDE (distance, started),
           CASE WHEN dirt < 0.0475e0 THEN 0e0 WHEN dirt < 0.0505e0 THEN 0.01e0 WHEN dirt < 0.0520e0 THEN -distance ELSE distance END AS distance,
           CASE WHEN dirt BETWEEN 0.0520e0 AND 0.0525e0 THEN started - 86400000000 * (40 + floor(400 * u(i, 14)))::BIGINT ELSE started END AS started,
           CASE WHEN dirt BETWEEN 0.0600e0 AND 0.0630e0 THEN 1440 + 2880 * u(i, 13)
                WHEN dirt BETWEEN 0.0630e0 AND 0.0660e0 THEN 60 + 120 * u(i, 13)
                WHEN dirt BETWEEN 0.0700e0 AND 0.0940e0 THEN pow(u(i, 13), 3)
                ELSE 11.43e0 * exp(slowness * CASE WHEN slowness < 0 THEN 0.67e0 ELSE 0.635e0 END) END AS minutes,
           CASE WHEN distance < 0.6e0 AND u(i, 12) < 0.5e0 THEN pickup_zone
                ELSE 1 + (pickup_zone * 7 + floor(ln(1 + distance) * 6)::INTEGER * 31 + floor(6 * u(i, 12))::INTEGER) % 263
           END AS dropoff_zone
    FROM driven
)
SELECT *, greatest(3e0 + 2.2e0 * abs(distance) + 0.42e0 * least(minutes, 120e0), 3e0) AS metered
FROM timed;

CREATE MACRO trips(which) AS TABLE
SELECT *,
       make_timestamp(started) AS pickup_at,
       make_timestamp(started + 1000000 * round(60 * minutes)::BIGINT) AS dropoff_at,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.97e0 THEN 1e0 ELSE 2 + floor((chance - 0.97e0) * 133) END END AS rate_code,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.85e0 THEN 1e0 ELSE 2 + floor((chance - 0.85e0) * 26) END END AS passengers,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.64e0 THEN 1e0 ELSE 2e0 END END AS payment,
       CASE WHEN NOT silent THEN CASE WHEN chance > 0.996e0 THEN 'Y' ELSE 'N' END END AS stored,
       CASE WHEN hour BETWEEN 16 AND 19 THEN 2.5e0 WHEN hour >= 20 OR hour < 6 THEN 1e0 ELSE 0e0 END AS extra,
       round(metered, 1) AS fare,
       CASE WHEN chance < 0.64e0 THEN round(metered * (0.1e0 + 0.2e0 * chance), 2) ELSE 0e0 END AS tip,
       CASE WHEN chance > 0.975e0 THEN 6.55e0 ELSE 0e0 END AS tolls,
       CASE WHEN NOT silent THEN CASE WHEN dropoff_zone % 4 = 0 THEN 2.75e0 ELSE 0e0 END END AS congestion
FROM made(which);
