CREATE TABLE edge AS
  FROM read_csv('edge.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'source': 'INTEGER', 'target': 'INTEGER'});

WITH RECURSIVE path(source, target) AS (
  SELECT source, target FROM edge
  UNION
  SELECT path.source, edge.target FROM path JOIN edge ON edge.source = path.target
)
SELECT 'path', count(*) FROM path;
