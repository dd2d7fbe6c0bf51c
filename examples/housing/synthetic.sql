-- Districts that were never built, in the columns of the California housing table: dear where incomes are high and the sea is near.
-- Every number is made of hashes of (district, seed); one in a hundred does not know its bedrooms.
CREATE MACRO u(i, what) AS (hash(xor(i, what)) >> 11) * 1.1102230246251565e-16;
CREATE MACRO z(i, what) AS sqrt(-2 * ln(1 - u(i, what))) * cos(6.283185307179586 * u(i, what + 1));

CREATE VIEW districts AS
WITH drawn AS (
    SELECT hash(range, getvariable('seed')::BIGINT) AS i FROM range(getvariable('rows')::BIGINT)
), placed AS (
    SELECT i, 0.5 * (u(i, 1) + u(i, 2)) AS north,
           abs(z(i, 3)) * 0.6 AS from_sea,
           least(15.0, greatest(0.5, 3.6 * exp(0.45 * z(i, 5)))) AS income,
           round(exp(6.1 + 0.6 * z(i, 7))) + 2 AS households
    FROM drawn
), sized AS (
    SELECT *, round(households * (4.2 + 0.35 * income + 0.7 * u(i, 9))) AS rooms,
           round(households * (2.2 + 1.6 * u(i, 10))) AS people
    FROM placed
)
SELECT round(-124.3 + 7.5 * (1 - north) + 2.2 * from_sea, 2) AS longitude,
       round(32.5 + 9.4 * north, 2) AS latitude,
       round(1 + 51 * u(i, 11)) AS housing_median_age,
       rooms AS total_rooms,
       CASE WHEN u(i, 12) >= 0.01 THEN round(households * (1.0 + 0.15 * u(i, 13))) END AS total_bedrooms,
       people AS population,
       households,
       round(income, 4) AS median_income,
       round(least(500001, greatest(14999,
           (52000 + 41000 * income) * exp(-0.55 * from_sea) * (1 + 0.35 * exp(-30 * pow(north - 0.55, 2))) * (1.25 - 0.1 * people / households)
               * exp(0.17 * z(i, 14))))) AS median_house_value,
       CASE WHEN from_sea > 0.55 THEN 'INLAND' WHEN from_sea > 0.12 THEN '<1H OCEAN'
            WHEN north BETWEEN 0.5 AND 0.6 THEN 'NEAR BAY' ELSE 'NEAR OCEAN' END AS ocean_proximity
FROM sized;
