-- Clean trips (`input`) → what the model sees (`output`): one row each, in the same order.
-- Nothing here may look at the duration but the first line, nor at other rows: predictions come one at a time.
CREATE VIEW output AS
SELECT trip_id, duration::FLOAT AS duration,
       pickup_zone::SMALLINT AS pickup_zone,
       dropoff_zone::SMALLINT AS dropoff_zone,
       (pickup_zone * 1000 + dropoff_zone)::INTEGER AS zone_pair,
       distance::FLOAT AS distance,
       hour(pickup_at)::TINYINT AS hour,
       isodow(pickup_at)::TINYINT AS weekday,
       (hour(pickup_at) * 60 + minute(pickup_at))::SMALLINT AS minute_of_day,
       (isodow(pickup_at) <= 5 AND (hour(pickup_at) BETWEEN 7 AND 9 OR hour(pickup_at) BETWEEN 15 AND 18))::TINYINT AS rush_hour,
       (isodow(pickup_at) >= 6)::TINYINT AS weekend,
       passengers::FLOAT AS passengers,
       rate_code::FLOAT AS rate_code
FROM input;
