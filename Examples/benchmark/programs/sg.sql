CREATE TABLE parent AS
  FROM read_csv('parent.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'older': 'INTEGER', 'younger': 'INTEGER'});

WITH RECURSIVE same(one, other) AS (
  SELECT DISTINCT a.younger, b.younger
  FROM parent a JOIN parent b ON b.older = a.older
  WHERE a.younger <> b.younger
  UNION
  SELECT a.younger, b.younger
  FROM same JOIN parent a ON a.older = same.one JOIN parent b ON b.older = same.other
)
SELECT 'same', count(*) FROM same;
