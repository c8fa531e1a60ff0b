// A browser of the test's own, and pages that note whatever a visitor would call broken.
import { chromium } from "playwright-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const [base, screens] = process.argv.slice(2);

// All that went wrong, in the order in which it was seen.
export const problems = [];

export async function withBrowser(work) {
  const profile = mkdtempSync(join(tmpdir(), "rosetta-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  if (problems.length > 0) {
    console.error(problems.join("\n"));
    process.exit(1);
  }
}

export async function open(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(60000); // a machine may be busy with the other steps
  page.on("pageerror", (error) => problems.push(`${page.url()}: script error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error") problems.push(`${page.url()}: console: ${line.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
      problems.push(`${page.url()}: asked another host: ${new URL(request.url()).host}`);
    }
  });
  return page;
}

export function check(holds, what) {
  if (!holds) problems.push(what);
}

export const apis = ["shiftcare", "okta-hr", "workbeats", "whosoff", "icehrm"];
