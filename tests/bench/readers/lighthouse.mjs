// node lighthouse.mjs RUNS URL…: Lighthouse on each page in turn, so many times, as a phone on a slow line. One JSON line for each run.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [runs, ...urls] = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
try {
  for (let run = 0; run < Number(runs); run += 1) {
    for (const url of urls) {
      const { lhr } = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error", throttlingMethod: "simulate" });
      const value = (audit) => lhr.audits[audit]?.numericValue ?? null;
      const blocking = (lhr.audits["render-blocking-resources"]?.details?.items ?? lhr.audits["render-blocking-insight"]?.details?.items ?? []).map((item) => item.url);
      const scored = Object.values(lhr.categories).flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id));
      console.log(JSON.stringify({
        url,
        error: lhr.runtimeError?.message ?? null,
        scores: Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score === null ? null : Math.round(score * 100)])),
        tbt: value("total-blocking-time"), fcp: value("first-contentful-paint"), lcp: value("largest-contentful-paint"), cls: value("cumulative-layout-shift"),
        blocking: blocking.filter((address) => /\.m?js(\?|$)/.test(address)),
        failed: [...new Set(scored)].filter((id) => lhr.audits[id].score !== null && lhr.audits[id].score < 0.9 && lhr.audits[id].scoreDisplayMode !== "numeric"),
        benchmark: lhr.environment.benchmarkIndex, agent: lhr.environment.hostUserAgent,
      }));
    }
  }
} finally {
  chrome.kill();
}
