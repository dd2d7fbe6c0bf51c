-- Districts of California → what a forest can learn from, a fifth of it kept for judging by a hash of the district's number.
CREATE VIEW described AS
SELECT district, median_house_value::FLOAT AS median_house_value,
       longitude::FLOAT AS longitude,
       latitude::FLOAT AS latitude,
       -- The coast runs aslant: a split along it needs one cut here, many in degrees.
       (longitude + latitude)::FLOAT AS along_coast,
       housing_median_age::FLOAT AS housing_median_age,
       total_rooms::FLOAT AS total_rooms,
       -- 207 districts do not say; a fifth of the rooms is usual.
       coalesce(total_bedrooms, 0.21 * total_rooms)::FLOAT AS bedrooms,
       population::FLOAT AS population,
       households::FLOAT AS households,
       median_income::FLOAT AS median_income,
       (total_rooms / households)::FLOAT AS rooms_per_household,
       (coalesce(total_bedrooms, 0.21 * total_rooms) / total_rooms)::FLOAT AS bedrooms_per_room,
       (population / households)::FLOAT AS people_per_household,
       (ocean_proximity = 'INLAND')::TINYINT AS inland,
       (ocean_proximity = '<1H OCEAN')::TINYINT AS within_an_hour,
       (ocean_proximity = 'NEAR BAY')::TINYINT AS near_bay,
       (ocean_proximity = 'NEAR OCEAN')::TINYINT AS near_ocean
FROM districts
WHERE median_house_value IS NOT NULL;

CREATE VIEW split AS
SELECT *, md5_number_lower(district || ':' || getvariable('seed')) % 5 = 0 AS kept FROM described;

CREATE VIEW train AS SELECT * EXCLUDE (kept) FROM split WHERE NOT kept;
CREATE VIEW test AS SELECT * EXCLUDE (kept) FROM split WHERE kept;
CREATE VIEW dropped AS
SELECT 'no value known' AS reason, count(*) AS rows FROM districts WHERE median_house_value IS NULL HAVING count(*) > 0;
