// Opens Swagger UI as a person would: authorises with what is filled in, tries an operation, sees 200.
import { chromium } from "playwright-core";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [base, picture] = process.argv.slice(2);
const problems = [];
const profile = mkdtempSync(join(tmpdir(), "rosetta-browser-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  viewport: { width: 1280, height: 1600 },
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
  const page = await context.newPage();
  page.setDefaultTimeout(60000); // a machine may be busy with the other steps
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error") problems.push(`console: ${line.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
      problems.push(`asked another host: ${new URL(request.url()).host}`);
    }
  });

  await page.goto(`${base}/docs/`, { waitUntil: "networkidle" });
  await page.waitForSelector(".opblock", { timeout: 90000 });
  const operations = await page.locator(".opblock").count();
  if (operations !== 77) problems.push(`${operations} operations shown instead of 77`);

  await page.locator(".auth-wrapper .authorize").first().click();
  const box = page.locator(".auth-container").filter({ hasText: "clientCredentials" }).first();
  if ((await box.locator("input#client_id_clientCredentials, input#client_id").first().inputValue()) !== "demo-client") {
    problems.push("the demo client is not filled in");
  }
  await box.locator("button.authorize").click();
  await box.locator("button", { hasText: "Logout" }).waitFor({ timeout: 60000 });
  await page.locator(".btn-done").first().click();

  const list = page.locator("#operations-Employees-employee_list");
  await list.locator(".opblock-summary-control").click();
  await list.locator(".execute").click();
  await list.locator(".live-responses-table .response-col_status").first().waitFor({ timeout: 60000 });
  const status = (await list.locator(".live-responses-table tbody .response-col_status").first().innerText()).trim();
  if (!status.startsWith("200")) problems.push(`trying employee_list answered ${status}`);
  if (picture) await list.screenshot({ path: picture });

  if (problems.length > 0) throw new Error(problems.join("; "));
  console.log(`${operations} operations shown, signed in, employee_list answered 200`);
} finally {
  await context.close();
}
