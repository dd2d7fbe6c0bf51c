-- The columns of TLC's green cabs.
CREATE MACRO columns_of(which) AS TABLE
SELECT CASE WHEN chance < 0.86e0 THEN 2 ELSE 1 END::BIGINT AS VendorID,
       pickup_at AS lpep_pickup_datetime,
       dropoff_at AS lpep_dropoff_datetime,
       stored AS store_and_fwd_flag,
       rate_code AS RatecodeID,
       pickup_zone::BIGINT AS PULocationID,
       dropoff_zone::BIGINT AS DOLocationID,
       passengers AS passenger_count,
       distance AS trip_distance,
       fare AS fare_amount,
       extra,
       0.5e0 AS mta_tax,
       tip AS tip_amount,
       tolls AS tolls_amount,
       NULL::DOUBLE AS ehail_fee,
       1e0 AS improvement_surcharge,
       round(100 * (fare + extra + 1.5e0 + tip + tolls + coalesce(congestion, 0))) / 100 AS total_amount,
       payment AS payment_type,
       CASE WHEN silent THEN NULL WHEN chance < 0.98e0 THEN 1e0 ELSE 2e0 END AS trip_type,
       congestion AS congestion_surcharge
FROM trips(which);

CREATE VIEW trips AS FROM columns_of(0);
CREATE VIEW next AS FROM columns_of(1);
