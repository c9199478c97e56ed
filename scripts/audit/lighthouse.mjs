// Lighthouse on the addresses of the command line, as on a telephone; a line of JSON for each.
// CHROME_PATH tells which browser, CHROME_FLAGS how it starts, RUNS how often each page is measured.

import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const runs = Number(process.env.RUNS ?? "3");
const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", ...(process.env.CHROME_FLAGS ?? "").split(" ").filter(Boolean)],
});

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

// What a page lost points for, with what it was about.
function lost(report) {
  return CATEGORIES.flatMap((category) =>
    report.categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 1)
      .map(({ id }) => {
        const audit = report.audits[id];
        const items = (audit.details?.items ?? []).slice(0, 3);
        const places = items.map((item) => item.node?.snippet ?? item.url ?? item.source?.url ?? item.description ?? "");
        return `${category}: ${id} ${audit.displayValue ?? ""} ${places.filter(Boolean).join(" | ")}`.trim();
      }),
  );
}

try {
  for (const url of process.argv.slice(2)) {
    const reports = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(url, { port: chrome.port, output: "json", onlyCategories: CATEGORIES });
      reports.push(result.lhr);
    }
    const scores = Object.fromEntries(
      CATEGORIES.map((id) => [id, median(reports.map((one) => Math.round(100 * (one.categories[id].score ?? 0))))]),
    );
    const figure = (id) => median(reports.map((one) => one.audits[id].numericValue ?? 0));
    console.log(
      JSON.stringify({
        url,
        scores,
        bytes: figure("total-byte-weight"),
        shift: figure("cumulative-layout-shift"),
        paint_ms: Math.round(figure("largest-contentful-paint")),
        lost: [...new Set(reports.flatMap(lost))],
        failed: reports.map((one) => one.runtimeError?.message).filter(Boolean),
      }),
    );
  }
} finally {
  await chrome.kill();
}
