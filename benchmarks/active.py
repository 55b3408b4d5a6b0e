"""Show in a real browser that nothing on a card acts: every attack of tests/test_active.py, as it is exported.

    python benchmarks/active.py CHROMIUM MATHJAX [PAGE …]

CHROMIUM is the browser's program, MATHJAX the folder of MathJax 3 (`npm pack mathjax@3`, unpacked). Each field is shown
as Anki shows it: in one page, one after the other, with MathJax as Anki configures it. A server of our own counts what
the browser asks for. Before that some attacks are shown as they were written, so that we know that the page sees them.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from genai_cards.build import build
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode

TESTS = Path(__file__).parent.parent / "tests"
PATIENCE = 600
"""Seconds for all fields."""

PAGE = r"""<!doctype html><meta charset="utf-8"><div id="qa"></div>
<script>
let ran = [];
window.alert = () => ran.push("a script ran");
window.MathJax = {
  tex: {displayMath: [["\\[", "\\]"]], processEscapes: false, processEnvironments: false, processRefs: false,
        packages: {"[+]": ["noerrors", "mathtools", "mhchem"], "[-]": ["textmacros"]}},
  loader: {load: ["[tex]/noerrors", "[tex]/mathtools", "[tex]/mhchem"], paths: {mathjax: "/mathjax"}},
  startup: {typeset: false},
};
</script>
<script src="/mathjax/tex-chtml-full.js"></script>
<script>
const qa = document.getElementById("qa");
const OURS = /^(gc-|language-|h[cksnf]$|cloze|mjx-|MJX-|MathJax|TEX-|CtxtMenu)/;
const PLAIN = String.raw`\(\frac{1}{2} \sin x \color{red}{y} \begin{matrix}a\end{matrix}\)`;

async function show(field) {
  qa.innerHTML = field;
  MathJax.typesetClear();
  await MathJax.typesetPromise([qa]);
}

