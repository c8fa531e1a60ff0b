// Accessibility, as axe sees it: what it calls serious or critical is a problem.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { problems } from "./browser.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function accessible(page, what, exclude = []) {
  await page.evaluate(source);
  const found = await page.evaluate(
    (left) => window.axe.run({ exclude: left }, { resultTypes: ["violations"] }),
    exclude,
  );
  for (const it of found.violations) {
    if (it.impact !== "serious" && it.impact !== "critical") continue;
    const where = it.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    problems.push(`${what}: axe: ${it.id} (${it.impact}): ${where.join(" / ")}`);
  }
  return found.violations.length;
}
