// Signs in to Swagger UI as one of the demo's identities, with one click. Served by --demo only.
"use strict";
(() => {
  const bar = document.getElementById("demo");
  if (!bar) return;
  const who = document.getElementById("demo-who");
  const said = document.getElementById("demo-said");
  let apis = [];
  let shown = "";

  const at = (value, pointer) =>
    pointer.split("/").slice(1).reduce((inner, key) => (inner == null ? inner : inner[key]), value);

  async function post(url, headers, body) {
    const answer = await fetch(url, { method: "POST", headers, body });
    if (!answer.ok) {
      const wait = answer.headers.get("Retry-After");
      throw new Error(`${url} answered ${answer.status}${wait ? `; try again in ${wait} s` : ""}`);
    }
    return answer.json();
  }

  function sha512(text) {
    // Pages of plain http from another machine have no WebCrypto.
    if (!crypto.subtle) throw new Error("this needs https or localhost; use the Authorize button");
    const bytes = new TextEncoder().encode(text);
    const hex = (byte) => byte.toString(16).padStart(2, "0");
    return crypto.subtle
      .digest("SHA-512", bytes)
      .then((sum) => Array.from(new Uint8Array(sum), hex).join(""));
  }

  async function login(proof, headers) {
    const body = { ...proof.body };
    if (proof.digest) {
      const random = crypto.getRandomValues(new Uint8Array(16));
      const nonce = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
      body[proof.digest.nonce] = nonce;
      body[proof.digest.into] = await sha512(nonce + proof.digest.secret);
    }
    const sent = { ...headers, "Content-Type": "application/json" };
    return at(await post(proof.url, sent, JSON.stringify(body)), proof.pointer);
  }

  async function prove(proof, identity) {
    const key = proof.scheme;
    const schema = ui.specSelectors.specJson().getIn(["components", "securitySchemes", key]);
    if (proof.client_id) {
      const scopes = identity.scopes.length ? identity.scopes : proof.scopes;
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: proof.client_id,
        client_secret: proof.client_secret,
        scope: scopes.join(" "),
      });
      const token = await post(proof.url, {}, form);
      const auth = { name: key, schema: schema.toJS(), scopes, clientId: proof.client_id };
      ui.authActions.authorizeOauth2WithPersistOption({ auth, token });
      return;
    }
    const value = proof.token || (await login(proof, identity.headers));
    ui.authActions.authorizeWithPersistOption({ [key]: { name: key, schema: schema.toJS(), value } });
  }

  // The header that names the company, in every operation that has it.
  function fill(headers) {
    const spec = ui.specSelectors.specJson();
    const { changeParam, changeParamByIdentity } = ui.specActions;
    for (const [name, value] of Object.entries(headers)) {
      const meant = (it) => it.get("in") === "header" && it.get("name") === name;
      const named = (given) => {
        const ref = given.get("$ref");
        return meant(ref ? spec.getIn(ref.split("/").slice(1)) : given);
      };
      spec.get("paths").forEach((item, path) =>
        item.forEach((operation, method) => {
          if (!(operation.get("parameters") || []).some(named)) return;
          // Those that are closed take the value over when they open; the open ones have their own.
          changeParam([path, method], name, "header", value, false);
          const open = ui.specSelectors.specResolvedSubtree(["paths", path, method]);
          const it = open && (open.get("parameters") || []).find(meant);
          if (it) changeParamByIdentity([path, method], it, value, false);
        }),
      );
    }
  }

  const remembered = (url) => `demo ${url}`;

  async function signIn(api, identity) {
    said.textContent = "Signing in…";
    try {
      const held = ui.authSelectors.authorized();
      const all = api.who.flatMap((it) => it.proofs.map((proof) => proof.scheme));
      const old = [...new Set(all)].filter((scheme) => held && held.has(scheme));
      if (old.length) ui.authActions.logoutWithPersistOption(old);
      for (const proof of identity.proofs) await prove(proof, identity);
      const before = localStorage.getItem(remembered(api.document)) || api.who[0].name;
      const last = api.who.find((it) => it.name === before) || api.who[0];
      if (JSON.stringify(last.headers) !== JSON.stringify(identity.headers)) fill(identity.headers);
      localStorage.setItem(remembered(api.document), identity.name);
      said.textContent = `Signed in as ${identity.name}. Open an operation and press Execute.`;
    } catch (error) {
      said.textContent = `Not signed in: ${error.message}`;
    }
    press(api);
  }

  function press(api) {
    const authorized = ui.authSelectors.authorized();
    const name = localStorage.getItem(remembered(api.document));
    const it = api.who.find((identity) => identity.name === name);
    const held = it && it.proofs.some((proof) => authorized && authorized.has(proof.scheme));
    for (const button of who.children) {
      button.setAttribute("aria-pressed", String(Boolean(held) && button.value === name));
    }
  }

  function show(url) {
    shown = url;
    const api = apis.find((it) => new URL(url, location).pathname === it.document);
    bar.hidden = !api;
    who.replaceChildren();
    said.textContent = "";
    if (!api) return;
    for (const identity of api.who) {
      const button = document.createElement("button");
      button.type = "button";
      button.value = identity.name;
      const may = identity.role || (identity.scopes.length ? "some scopes" : "everything");
      const where = identity.name === "rival" ? ", other company" : "";
      button.textContent = identity.name === may ? may : `${identity.name} (${may}${where})`;
      button.addEventListener("click", () => signIn(api, identity));
      who.append(button);
    }
    const name = localStorage.getItem(remembered(api.document));
    const old = api.who.find((it) => it.name === name);
    if (old && old !== api.who[0]) fill(old.headers);
    press(api);
  }

  window.addEventListener("load", async () => {
    apis = await (await fetch("/docs/identities.json")).json();
    const look = () => {
      const url = ui.specSelectors.url();
      if (url && url !== shown && ui.specSelectors.specJson().get("paths")) show(url);
    };
    ui.getStore().subscribe(() => setTimeout(look));
    look();
  });
})();
