"""A page in a real browser: what it asks the network for, what its scripts say, and what axe finds."""

import functools
import html
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
# axe-core as npm installs it: into the project's folder, or into the one that AXE names.
_AXE = Path(os.environ.get("AXE") or Path(__file__).parents[1], "node_modules", "axe-core", "axe.min.js")
AXE = _AXE if _AXE.exists() else None
needs_axe = pytest.mark.skipif(AXE is None, reason="axe-core is not installed (npm install axe-core)")
_SAID = "said-by-the-test"


class _Server(http.server.BaseHTTPRequestHandler):
    """Hears every request that would leave."""

    def __init__(self, asked, *arguments):
        self.asked = asked
        super().__init__(*arguments)

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(404)

    do_CONNECT = do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


def shown(page, tmp_path, script="", *options):
    """The page as it is after it was shown, what its ``script`` returned, and what it asked the network for.

    The script is put into a copy of the page whose policy lets it run; without one the page is what it is.
    """
    text = page.read_text(encoding="utf-8")
    if script:
        text = re.sub(r"script-src '[^']*'", "script-src 'unsafe-inline'", text)
        said = f"document.body.insertAdjacentHTML('beforeend', '<pre id={_SAID}></pre>');"
        told = f"document.getElementById('{_SAID}').textContent = JSON.stringify(found)"
        text += f"<script>{said}(async () => {{ {script} }})().then((found) => {{ {told} }});</script>"
        page = tmp_path / "tested.html"
        page.write_text(text, encoding="utf-8")
    asked: list[str] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Server, asked)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = subprocess.run(
            [
                CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
                f"--proxy-server=http://127.0.0.1:{server.server_port}", "--disable-background-networking",
                "--virtual-time-budget=20000", *options, "--dump-dom", page.as_uri(),
            ],
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        server.shutdown()
    dom = done.stdout.decode("utf-8", "replace")
    said = re.search(f'<pre id="{_SAID}">(.*?)</pre>', dom, re.DOTALL)
    return dom, json.loads(html.unescape(said[1])) if said and said[1] else None, asked


def violations(page, tmp_path, *options):
    """What axe finds wrong with a page: its rules and the elements."""
    assert AXE is not None
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    run = "const found = await axe.run(document, {resultTypes: ['violations']});"
    told = (
        "return found.violations.map((each) => [each.id, each.nodes.map((node) => node.html + node.failureSummary)]);"
    )
    _, found, _ = shown(page, tmp_path, f"{script}; {run} {told}", *options)
    assert found is not None, "axe did not run"
    return found
