"""Reads what the example 'exports' writes with the programs that it is for. usage: check-exports.py PROGRAM [MERMAID]

MERMAID is the file mermaid.min.js.
A program or package that is not installed is named as skipped. Beside the seeds a chronicle is written whose
names, ids and words are full of signs that mean something to one format or another; each must come back as it is.
"""

import csv, hashlib, html, importlib.util, io, json, pathlib, random as repeatable, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

program = sys.argv[1]
NAME = '"x" \\ </script><img src=x onerror=alert(1)> & #quot; &amp; | `a` **b** _c_ [e](f) ]]> --> %% 1) \u202eabc'
WORDS = "=cmd|' /C calc'!A0\n- one\r\n1. two\t\u0001\u202e\u200f\u2028深度 👩‍💻 \\n \\"
PIECES = [
    '"', "'", "\\", "\n", "\r\n", "\t", "\\n", "</script>", "<b>", "<!--", "-->", "]]>", "&amp;", "#quot;", "#35;",
    "=1", "+1", "-1", "@A1", "＝1", "|", "`", "**", "_", "~~", "[x](y)", "- ", "1. ", "# ", "===", "---", "%%", ";", ",",
    "{", "}", "$$", "end", " ", "  ", "\x07", "\x1b[2J", "\x85", "\u200f", "\u202e", "\u2028", "\u2066", "\ufeff",
    "\uffff", "é", "n\u0308", "深度求索", "👩‍💻", "word", "2026-02-26", "https://a.example/?b=c",
]
MAKER = "=maker"


def made(count):
    """Labs with the words of each: one chosen, the others made of pieces, the same on every run."""
    random = repeatable.Random(7)
    text = lambda: "".join(random.choice(PIECES) for _ in range(random.randint(1, 6))) + "."
    return [('a"\\<&=', NAME, WORDS)] + [(f"lab-{number}", text(), text()) for number in range(count)]


