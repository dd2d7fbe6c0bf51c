-- Taxi trips that were never driven, in TLC's columns: `trips` for the asked month, `next` (a tenth of it) for the following one.
-- Every number is made of hashes of (row, month, seed), so the same variables give the same rows, on any number of threads.
-- Distances and durations follow split log-normal curves fitted to the green trips of January 2023; months drift.
-- Of each 10,000 rows, 475 have no distance, 30 almost none and 15 a negative one; 240 last less than a minute, 30 for one to
-- three hours and 30 for days; 5 lie outside of the month, 630 lack what the meter did not send, and 5 are there twice.

-- A uniform number in [0, 1) for a row and a purpose.
CREATE MACRO u(i, what) AS
    (hash(xor(i, what)) >> 11) * 1.1102230246251565e-16;
-- A standard normal number (Box and Muller).
CREATE MACRO z(i, what) AS sqrt(-2 * ln(1 - u(i, what))) * cos(6.283185307179586 * u(i, what + 1));

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
    SELECT hash(row - (hash(row) % 2000 = 0)::INTEGER, age(later), getvariable('seed')::BIGINT) AS i, later
    FROM (SELECT range AS row, 0::INTEGER AS later FROM range(getvariable('rows')::BIGINT)
          UNION ALL
          SELECT range, 1 FROM range(getvariable('rows')::BIGINT // 10));

CREATE MACRO made(which) AS TABLE
WITH drawn AS (
    SELECT i, later, month_start(later) AS month, age(later) AS age,
           date_diff('day', month_start(later), month_start(later + 1)) AS days,
           getvariable('hours')[1 + floor(200 * u(i, 2))::INTEGER] AS hour,
           CASE WHEN u(i, 3) < 0.8
                THEN getvariable('zones')[1 + floor(40 * pow(u(i, 4), 2.1))::INTEGER]
                ELSE 1 + floor(263 * u(i, 4))::INTEGER END AS pickup_zone,
           z(i, 5) + 0.012 * sin(0.5236 * age(later)) AS length,
           u(i, 7) AS dirt
    FROM numbers WHERE later = which
), driven AS (
    SELECT *,
           round(1.94 * exp(length * CASE WHEN length < 0 THEN 0.69 ELSE 0.855 END), 2) AS distance,
           floor(days * u(i, 8))::INTEGER AS day,
           -- How slow the trip is, in standard deviations: its length, the hour, both zones, the day, and luck.
           0.84 * length
             + 0.17 * sin((hour - 9.0) * 0.2618) * CASE WHEN hour BETWEEN 7 AND 19 THEN 1.2 ELSE 1.0 END
             + 0.20 * sin(pickup_zone * 1.7 + 0.03 * age)
             + 0.47 * z(i, 9) + 0.02 * cos(0.5236 * age) - 0.14 AS slowness
    FROM drawn
), timed AS (
    SELECT *,
           month + to_days(day) + to_hours(hour) + to_seconds(floor(3600 * u(i, 11))::BIGINT) AS started,
           11.43 * exp(slowness * CASE WHEN slowness < 0 THEN 0.67 ELSE 0.635 END) AS minutes,
           CASE WHEN distance < 0.6 AND u(i, 12) < 0.5 THEN pickup_zone
                ELSE 1 + (pickup_zone * 7 + floor(ln(1 + distance) * 6)::INTEGER * 31 + floor(6 * u(i, 12))::INTEGER) % 263
           END AS dropoff_zone
    FROM driven
)
SELECT i, pickup_zone, dropoff_zone, hour,
       CASE WHEN dirt < 0.0475 THEN 0.0 WHEN dirt < 0.0505 THEN 0.01 WHEN dirt < 0.0520 THEN -distance ELSE distance END AS distance,
       CASE WHEN dirt BETWEEN 0.0520 AND 0.0525 THEN started - to_days(40 + floor(400 * u(i, 14))::INTEGER) ELSE started END AS pickup_at,
       CASE WHEN dirt BETWEEN 0.0600 AND 0.0630 THEN 1440 + 2880 * u(i, 13)
            WHEN dirt BETWEEN 0.0630 AND 0.0660 THEN 60 + 120 * u(i, 13)
            WHEN dirt BETWEEN 0.0700 AND 0.0940 THEN pow(u(i, 13), 3)
            ELSE minutes END AS minutes,
       u(i, 14) < 0.063 AS silent,
       greatest(3.0 + 2.2 * abs(distance) + 0.42 * least(minutes, 120), 3.0) AS metered,
       u(i, 15) AS chance
FROM timed;

CREATE MACRO trips(which) AS TABLE
SELECT *,
       pickup_at + to_seconds(round(60 * minutes)::BIGINT) AS dropoff_at,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.97 THEN 1.0 ELSE 2.0 + floor((chance - 0.97) * 133) END END AS rate_code,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.85 THEN 1.0 ELSE 2.0 + floor((chance - 0.85) * 26) END END AS passengers,
       CASE WHEN NOT silent THEN CASE WHEN chance < 0.64 THEN 1.0 ELSE 2.0 END END AS payment,
       CASE WHEN NOT silent THEN CASE WHEN chance > 0.996 THEN 'Y' ELSE 'N' END END AS stored,
       CASE WHEN hour BETWEEN 16 AND 19 THEN 2.5 WHEN hour >= 20 OR hour < 6 THEN 1.0 ELSE 0.0 END AS extra,
       round(metered, 1) AS fare,
       CASE WHEN chance < 0.64 THEN round(metered * (0.1 + 0.2 * chance), 2) ELSE 0.0 END AS tip,
       CASE WHEN chance > 0.975 THEN 6.55 ELSE 0.0 END AS tolls,
       CASE WHEN NOT silent THEN CASE WHEN dropoff_zone % 4 = 0 THEN 2.75 ELSE 0.0 END END AS congestion
FROM made(which);