function acting() {
  const found = [];
  for (const element of qa.querySelectorAll("*")) {
    const name = element.localName, style = getComputedStyle(element);
    const href = element.getAttribute("href") || "";
    if (["script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "svg"].includes(name))
      found.push("<" + name + ">");
    if (href && !/^(https?:|mailto:|#)/.test(href)) found.push("href=" + href);
    if (href && /^mjx-/.test(name)) found.push("a formula that is a link");
    if (element.closest("mjx-container") && name === "a" && !/^#/.test(href)) found.push("a formula that is a link");
    if (element.id && !/^(mjx-eqn|MJX-)/.test(element.id)) found.push("id=" + element.id);
    for (const word of element.classList) if (!OURS.test(word)) found.push("class=" + word);
    if (/url|image-set/.test(style.backgroundImage)) found.push("a picture in the background");
    if (style.position === "fixed") found.push("position: fixed");
    if (element.closest("mjx-maction, mjx-mtip")) found.push("what can be clicked");
    for (const attribute of element.attributes)
      if (/^on/.test(attribute.name)) found.push(attribute.name);
  }
  return found;
}

(async () => {
  await MathJax.startup.promise;
  await show(PLAIN);
  const plain = qa.innerText + qa.querySelector("mjx-math").outerHTML;
  const fields = await (await fetch("/fields")).json();
  const results = [];
  for (const field of fields) {
    ran = [];
    try { await show(field); } catch (error) { ran.push("MathJax failed: " + error); }
    const found = [...acting(), ...ran];
    try {
      await show(PLAIN);
      if (qa.innerText + qa.querySelector("mjx-math").outerHTML !== plain) found.push("other formulas changed");
    } catch (error) { found.push("other formulas failed"); }
    results.push([...new Set(found)]);
  }
  await new Promise(done => setTimeout(done, 500));
  await fetch("/results", {method: "POST", body: JSON.stringify(results)});
})().catch(error => fetch("/results", {method: "POST", body: JSON.stringify(String(error.stack))}));
</script>"""


class Server(ThreadingHTTPServer):
    """Serves the page, MathJax and the fields; keeps what else is asked for, and the results."""

    daemon_threads = True

    def __init__(self, mathjax: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mathjax, self.fields = mathjax, list[str]()
        self.others: list[str] = []
        self.results: list[list[str]] | str = "the browser gave no answer"
        self.done = threading.Event()


class Handler(BaseHTTPRequestHandler):
    """Answers a request."""

    server: Server

    def do_GET(self) -> None:
        """Give a file, or keep the request as one that there should not be."""
        file = self.server.mathjax / self.path.removeprefix("/mathjax/").partition("?")[0]
        if self.path == "/":
            self._give(PAGE.encode(), "text/html")
        elif self.path == "/fields":
            self._give(json.dumps(self.server.fields).encode(), "application/json")
        elif self.path.startswith("/mathjax/") and ".." not in self.path and file.is_file():
            self._give(file.read_bytes(), "text/javascript" if file.suffix == ".js" else "font/woff")
        else:
            if self.path != "/favicon.ico":
                self.server.others.append(self.path)
            self.send_error(404)

    def do_POST(self) -> None:
        """Take the results."""
        self.server.results = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._give(b"", "text/plain")
        self.server.done.set()

    def _give(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def shown(chromium: str, server: Server, fields: list[str]) -> list[list[str]]:
    """Show fields in the browser; give what acts in each."""
    server.fields, server.others = fields, []
    server.results = "the browser gave no answer"
    server.done.clear()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
            " --disable-component-update --disable-sync --disable-dev-shm-usage"
        ).split()
        address = f"http://127.0.0.1:{server.server_port}/"
        command = [chromium, *options, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            server.done.wait(PATIENCE)
        finally:
            browser.terminate()
            browser.wait(20)
    if isinstance(server.results, str):
        sys.exit(f"error: {server.results}")
    return server.results


def exported(pages: list[str]) -> list[str]:
    """Give the different fields of the notes of pages."""
    fields: dict[str, None] = {}
    for number, page in enumerate(pages):
        made = build([decode(page.encode(), f"{number}.md", str(number))], ProjectSettings(deck="Root"), now=1)
        fields |= dict.fromkeys(value for note in made.notes for value in note.values())
    return [*fields]


def main() -> None:
    """Print what acts."""
    if len(sys.argv) < 3 or not Path(sys.argv[1]).is_file() or not (mathjax := mathjax_in(sys.argv[2])):
        sys.exit("usage: python benchmarks/active.py CHROMIUM MATHJAX [PAGE …]: give a browser and MathJax 3's folder")
    sys.path.insert(0, str(TESTS))
    from test_active import ATTACKS, FORMULAS, PAGES, filled

    server = Server(mathjax)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def here(text: str) -> str:
        return re.sub(r"(?:https?:)?//beacon\.invalid", f"http://127.0.0.1:{server.server_port}/beacon", text)

    written = [html.escape(here(rf"\({formula}\)"), quote=False) for formula in FORMULAS]
    found = shown(sys.argv[1], server, written)
    print(f"as written: {sum(map(bool, found))} of {len(written)} formulas act, {len(server.others)} requests")
    if not server.others or sum(map(bool, found)) < len(written) / 2:
        sys.exit("error: the page does not see what acts")

    pages = [here(Path(name).read_text("utf-8")) for name in sys.argv[3:]]
    pages = pages or [here(filled(page, attack)) for page in PAGES.values() for attack in ATTACKS]
    fields = exported(pages)
    found = shown(sys.argv[1], server, fields)
    for field, acts in zip(fields, found, strict=True):
        if acts:
            print(f"{', '.join(acts)}: {field}")
    print(f"exported: {sum(map(bool, found))} of {len(fields)} fields act, {len(server.others)} requests")
    sys.exit(1 if any(found) or server.others else 0)


def mathjax_in(folder: str) -> Path | None:
    """Give the folder that holds MathJax's files: the one given, or `es5` in it."""
    return next((path for path in (Path(folder), Path(folder) / "es5") if (path / "tex-chtml-full.js").is_file()), None)


if __name__ == "__main__":
    main()
