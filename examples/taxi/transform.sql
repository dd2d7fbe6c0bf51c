-- Raw trips (`input`) → trips a model can learn from (`output`), green or yellow.
-- Variables: `minutes` {low, high}; `predicting` is true when durations are asked for, not known.
CREATE MACRO predicting() AS coalesce(getvariable('predicting'), false);

CREATE VIEW named AS
SELECT trip_id,
       COLUMNS('(?i)^[lt]pep_pickup_datetime$') AS pickup_at,
       COLUMNS('(?i)^[lt]pep_dropoff_datetime$') AS dropoff_at,
       PULocationID::INTEGER AS pickup_zone,
       DOLocationID::INTEGER AS dropoff_zone,
       trip_distance::DOUBLE AS distance,
       fare_amount::DOUBLE AS fare
FROM input;

CREATE VIEW judged AS
SELECT *, date_diff('second', pickup_at, dropoff_at) / 60.0 AS duration,
       CASE WHEN pickup_at IS NULL OR pickup_zone IS NULL OR dropoff_zone IS NULL THEN 'no pick-up time or zone'
            WHEN distance IS NULL OR distance <= 0 OR distance >= 100 THEN 'distance not between 0 and 100 miles'
            WHEN predicting() THEN NULL
            WHEN fare IS NULL OR fare <= 0 THEN 'nothing paid'
            WHEN dropoff_at IS NULL THEN 'no drop-off time'
            WHEN date_diff('second', pickup_at, dropoff_at) < 60 * getvariable('minutes').low THEN 'shorter than ' || getvariable('minutes').low || ' min'
            WHEN date_diff('second', pickup_at, dropoff_at) > 60 * getvariable('minutes').high THEN 'longer than ' || getvariable('minutes').high || ' min'
       END AS reason
FROM named;

CREATE VIEW output AS SELECT * EXCLUDE (reason, fare) FROM judged WHERE reason IS NULL;

CREATE VIEW dropped AS SELECT reason, count(*) AS rows FROM judged WHERE reason IS NOT NULL GROUP BY reason ORDER BY reason;