def term(text):
    """A term as files write it."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(sign, written)
    return f'"{text}"'


def says(lab, words):
    return f"says({term(lab)}, {term(words)})"


def tells(lab, words):
    return f'tells({term(lab) if "=" in lab else lab}, {MAKER}, {term(words)})'


SAMPLES = made(80)
HOSTILE = {
    "format": "techdecoupling/1",
    "relations": [
        {"name": "says", "columns": ["Lab", "text"]},
        {"name": "tells", "columns": ["Lab", "Chipmaker", "text"]},
    ],
    "entities": [{"id": lab, "roles": ["Lab"], "name": name} for lab, name, _ in SAMPLES]
    + [{"id": MAKER, "roles": ["Chipmaker"], "name": "end"}],
    "sources": [{"id": "source", "name": NAME, "reliability": "B"}],
    "entries": [
        {
            "id": f"entry-{lab}",
            "event": name,
            "date": "2026-02-01",
            "begins": [says(lab, words), tells(lab, words)],
            "claims": [{"source": "source", "reported": "2026-02-01"}],
        }
        for lab, name, words in SAMPLES
    ],
}


def shown(text):
    """A text as formats for the eye have it: what is not seen is written out."""
    hidden = "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    return re.sub(hidden, lambda found: shown_sign(found[0]), text)


def shown_sign(sign):
    return "\\u{%x}" % ord(sign)


def equal(found, expected, what):
    if found != expected:
        sys.exit(f"{what}\n  expected {expected!r}\n  found    {found!r}")


def installed(name):
    if importlib.util.find_spec(name):
        return True
    print(f"skipped: the Python package '{name}' is not installed")
    return False


def check_dot(write):
    if not shutil.which("dot"):
        print("skipped: Graphviz ('dot') is not installed")
        return
    for names in (["says", "tells"], ["withheld-from", "early-access", "released"]):
        drawn = subprocess.run(
            ["dot", "-Tsvg"], input=write("dot", *names), capture_output=True, text=True, check=True)
        equal(drawn.stderr, "", "dot complains")
        texts = [
            "".join(x.itertext())
            for x in ElementTree.fromstring(drawn.stdout).iter("{http://www.w3.org/2000/svg}text")]
        if names[0] == "says":
            # Graphviz draws two spaces as one and a no-break space.
            texts = [text.replace("\u00a0", " ") for text in texts]
            for _, name, words in SAMPLES:
                for expected in (shown(name), f"says: {shown(words)}, probable", f"tells: {shown(words)}", "end"):
                    if expected not in texts:
                        sys.exit(f"dot draws {texts!r}, and not {expected!r}")
        elif not {"DeepSeek-V4", "Nvidia", "withheld-from", "early-access"} <= set(texts):
            sys.exit(f"dot draws {texts!r}")


def check_mermaid(write):
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    script = sys.argv[2] if len(sys.argv) > 2 else ""
    if not browser or not script:
        print(f"skipped: {'Mermaid' if browser else 'Chromium'} is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        chart = json.dumps(write("mermaid", "says", "tells")).replace("<", "\\u003c")
        page = pathlib.Path(folder, "page.html")
        page.write_text(
            f"""<!doctype html><meta charset="utf-8"><pre id="out"></pre><script src="{script}"></script><script>
            mermaid.initialize({{startOnLoad: false, securityLevel: "loose"}});
            mermaid.render("chart", {chart}).then(
              drawn => {{
                const page = new DOMParser().parseFromString(drawn.svg, "text/html");
                const texts = [...page.querySelectorAll(".nodeLabel, .edgeLabel p")].map(x => {{
                  x.querySelectorAll("br").forEach(y => y.replaceWith("\\n"));
                  return x.textContent;
                }});
                out.textContent = JSON.stringify([texts, page.querySelectorAll("img, script, b, strong, em").length]);
              }}, error => {{ out.textContent = JSON.stringify(["" + error, -1]); }});
            </script>""")
        dump = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom", page.as_uri()],
            capture_output=True, text=True, timeout=120).stdout
    found = re.search(r'<pre id="out">(.*?)</pre>', dump, re.DOTALL)
    if not found or not found[1]:
        sys.exit("Chromium shows no chart of Mermaid")
    texts, markup = json.loads(html.unescape(found[1]))
    equal(markup, 0, f"elements that text became: {texts}")
    for _, name, words in SAMPLES:
        name, words = (shown(text).replace("\\n", "\\u{5c}n") for text in (name, words))
        for expected in (f"{name}\nsays: {words}, probable", f"tells: {words}\nprobable", "end"):
            if expected not in texts:
                sys.exit(f"Mermaid draws {texts!r}, and not {expected!r}")


def check_graphml(write):
    root = ElementTree.fromstring(write("graphml", "says", "tells"))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    data = {(x.get("key"), x.text) for x in root.iter(space + "data")}
    in_xml = lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda found: shown_sign(found[0]), text)
    for lab, name, words in SAMPLES:
        for expected in (("node-name", in_xml(name)), ("node-entity", lab),
                         ("node-marks", f"says: {in_xml(words)}, probable"), ("edge-label", f"tells: {in_xml(words)}")):
            if expected not in data:
                sys.exit(f"GraphML has {data!r}, and not {expected!r}")
    if installed("networkx"):
        import networkx
        graph = networkx.parse_graphml(write("graphml", "withheld-from", "early-access"))
        names = networkx.get_node_attributes(graph, "name")
        found = {(names[a], names[b], x["relation"], x["certain"]) for a, b, x in graph.edges(data=True)}
        equal(
            found,
            {("DeepSeek-V4", maker, "withheld-from", True) for maker in ("AMD", "Intel", "Nvidia")}
            | {("DeepSeek-V4", "Huawei", "early-access", True)},
            "edges that networkx reads")


def check_csv(write):
    rows = list(csv.reader(io.StringIO(write("csv", "tells"), newline=""), strict=True))
    equal(rows[0][:3], ["Lab", "Lab name", "Chipmaker"], "header")
    for lab, name, words in SAMPLES:
        in_cell = [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda found: shown_sign(found[0]), x) for x in (name, words)]
        row = next(row for row in rows if row[0] == lab)
        found = [cell.removeprefix("'") for cell in row]
        equal(
            found, [lab, in_cell[0], MAKER, "end", in_cell[1], "2026-02-01", "",
                    "certain", "probable"], "cells")
        for cell in row:
            if cell.lstrip()[:1] in list("=+-@＝"):
                sys.exit(f"the cell {cell!r} starts a formula")
    equal(len(list(csv.DictReader(io.StringIO(write("csv", "withheld-from"), newline="")))), 6, "rows")


def check_lines(write):
    for name in ("json-lines", "facts"):
        text = write(name)
        for line in text.splitlines():  # splits at U+2028 too
            json.loads(line)
    told = [json.loads(line) for line in write("json-lines", "tells").splitlines()]
    equal(
        sorted((x["terms"], x["atom"]) for x in told),
        sorted(([lab, MAKER, words], tells(lab, words)) for lab, _, words in SAMPLES), "terms")


def check_linked_data(write):
    document = write("json-ld", "tells")
    if "<" in document:
        sys.exit("JSON-LD could end the script that it stands in")
    nodes = json.loads(document)["@graph"]
    equal({x.get("name") for x in nodes}, {name for _, name, _ in SAMPLES} | {"end", None}, "names")
    document = write("json-ld", "withheld-from", "figures")
    count = sum(x.get("@type") == "Finding" for x in json.loads(document)["@graph"])
    if installed("pyld"):
        from pyld import jsonld
        jsonld.set_document_loader(lambda url, options: sys.exit(f"JSON-LD loads {url}"))
        expanded = jsonld.expand(json.loads(document))
        equal(sum("urn:techdecoupling:term/Finding" in x.get("@type", []) for x in expanded), count, "findings")
        for node in expanded:
            for key in node:
                if not key.startswith("@") and ":" not in key:
                    sys.exit(f"the key '{key}' means nothing")
    if installed("rdflib"):
        import rdflib
        graph = rdflib.Graph().parse(data=document, format="json-ld")
        found = graph.query(
            """SELECT ?name ?from WHERE {
                 ?finding <urn:techdecoupling:term/relation> <urn:techdecoupling:relation/withheld-from> ;
                   <urn:techdecoupling:term/certainty> "certain" ; <urn:techdecoupling:term/from> ?from ;
                   <urn:techdecoupling:term/terms>/<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>/\
<http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ?maker .
                 ?maker <https://schema.org/name> ?name }""")
        equal(
            sorted((str(name), str(day.toPython())) for name, day in found),
            [(maker, "2026-02-25") for maker in ("AMD", "Intel", "Nvidia")], "what SPARQL finds")


def check_markdown(write):
    if not installed("markdown_it"):
        return
    from markdown_it import MarkdownIt
    atoms = [tells(lab, words) for lab, _, words in SAMPLES]
    proofs = write("proof", *atoms).split("\n\n\n")
    equal(len(proofs), len(atoms), "proofs")
    for proof, atom, (_, name, _) in zip(proofs, atoms, SAMPLES):
        check_page(MarkdownIt, proof, [" ".join(shown(name).split()), " ".join(shown(atom).split())])
    check_page(MarkdownIt, write("proof", "withheld-from(deepseek-v4, nvidia)"), ["2 people, sources of Reuters"])


def check_page(MarkdownIt, proof, expected):
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(proof)
    known = {f"<{x}{tag}>" for x in ("", "/") for tag in ("p", "ul", "li", "strong")} | {"<br />"}
    if tags := set(re.findall(r"<[^>]*>", page)) - known:
        sys.exit(f"the page of a proof has {tags}: {proof}")
    words = " ".join("".join(ElementTree.fromstring(f"<page>{page}</page>").itertext()).split())
    for text in expected:
        if text not in words:
            sys.exit(f"the page of a proof lacks {text!r}: {words}")


def check_stix(write):
    for names in (["withheld-from", "released", "owns"], ["says", "tells"]):
        text = write("stix", *names)
        if "<" in text:
            sys.exit("STIX could end the script that it stands in")
        objects = json.loads(text)["objects"]
        ids = {x["id"] for x in objects}
        equal(len(ids), len(objects), "ids")
        for x in objects:
            for key, value in x.items():
                for id in [value] if key.endswith("_ref") else value if key.endswith("_refs") else []:
                    if id not in ids:
                        sys.exit(f"'{key}' of {x['id']} names {id}, which the bundle lacks")
        if not installed("stix2"):
            continue
        import stix2
        bundle = stix2.parse(text, allow_custom=False)
        for written, x in zip(json.loads(bundle.serialize())["objects"], objects, strict=True):
            equal(written, x, "what stix2 writes of what it read")
        links = [x for x in bundle.objects if x.type == "relationship"]
        name = {x.id: x.get("name") for x in bundle.objects}
        if names[0] == "says":
            equal({name[x.source_ref] for x in links}, {name for _, name, _ in SAMPLES}, "names")
        else:
            found = {
                (name[x.target_ref], x.get("confidence"), str(x.start_time)[:10], str(x.stop_time)[:10])
                for x in links if "certain" in x.labels}
            equal(
                found, {(maker, number, "2026-02-25", "2026-04-24")
                        for maker, number in (("AMD", 70), ("Nvidia", 70), ("Intel", 50))}, "relationships")


def check_followthemoney(write):
    entities = [json.loads(line) for line in write("followthemoney").splitlines()]
    rows = list(csv.DictReader(io.StringIO(write("statements"), newline=""), strict=True))
    values = {(x["id"], key, value) for x in entities for key, list in x["properties"].items() for value in list}
    equal({(x["canonical_id"], x["prop"], x["value"]) for x in rows if x["prop"] != "id"}, values, "statements")
    for x in rows:
        key = f"{x['dataset']}.{x['entity_id']}.{x['prop']}.{x['value']}"
        equal(x["id"], hashlib.sha1(key.encode()).hexdigest(), "the id of a statement")
    hostile = {tuple(json.loads(line)["properties"]["name"]) for line in write("followthemoney", "tells").splitlines()
               if '"Organization"' in line}
    equal(hostile, {(name,) for _, name, _ in SAMPLES}, "names")
    if not installed("followthemoney"):
        return
    from followthemoney import model
    for x in entities:
        model.get(x["schema"]).validate(x)
        cleaned = model.get_proxy(x, cleaned=False)
        equal(cleaned.to_dict()["properties"], x["properties"], f"{x['id']} as followthemoney cleans it")
    for x in rows:
        if x["prop"] != "id":
            equal(model.get(x["schema"]).get(x["prop"]).type.name, x["prop_type"], f"the type of {x['prop']}")
    ids = {x["id"] for x in entities}
    for x in entities:
        proxy = model.get_proxy(x)
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity" and value not in ids:
                sys.exit(f"'{prop.name}' of {x['id']} names {value}, which is not written")


with tempfile.TemporaryDirectory() as folder:
    hostile = pathlib.Path(folder, "hostile.json")
    hostile.write_text(json.dumps(HOSTILE))

    def write(form, *names):
        """What the program writes of names, which stand in the seeds or in the hostile chronicle."""
        is_hostile = any(name.startswith(("says", "tells")) for name in names)
        record = str(hostile) if is_hostile else "seeds"
        ended = subprocess.run(
            [program, form, *names, "--record", record, "--on", "2026-03-01"], capture_output=True)
        if ended.returncode:
            sys.exit(ended.stderr.decode())
        return ended.stdout.decode()

    for check in (check_dot, check_mermaid, check_graphml, check_csv, check_lines, check_linked_data, check_markdown,
                  check_stix, check_followthemoney):
        check(write)
        print(f"{check.__name__.removeprefix('check_')}: read")
