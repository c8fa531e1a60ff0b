// From the landing page to Swagger UI of each API: one click signs in, an operation answers 200.
import { join } from "node:path";
import { accessible } from "./axe.mjs";
import { apis, base, check, open, screens, withBrowser } from "./browser.mjs";

// Reads that need nothing but the demo's first identity.
const tried = {
  shiftcare: "employee_list",
  "okta-hr": "employee_list",
  workbeats: "user_list",
  whosoff: "department_retrieve",
  icehrm: "employee_list",
};

async function documentOf(api) {
  return (await fetch(`${base}/openapi/${api}.json`)).json();
}

function find(document, id) {
  const all = Object.values(document.paths).flatMap((item) => Object.values(item));
  const found = all.find((it) => it.operationId === id);
  return found ?? all.find((it) => it.operationId?.endsWith("_list") && it.security?.length);
}

async function execute(page, api, operation) {
  const block = page.locator(`[id="operations-${operation.tags[0].replaceAll(" ", "_")}-${operation.operationId}"]`);
  const button = block.locator(".execute");
  if ((await button.count()) === 0) await block.locator(".opblock-summary-control").click();
  await button.click();
  const status = block.locator(".live-responses-table tbody .response-col_status").first();
  await status.waitFor();
  const text = (await status.innerText()).trim();
  check(text.startsWith("200"), `${api}: ${operation.operationId} answered ${text}`);
  return block;
}

async function pressed(page) {
  return page.locator('#demo-who button[aria-pressed="true"]').count();
}

await withBrowser(async (context) => {
  const page = await open(context);
  await page.setViewportSize({ width: 1280, height: 1500 });
  const said = [];
  for (const api of apis) {
    const document = await documentOf(api);
    const count = Object.values(document.paths).flatMap((item) => Object.keys(item)).length;
    const operation = find(document, tried[api]);
    await page.goto(`${base}/`, { waitUntil: "load" });
    const card = page.locator(".card").filter({ has: page.locator(`h3 a[href="/apis/${api}"]`) });
    await card.getByRole("link", { name: "Swagger UI" }).click();
    await page.waitForSelector(".opblock");
    const shown = await page.locator(".opblock").count();
    check(shown === count, `${api}: ${shown} operations shown instead of ${count}`);

    await page.locator("#demo-who button").first().click();
    await page.locator("#demo-said", { hasText: "Signed in as" }).waitFor();
    check((await pressed(page)) === 1, `${api}: the button does not say who is signed in`);
    await execute(page, api, operation);

    await page.reload({ waitUntil: "load" });
    await page.waitForSelector(".opblock");
    await page.locator("#demo-who button").first().waitFor();
    check((await pressed(page)) === 1, `${api}: a reload signs out`);
    const block = await execute(page, api, operation);
    await block.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screens, `swagger-${api}.png`) });

    // What Swagger UI itself is built of is not ours to mend.
    await accessible(page, `Swagger UI of ${api}`, [["#swagger-ui"]]);
    said.push(`${api} ${operation.operationId}`);
  }

  await another(page);
  await deepLink(page);
  console.log(`Swagger UI: signed in with one click, 200, reloaded, 200: ${said.join(", ")}`);
});

// Somebody of another company takes the company's header along.
async function another(page) {
  await page.goto(`${base}/docs/`, { waitUntil: "load" });
  await page.waitForSelector(".opblock");
  await page.locator("#demo-who button", { hasText: "rival" }).click();
  await page.locator("#demo-said", { hasText: "Signed in as rival" }).waitFor();
  await execute(page, "shiftcare as rival", find(await documentOf("shiftcare"), "employee_list"));
}

// A page of an operation leads to that operation.
async function deepLink(page) {
  await page.goto(`${base}/apis/shiftcare/operations/leave_request_list`, { waitUntil: "load" });
  await page.getByRole("link", { name: "Try it in Swagger UI" }).click();
  const block = page.locator('[id="operations-Leave_Requests-leave_request_list"].is-open');
  await block.waitFor();
}
