-- The columns of TLC's yellow cabs.
CREATE MACRO columns_of(which) AS TABLE
SELECT CASE WHEN chance < 0.72e0 THEN 2 ELSE 1 END::BIGINT AS VendorID,
       pickup_at AS tpep_pickup_datetime,
       dropoff_at AS tpep_dropoff_datetime,
       passengers AS passenger_count,
       distance AS trip_distance,
       rate_code AS RatecodeID,
       stored AS store_and_fwd_flag,
       pickup_zone::BIGINT AS PULocationID,
       dropoff_zone::BIGINT AS DOLocationID,
       coalesce(payment, 0)::BIGINT AS payment_type,
       fare AS fare_amount,
       extra,
       0.5e0 AS mta_tax,
       tip AS tip_amount,
       tolls AS tolls_amount,
       1e0 AS improvement_surcharge,
       round(100 * (fare + extra + 1.5e0 + tip + tolls + coalesce(congestion, 0))) / 100 AS total_amount,
       congestion AS congestion_surcharge,
       CASE WHEN silent THEN NULL WHEN pickup_zone IN (132, 138) THEN 1.25e0 ELSE 0e0 END AS airport_fee
FROM trips(which);

CREATE VIEW trips AS FROM columns_of(0);
CREATE VIEW next AS FROM columns_of(1);
