"""Opens pages that 'briefing' writes in a browser. usage: check-report.py BRIEFING BROWSER FOLDER

Pictures are written to FOLDER. Playwright drives the browser; axe-core is run in the page.
"""

import importlib.util, json, os, pathlib, subprocess, sys, tempfile, time
from playwright.sync_api import sync_playwright

program, browser_path, pictures = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
HOSTILE = "</script><img src=x onerror=alert(1)><!-- ' \" & \u202e{n}"
KINDS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 360)]


def require(condition, message):
    if not condition:
        sys.exit(message)


def write(path, *arguments):
    ended = subprocess.run([program, *arguments, "--html", str(path)], capture_output=True, text=True)
    require(ended.returncode == 0, f"briefing ends with {ended.returncode}: {ended.stderr}")
    return path.as_uri()


class Page:
    """A page that is watched: whatever it says in the console, loads or shows in a dialog is an error."""

    def __init__(self, browser, address, width=1280, scheme="light", scripts=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda x: self.faults.append(x.text) if x.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda x: self.faults.append(str(x)))
        self.page.on("dialog", lambda x: (self.faults.append("a dialog: " + x.message), x.dismiss()))
        self.page.on(
            "request", lambda x: None if x.url.startswith(("file:", "data:")) else self.faults.append(x.url))
        self.page.goto(address)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.context.close()
        if kind is None:
            require(not self.faults, f"the page complains: {self.faults}")

    def settled(self):
        """Waits until what was asked of the page is shown, and its address kept."""
        self.page.evaluate("new Promise(x => requestAnimationFrame(() => requestAnimationFrame(x)))")
        self.page.wait_for_timeout(250)

    def read(self, script, *argument):
        return self.page.evaluate(script, *argument)

    def shown(self):
        """What the day and the filter leave: conclusions, rows of the timeline, ties, states of chips."""
        self.settled()
        return self.read(
            """({
              conclusions: [...document.querySelectorAll('.finding')].filter(x => !x.hidden).map(x => x.id),
              rows: [...document.querySelectorAll('#lanes a')].map(x => x.textContent),
              ties: [...document.querySelectorAll('#ties li')].map(x => x.textContent),
              chips: [...document.querySelectorAll('.matrix .state')].map(x => x.textContent),
              status: document.querySelector('#shown').textContent,
              query: location.search })""")


