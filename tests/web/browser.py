# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium for tests of pages: started so that whatever a page asks of a network is seen."""
import base64
import json
import os
import pathlib
import shutil
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["GATESIM_SOURCE"])
SCREENS = pathlib.Path(os.environ.get("GATESIM_SCREENS", "."))
WIDE, PHONE = 1280, 390


def skip_without():
    """End as a skipped test where there is no browser to test with, or no page."""
    missing = [tool for tool in ("chromium", "chromedriver") if shutil.which(tool) is None]
    for module in ("selenium", "h5py"):
        try:
            __import__(module)
        except ImportError:
            missing.append("python3-" + module)
    if missing:
        print("skipped: missing:", ", ".join(missing), "(.ci/setup tests installs them)")
        sys.exit(77)


class Browser:
    def __init__(self, downloads=None):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                         "--disable-dev-shm-usage", "--force-device-scale-factor=1",
                         "--disable-background-networking", "--lang=en-GB"):
            options.add_argument(argument)
        if downloads is not None:
            options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # Chromium leaves some
        service = Service(shutil.which("chromedriver"),
                          env={**os.environ, "TMPDIR": self.folder.name})
        self.driver = webdriver.Chrome(options=options, service=service)

    def close(self):
        self.driver.quit()
        self.folder.cleanup()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def open(self, path, width=WIDE):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
        self.driver.get(pathlib.Path(path).resolve().as_uri())

    def console(self):
        """What was written to the console since it was last asked for."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Where the page went, itself left out."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return asked

    def size(self):
        return self.run("const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]")

    def screen(self, path, height=None, scale=1):
        """A picture of the page from its top: all of it, or so many px."""
        width, whole = self.size()
        clip = {"x": 0, "y": 0, "width": width, "height": min(whole, height or 12000), "scale": scale}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": clip, "optimizeForSpeed": False})
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def pdf(self):
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {
            "printBackground": True, "preferCSSPageSize": True})
        return base64.b64decode(printed["data"])
