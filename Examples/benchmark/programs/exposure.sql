CREATE TABLE company AS
  FROM read_csv('company.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'company': 'INTEGER', 'country': 'INTEGER'});
CREATE TABLE owns AS
  FROM read_csv('owns.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'owner': 'INTEGER', 'company': 'INTEGER', 'percent': 'INTEGER'});
CREATE TABLE supplies AS
  FROM read_csv('supplies.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'supplier': 'INTEGER', 'component': 'INTEGER', 'buyer': 'INTEGER'});
CREATE TABLE part AS
  FROM read_csv('part.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'part': 'INTEGER', 'component': 'INTEGER'});
CREATE TABLE class AS
  FROM read_csv('class.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'component': 'INTEGER', 'code': 'INTEGER'});
CREATE TABLE controlled AS
  FROM read_csv('controlled.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'code': 'INTEGER', 'list': 'INTEGER'});
CREATE TABLE listed AS
  FROM read_csv('listed.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'company': 'INTEGER', 'list': 'INTEGER'});
CREATE TABLE licence AS
  FROM read_csv('licence.facts', delim = '\t', header = false, auto_detect = false,
    columns = {'buyer': 'INTEGER', 'component': 'INTEGER'});

CREATE TABLE controls AS
WITH RECURSIVE chain(owner, company) AS (
  SELECT owner, company FROM owns WHERE percent >= 50
  UNION
  SELECT chain.owner, owns.company
  FROM chain JOIN owns ON owns.owner = chain.company WHERE owns.percent >= 50
)
FROM chain;

CREATE TABLE sanctioned AS
SELECT company FROM listed
UNION
SELECT controls.company FROM listed JOIN controls ON controls.owner = listed.company;

CREATE TABLE restricted AS
FROM sanctioned
UNION
SELECT owns.company FROM owns JOIN sanctioned ON sanctioned.company = owns.owner
GROUP BY owns.company HAVING sum(owns.percent) >= 50;

CREATE TABLE inside AS
WITH RECURSIVE chain(part, component) AS (
  SELECT part, component FROM part
  UNION
  SELECT chain.part, part.component FROM chain JOIN part ON part.part = chain.component
)
FROM chain;

CREATE TABLE sensitive AS
WITH under_control AS (SELECT DISTINCT component FROM class JOIN controlled USING (code))
FROM under_control
UNION
SELECT inside.component FROM inside JOIN under_control ON under_control.component = inside.part;

CREATE TABLE sells AS SELECT DISTINCT supplier, component FROM supplies;

CREATE TABLE tainted AS
WITH RECURSIVE direct(supplier, component) AS (
  SELECT sells.supplier, sells.component
  FROM sells JOIN restricted ON restricted.company = sells.supplier
  UNION
  SELECT sells.supplier, sells.component
  FROM restricted
    JOIN supplies ON supplies.supplier = restricted.company
    JOIN inside ON inside.part = supplies.component
    JOIN sells ON sells.supplier = supplies.buyer AND sells.component = inside.component
), spread(supplier, component) AS (
  FROM direct
  UNION
  SELECT sells.supplier, sells.component
  FROM spread
    JOIN supplies USING (supplier, component)
    JOIN part ON part.part = spread.component
    JOIN sells ON sells.supplier = supplies.buyer AND sells.component = part.component
)
FROM spread;

CREATE TABLE taintedSupply AS FROM supplies SEMI JOIN tainted USING (supplier, component);
CREATE TABLE hasClean AS
SELECT DISTINCT buyer, component FROM supplies ANTI JOIN tainted USING (supplier, component);
CREATE TABLE soleExposed AS
SELECT DISTINCT buyer, component FROM taintedSupply
  ANTI JOIN hasClean USING (buyer, component) ANTI JOIN licence USING (buyer, component);
CREATE TABLE critical AS
SELECT buyer, component FROM soleExposed SEMI JOIN sensitive USING (component);

CREATE TABLE buyerRisk AS
WITH bought AS (SELECT buyer, count(*) AS supplies FROM taintedSupply GROUP BY buyer),
  exposed AS (SELECT buyer, count(*) AS components FROM soleExposed GROUP BY buyer)
SELECT buyer, supplies, coalesce(components, 0) AS components
FROM bought LEFT JOIN exposed USING (buyer);

CREATE TABLE countryRisk AS
WITH counted AS (
  SELECT country, count(critical.buyer) AS critical
  FROM company LEFT JOIN critical ON critical.buyer = company.company GROUP BY country
), worst AS (
  SELECT country, max(supplies) AS worst
  FROM company JOIN buyerRisk ON buyerRisk.buyer = company.company GROUP BY country
)
FROM counted JOIN worst USING (country);

SELECT 'controls', count(*) FROM controls;
SELECT 'restricted', count(*) FROM restricted;
SELECT 'within', count(*) FROM inside;
SELECT 'sensitive', count(*) FROM sensitive;
SELECT 'tainted', count(*) FROM tainted;
SELECT 'taintedSupply', count(*) FROM taintedSupply;
SELECT 'soleExposed', count(*) FROM soleExposed;
SELECT 'critical', count(*) FROM critical;
SELECT 'buyerRisk', count(*) FROM buyerRisk;
SELECT 'countryRisk', count(*) FROM countryRisk;