def check_looks(browser, address, axe):
    """Accessible, no wider than the page, and pictured, in each scheme and width."""
    for scheme, width in KINDS:
        with Page(browser, address, width, scheme) as page:
            # What is out of sight would be laid out only when it comes into sight.
            page.read(
                "document.querySelectorAll('.long, .batch').forEach(x => { x.style.contentVisibility = 'visible'; })")
            wide = page.read(
                """[...document.querySelectorAll('body *')].filter(x => {
                  const box = x.getBoundingClientRect();
                  return box.width > 0 && !x.closest('.skip, .hidden, defs')
                    && (box.right > innerWidth + 1 || box.left < -1);
                }).map(x => x.outerHTML.slice(0, 120))""")
            require(not wide, f"wider than the page at {width} px: {wide[:3]}")
            require(page.read("document.documentElement.scrollWidth <= innerWidth"), f"the page scrolls at {width} px")
            height = page.read("document.querySelector('#conclusions').getBoundingClientRect().top + scrollY + 700")
            page.page.screenshot(
                path=pictures / f"{scheme}-{width}.png", full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": min(height, 16000)})
            if axe:
                check_access(page, axe, f"{scheme} at {width} px")


# Elements with text, or that take some, which differ from all before in what their contrast depends on: axe needs
# milliseconds for the contrast of one, and a page has a hundred thousand that are alike.
LOOKS = """() => {
  const looks = new Set();
  function unlike() {
    const grounds = new Map([[null, ""]]);
    const ground = (x) => {
      if (!grounds.has(x)) {
        const style = getComputedStyle(x);
        const own = [style.backgroundColor, style.backgroundImage, style.opacity].join(" ");
        grounds.set(x, ground(x.parentElement) + (own === "rgba(0, 0, 0, 0) none 1" ? "" : own + "; "));
      }
      return grounds.get(x);
    };
    return [...document.body.querySelectorAll("*")].filter((x) => {
      const isText = x.matches("input, select") || [...x.childNodes].some((y) => y.nodeType === 3 && y.data.trim());
      if (!isText || !x.checkVisibility()) return false;
      const style = getComputedStyle(x);
      const look = [
        x.localName, x.getAttribute("class"), style.color, style.fill, style.fontSize, style.fontWeight, ground(x),
      ].join("; ");
      return !looks.has(look) && looks.add(look);
    });
  }
  window.violations = async () => {
    const rest = await axe.run({resultTypes: ["violations"], rules: {"color-contrast": {enabled: false}}});
    const some = unlike();
    const pale = some.length && await axe.run(some, {resultTypes: ["violations"], runOnly: ["color-contrast"]});
    return [...rest.violations, ...(pale ? pale.violations : [])];
  };
}"""


def check_access(page, axe, kind):
    """The whole page with its lanes and lists open, and then every proof: a batch at a time, which is quicker."""

    def ask():
        grave = [
            (x["impact"], x["id"], x["nodes"][0]["html"][:160])
            for x in page.read("violations()") if x["impact"] in ("serious", "critical")]
        require(not grave, f"axe-core, {kind}: {grave}")

    page.read(axe)
    page.read(LOOKS)
    page.read(
        """document.querySelectorAll('#lanes [aria-expanded=false]').forEach(x => x.click());
        document.querySelectorAll('details:not(.finding)').forEach(x => { x.open = true; });""")
    page.settled()
    ask()
    count = page.read(
        """window.proofs = [...document.querySelectorAll('#conclusions .batch')];
        document.querySelectorAll('main > :not(#conclusions), .chapter').forEach(x => x.remove());
        proofs.length""")
    told = 0
    for number in range(count):
        told += page.read(
            """number => {
              proofs[number - 1]?.remove();
              one("conclusions").append(proofs[number]);
              for (const finding of proofs[number].children) {
                unfold(finding);
                finding.open = true;
              }
              return document.querySelectorAll(".finding[open] .proof").length;
            }""", number)
        ask()
    require(told >= page.read("findings.length"), f"axe-core looked at {told} proofs only")


def check_day_and_filter(browser, address):
    with Page(browser, address) as page:
        opening = page.shown()
        page.page.focus("#slide")
        page.page.keyboard.press("Home")
        first = page.shown()
        for part in ("ties", "chips", "status", "query"):
            require(first[part] != opening[part], f"the slider leaves the {part} as they are")
        page.page.click("#later")
        require(page.shown()["query"] != first["query"], "the next change is the same day")
        page.page.click("#reset")
        require(page.shown() == opening, "the page does not come back to how it opened")
        for select, value in (("#only", "withheld-from"), ("#certainty", "conceivable")):
            page.page.select_option(select, value)
            some = page.shown()
            require(0 < len(some["conclusions"]) < len(opening["conclusions"]), f"{select} leaves {some['status']}")
            page.page.click("#reset")
        page.page.check("#holds")
        require(0 < len(page.shown()["conclusions"]) < len(opening["conclusions"]), "the day leaves out nothing")
        page.page.click("#reset")
        page.page.fill("#find", "nvidia deepseek-v4")
        found = page.shown()
        require(0 < len(found["conclusions"]) < len(opening["conclusions"]), f"the filter leaves {found['status']}")
        for row in found["rows"]:
            require("nvidia" in row.lower(), f"the filter leaves the row {row!r}")
        for tie in found["ties"]:
            require("nvidia" in tie.lower(), f"the filter leaves the tie {tie!r}")
        page.page.click("#zoom-in")
        page.page.fill("#date", "2026-03-15")
        state = page.shown()
        for part in ("day=2026-03-15", "find=nvidia+deepseek-v4", "from=", "to="):
            require(part in state["query"], f"the address {state['query']!r} lacks {part}")
        kept = page.read("location.href")
        page.page.reload()
        require(page.shown() == state, "a page that is loaded again shows something else")
    with Page(browser, kept) as page:
        require(page.shown() == state, "the address shows something else in another window")
        hidden = page.read("document.querySelector('.finding[hidden]').id")
        page.read(f"location.hash = {json.dumps(hidden)}")
        page.settled()
        require(
            page.page.locator(f"[id='{hidden}'] .proof").first.is_visible() and page.read(f"one({json.dumps(hidden)}).open"),
            "an address within the page does not open what the filter hides")


def check_keyboard(browser, address):
    with Page(browser, address) as page:
        page.page.keyboard.press("Tab")
        require(page.read("document.activeElement.className") == "skip", "the first stop is no way past the header")
        page.page.keyboard.press("Enter")
        require(page.read("document.activeElement.id") == "main", "the way past the header leads elsewhere")
        lane = page.page.locator("#lanes h3 button[aria-expanded=false]").first
        name = lane.get_attribute("data-lane")
        lane.focus()
        page.page.keyboard.press("Enter")
        page.settled()
        opened = page.read("[document.activeElement.dataset.lane, document.activeElement.ariaExpanded]")
        require(opened == [name, "true"], f"a lane opens to {opened}")
        summary = page.page.locator(".finding > summary").first
        summary.focus()
        page.page.keyboard.press("Enter")
        page.page.locator(".finding[open] .proof").first.wait_for()


def check_addresses(browser, address):
    with Page(browser, address) as page:
        ids = page.read("[...document.querySelectorAll('[id]')].map(x => x.id)")
        require(len(ids) == len(set(ids)), "two elements have one address")
        # Proofs are text until they are opened.
        page.page.click("#open-all")
        page.settled()
        require(page.read("document.querySelectorAll('.finding > noscript').length") == 0, "proofs stay text")
        links = page.read("[...document.querySelectorAll('a[href^=\"#\"]')].map(x => decodeURIComponent(x.hash.slice(1)))")
        lost = sorted(set(links) - set(ids))
        require(not lost, f"links lead nowhere: {lost[:5]}")


def check_without_scripts(browser, address):
    with Page(browser, address, scripts=False) as page:
        require(not page.page.locator("#timeline").is_visible(), "a timeline without scripts")
        first = page.page.locator(".finding").first
        first.locator("summary").click()
        proof = first.inner_text()
        for words in ("DeepSeek-V4 withheld from", "Proof, on", "recorded: declined-access", "Tekedia (B) asserts it"):
            require(words in proof, f"without scripts the first conclusion lacks {words!r}: {proof}")
        require(page.page.locator(".matrix .state").first.is_visible(), "no matrix without scripts")
        page.page.emulate_media(media="print")
        require(not page.page.locator("nav").is_visible(), "a printed page has ways through it")


def check_far_down(browser, address):
    """What is out of sight is not laid out, and yet is found, and is printed."""
    with Page(browser, address) as page:
        far = """[...document.querySelectorAll('.finding > summary, .entry > h3')]
          .filter(x => !x.checkVisibility({contentVisibilityAuto: true})).length"""
        require(page.read(far) > 1000, "a page lays out what is far from what is seen")
        words = page.read("entries[entries.length - 1].querySelector('.facts').textContent")
        require(page.read("words => find(words)", words), f"a search of the page does not find {words!r}")
        page.settled()
        require(
            page.read("entries[entries.length - 1].contains(getSelection().anchorNode)"),
            f"a search of the page finds {words!r} elsewhere")
        page.page.emulate_media(media="print")
        page.settled()
        require(page.read(far) == 0, "a printed page lacks what is out of sight")


def check_hostile(browser, folder):
    record = folder / "hostile.json"
    record.write_text(json.dumps(hostile_record()))
    path = folder / "hostile.html"
    address = write(path, str(record))
    require("<img" not in path.read_text(), "text of the record became an element")
    with Page(browser, address) as page:
        page.page.click("#open-all")
        page.settled()
        require(page.read("document.querySelectorAll('.finding .proof').length") > 0, "hostile proofs stay text")
        count = page.read("[document.querySelectorAll('script').length, document.querySelectorAll('img').length]")
        require(count == [2, 0], f"scripts and images: {count}")
        page.page.fill("#find", "<img")
        shown = page.shown()
        require(shown["conclusions"] and shown["rows"] and shown["ties"], "hostile names are not found")
        require("<img src=x" in shown["ties"][0], f"hostile names are not shown: {shown['ties'][0]}")


def hostile_record():
    number = iter(range(1000))
    text = lambda: HOSTILE.format(n=next(number))
    lab, model, maker, source = text(), text(), text(), text()
    term = lambda x: '"' + x.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return {
        "format": "techdecoupling/1",
        "entities": [
            {"id": lab, "roles": ["Lab"], "name": text(), "aliases": [text()]},
            {"id": model, "roles": ["Model"], "name": text(), "lab": lab},
            {"id": maker, "roles": ["Chipmaker"], "name": text()},
        ],
        "sources": [{"id": source, "name": text(), "reliability": "B", "url": "javascript:alert(1)//" + text()}],
        "entries": [
            {
                "id": text(), "event": text(), "date": "2026-02-01", "note": text(), "rows": [text()],
                "begins": [f"declined-access({term(lab)}, {term(model)}, {term(maker)})"],
                "claims": [{
                    "source": source, "reported": "2026-02-01", "words": text(),
                    "attribution": {"speaker": text(), "role": text(), "words": text()}}],
            },
            {
                "id": text(), "words": text(), "states": [], "held": {"holder": text(), "likelihood": text()},
                "claims": [{"source": source}],
            },
        ],
    }


def check_many(browser, folder):
    record = folder / "many.json"
    record.write_text(json.dumps(long_record(600)))
    path = folder / "many.html"
    started = time.monotonic()
    address = write(path, str(record), "seeds")
    written = time.monotonic() - started
    # The best of some tries: the machine may be at work for others at times.
    best, count = 1e9, 0
    for _ in range(6):
        with Page(browser, "about:blank") as page:
            started = time.monotonic()
            page.page.goto(address)
            page.page.wait_for_function("document.querySelector('#shown').textContent")
            page.read("new Promise(x => requestAnimationFrame(() => requestAnimationFrame(x)))")
            best = min(best, time.monotonic() - started)
            count = page.read("document.querySelectorAll('.finding').length")
        if best < 2:
            break
    print(f"{count} conclusions: written in {written:.1f} s, {path.stat().st_size / 1e6:.1f} MB, open in {best:.2f} s")
    require(count >= 10_000, "fewer than 10,000 conclusions")
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if best >= 2 and load > 2 * cores:
        print(f"skipped: the bound of 2 s, as this machine is at work for others (load {load:.1f})")
        return
    require(best < 2, "a report of 10,000 conclusions does not open within 2 s")


def long_record(count):
    """So many models, each shown to one chipmaker and kept from another before its release."""
    entities, entries = [], []
    for n in range(count):
        lab, model = f"lab-{n % 100}", f"model-{n}"
        if n < 100:
            entities.append({"id": lab, "roles": ["Lab"], "name": f"Lab {n}"})
        entities.append({"id": model, "roles": ["Model"], "name": f"Model {n}", "lab": lab})
        day = f"20{15 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}"
        claim = [{"source": "press", "reported": day}]
        for kind, atom in (("grants", f"granted-access({lab}, {model}, huawei)"),
                           ("declines", f"declined-access({lab}, {model}, nvidia)")):
            entries.append({
                "id": f"{kind}-{n}", "event": f"Lab {n % 100} {kind} early access to Model {n}", "date": day,
                "begins": [atom], "claims": claim})
        entries.append({
            "id": f"released-{n}", "event": f"Model {n} is released", "date": f"2025-{1 + n % 12:02}-15",
            "begins": [f"released({model})"], "claims": claim})
    return {
        "format": "techdecoupling/1", "entities": entities,
        "sources": [{"id": "press", "name": "The Press", "reliability": "B"}], "entries": entries}


pictures.mkdir(parents=True, exist_ok=True)
axe_file = importlib.util.find_spec("axe_playwright_python")
axe_path = pathlib.Path(axe_file.origin).parent / "axe.min.js" if axe_file else None
axe = axe_path.read_text() if axe_path and axe_path.exists() else None
if not axe:
    print("skipped: axe-core is not installed, so what keeps people out was not looked for")
with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
    folder = pathlib.Path(name)
    browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    seeds = write(folder / "report.html", "--on", "2026-02-26")
    for check in (check_day_and_filter, check_keyboard, check_addresses, check_without_scripts, check_far_down):
        check(browser, seeds)
        print(f"{check.__name__.removeprefix('check_').replace('_', ' ')}: as it should be")
    check_looks(browser, seeds, axe)
    print(f"light and dark, wide and narrow: as they should be; pictures in {pictures}")
    check_hostile(browser, folder)
    print("hostile text: shown as text")
    check_many(browser, folder)
    browser.close()
