"""How fast the dashboard is: requests at a steady rate, and a cold browser's first sight of the page.

    pip install playwright          # and Debian's chromium
    python benchmarks/dashboard.py http://127.0.0.1:8080

Start the Dashboard first. Prints latencies of 200 requests a second for a minute over the page and
the API, and the median over ten cold browsers of first contentful paint and of all figures drawn.
"""

import http.client
import statistics
import sys
import threading
import time
from urllib.parse import urlparse

RATE, SECONDS, THREADS, COLD = 200, 60, 8, 10
PATHS = ["/", "/page.js", "/favicon.svg", "/api/overview", "/api/kpis", "/api/trend?category=books",
         "/api/countries", "/api/health", "/api/windows", "/api/overview?country=DE"]


def worker(address, number, begin, times, failures):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    for i in range(number, RATE * SECONDS, THREADS):
        due = begin + i / RATE
        time.sleep(max(0, due - time.perf_counter()))
        try:
            connection.request("GET", PATHS[i % len(PATHS)])
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failures.append(response.status)
        except OSError as error:
            failures.append(repr(error))
            connection.close()
        # From when it was due: a server that stalls is not spared what waited meanwhile.
        times.append(time.perf_counter() - due)


def load(address):
    times, failures, begin = [], [], time.perf_counter() + 0.5
    threads = [threading.Thread(target=worker, args=(address, n, begin, times, failures))
               for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    at = lambda share: 1000 * times[min(len(times) - 1, int(share * len(times)))]
    print(f"{len(times):,} requests in {SECONDS} s, {len(failures)} failed: "
          f"p50 {at(0.5):.1f} ms, p99 {at(0.99):.1f} ms, max {1000 * times[-1]:.0f} ms")


def paint(url):
    from playwright.sync_api import sync_playwright
    first, drawn = [], []
    with sync_playwright() as playwright:
        for _ in range(COLD):
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 1200})
            page.add_init_script(
                "new MutationObserver(() => { if (document.body?.dataset.generation && !window.drawn)"
                " requestAnimationFrame(() => { window.drawn ??= performance.now(); }); })"
                ".observe(document, {subtree: true, attributes: true, attributeFilter: ['data-generation']})")
            page.goto(url)
            # Not wait_for_function: the page's security policy forbids what it does.
            while page.evaluate("window.drawn") is None:
                page.wait_for_timeout(50)
            first.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"))
            drawn.append(page.evaluate("window.drawn"))
            browser.close()
    print(f"median of {COLD} cold browsers: first contentful paint {statistics.median(first):.0f} ms, "
          f"all figures drawn {statistics.median(drawn):.0f} ms")


if __name__ == "__main__":
    paint(sys.argv[1])
    load(urlparse(sys.argv[1]))
