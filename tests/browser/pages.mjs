// Reads the portal as people do: by mouse, by keyboard, in the dark, on a phone.
import { join } from "node:path";
import { accessible } from "./axe.mjs";
import { apis, base, check, open, problems, screens, withBrowser } from "./browser.mjs";

const MOST_BYTES = 50 * 1024; // of the page itself; style and script are asked for once
const sections = ["", "/operations", "/errors", "/limits", "/fidelity", "/changelog"];
const one = {
  shiftcare: "employee_create",
  "okta-hr": "leave_request_create",
  workbeats: "user_list",
  whosoff: "leave_submit",
  icehrm: "employee_create",
};

async function operationOf(api) {
  const document = await (await fetch(`${base}/openapi/${api}.json`)).json();
  const all = Object.values(document.paths).flatMap((item) => Object.values(item));
  const ids = all.map((it) => it.operationId);
  return ids.includes(one[api]) ? one[api] : ids[0];
}

// First paint in milliseconds, and the bytes of the page as they are and as they travelled.
async function look(page, path) {
  const answer = await page.goto(base + path, { waitUntil: "load" });
  check(answer.status() === 200, `${path} answered ${answer.status()}`);
  const bytes = (await answer.body()).length;
  check(bytes < MOST_BYTES, `${path} has ${bytes} bytes`);
  const measured = await page.evaluate(async () => {
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
    for (let n = 0; n < 50 && !paint(); n += 1) await new Promise((done) => setTimeout(done, 20));
    const all = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
    const sent = all.reduce((sum, it) => sum + it.encodedBodySize, 0);
    return { paint: paint()?.startTime ?? NaN, sent };
  });
  return { path, bytes, ...measured };
}

const wide = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const name = (path) => (path === "/" ? "landing" : path.slice(1).replaceAll("/", "-"));

await withBrowser(async (context) => {
  const page = await open(context);
  const paths = ["/", "/words", "/rules", "/conformance", "/sdks/", "/search?q=email", "/search?q="];
  for (const api of apis) {
    paths.push(...sections.map((end) => `/apis/${api}${end}`));
    paths.push(`/apis/${api}/operations/${await operationOf(api)}`);
  }
  const seen = [];
  for (const path of paths) {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: 1280, height: 900 });
      const measured = await look(page, path);
      if (scheme === "light") seen.push(measured);
      await accessible(page, `${path} (${scheme})`);
      const shot = !path.includes("?") && (path.split("/").length < 3 || path.includes("shiftcare"));
      if (shot) {
        const file = join(screens, `${name(path)}-${scheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 360, height: 740 });
    const over = await wide(page);
    check(over <= 0, `${path} is ${over} pixels too wide for a phone`);
    if (path === "/" || path.includes("shiftcare")) {
      await page.screenshot({ path: join(screens, `${name(path)}-phone.png`), fullPage: true });
    }
  }

  await page.setViewportSize({ width: 1280, height: 900 });
  await keyboard(page);
  const followed = await links(page, paths);
  const rows = seen.map((it) =>
    [`${Math.round(it.paint)} ms`, `${it.bytes} B`, `${it.sent} B`, it.path].join("\t"),
  );
  console.log(`first paint\tpage\tsent in all\t\n${rows.join("\n")}`);
  const paints = seen.map((it) => it.paint).sort((a, b) => a - b);
  const largest = Math.max(...seen.map((it) => it.bytes));
  const typical = Math.round(paints[paints.length >> 1]);
  console.log(
    `${seen.length} pages, first paint ${typical} ms (median), largest ${largest} B, ` +
      `${followed} links lead somewhere`,
  );
});

// The first Tab reaches the skip link, and the languages are chosen by arrow keys.
async function keyboard(page) {
  await page.goto(`${base}/`, { waitUntil: "load" });
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.textContent);
  check(first === "Skip to content", `the first Tab reaches "${first}"`);
  const radios = page.locator(".choice input");
  await radios.first().focus();
  const count = await radios.count();
  if (count > 1) {
    await page.keyboard.press("ArrowRight");
    check(await radios.nth(1).isChecked(), "an arrow key does not choose the next language");
    check(await page.locator(".panel").nth(1).isVisible(), "the chosen language is not shown");
    await page.reload({ waitUntil: "load" });
    check(await radios.nth(1).isChecked(), "the chosen language is forgotten");
    await page.evaluate(() => localStorage.clear());
  }
  check((await page.locator("button.copy").count()) > 0, "nothing can be copied");
}

// Every link of every page answers 200 and is not empty; downloads have their checksums right.
async function links(page, paths) {
  const all = new Set();
  for (const path of paths) {
    await page.goto(base + path, { waitUntil: "load" });
    const here = await page.$$eval("a[href]", (found) => found.map((it) => it.href));
    for (const url of here.filter((it) => it.startsWith(base))) all.add(url.split("#")[0]);
  }
  const work = [...all];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let url = work.pop(); url; url = work.pop()) {
        const answer = await fetch(url);
        const body = new Uint8Array(await answer.arrayBuffer());
        check(answer.status === 200, `${url} answered ${answer.status}`);
        check(body.length > 0, `${url} is empty`);
        if (url.endsWith(".zip")) check(body[0] === 0x50 && body[1] === 0x4b, `${url} is no zip`);
      }
    }),
  );
  const has = (part) => [...all].some((url) => url.includes(part));
  for (const api of apis) check(has(`/sdks/`) && has(api), `no download of ${api} is linked`);
  if (problems.length === 0) check(all.size > 100, `only ${all.size} links were found`);
  return all.size;
}
