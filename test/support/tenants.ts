import type { RunningApp, Variables } from "./server.ts";

/** What the tenants' documents hold; words that none of them shares with another or with a request. */
export const marks = { text: "zebrafinch", title: "Quokkatitle", source: "hoardfile", category: "vaultcat", nearby: "nextdoorsecret" };

/** A tenant sees `mine`; what is of `vaultcat` alone it must not. */
export const own = {
  "mine/oars.md": "# Oars\n\nOars are stored in the shed. The shed is locked at night.\n",
  "mine/lamps.md": "# Lamps\n\nLamps are lit at dusk. The harbour is open at night.\n",
  "mine/both.jsonl": `${JSON.stringify({ id: "1", title: "Ropes", text: "Ropes hang beside the oars.", category: ["mine", marks.category] })}\n`,
};
export const foreign = {
  [`${marks.category}/${marks.source}.md`]: `# ${marks.title}\n\nOars of the ${marks.text} are stored in the bank. The code is 4711.\n`,
  [`${marks.category}/second.md`]: `# ${marks.title} two\n\nLamps of the ${marks.text} are lit at noon, beside the ${marks.nearby}.\n`,
};

/** Each way to name a category, a document or a chunk to a route; `name` is what a hostile tenant tries. */
type Attempt = (app: RunningApp, headers: Variables, name: string) => Response | Promise<Response>;

const question = "Where are the oars stored, and what is the code?";
const byCategory: Record<string, Attempt> = {};
const plain: Record<string, Attempt> = {
  "GET /categories": (app, headers) => app.get("/categories", headers),
  "GET /documents": (app, headers) => app.get("/documents", headers),
  "GET /documents, one at a time": (app, headers) => app.get("/documents?limit=1&after=mine/oars.md", headers),
  "POST /ingestions": (app, headers) => app.post("/ingestions", {}, { headers }),
  "GET /v1/models": (app, headers) => app.get("/v1/models", headers),
  "GET /ready": (app, headers) => app.get("/ready", headers),
  "GET /openapi.json": (app, headers) => app.get("/openapi.json", headers),
  "POST /similar to an own document": (app, headers) => app.post("/similar", { source: "mine/oars.md", k: 50 }, { headers }),
};
for (const mode of ["hybrid", "vector", "text"]) {
  plain[`POST /search, ${mode}`] = (app, headers) => app.post("/search", { query: question, mode, k: 50, explain: true }, { headers });
  plain[`POST /ask, ${mode}`] = (app, headers) => app.post("/ask", { question, mode, k: 50, explain: true }, { headers });
  byCategory[`POST /search, ${mode}`] = (app, headers, category) =>
    app.post("/search", { query: question, mode, category, k: 50, explain: true }, { headers });
}
for (const stream of [false, true]) {
  const history = [
    { role: "user", content: `What is the code of the ${marks.text}?` },
    { role: "assistant", content: "It is kept in the bank." },
  ];
  plain[`POST /ask with history, stream ${stream}`] = (app, headers) =>
    app.post("/ask", { question: "And its second one?", history, stream, explain: true }, { headers });
  plain[`POST /v1/chat/completions, stream ${stream}`] = (app, headers) =>
    app.post("/v1/chat/completions", { model: "footnote", messages: [{ role: "user", content: question }], stream }, { headers });
  byCategory[`POST /ask, stream ${stream}`] = (app, headers, category) => app.post("/ask", { question, category, stream }, { headers });
  byCategory[`a model's suffix, stream ${stream}`] = (app, headers, category) =>
    app.post(
      "/v1/chat/completions",
      { model: `footnote:${category}`, messages: [{ role: "user", content: question }], stream },
      { headers },
    );
  byCategory[`metadata.category, stream ${stream}`] = (app, headers, category) =>
    app.post(
      "/v1/chat/completions",
      { model: "footnote", metadata: { category }, messages: [{ role: "user", content: question }], stream },
      { headers },
    );
}
byCategory["a list with an own one"] = (app, headers, category) =>
  app.post("/search", { query: question, category: ["mine", category] }, { headers });
byCategory["GET /documents"] = (app, headers, category) => app.get(`/documents?category=${encodeURIComponent(category)}`, headers);
byCategory["POST /similar within it"] = (app, headers, category) => app.post("/similar", { source: "mine/oars.md", category }, { headers });

const byId: Record<string, Attempt> = {
  "POST /similar": (app, headers, id) => app.post("/similar", { id, k: 50 }, { headers }),
};
const bySource: Record<string, Attempt> = {
  "POST /similar": (app, headers, source) => app.post("/similar", { source, k: 50 }, { headers }),
  "GET /documents": (app, headers, source) => app.get(`/documents/${source}`, headers),
  "GET /documents, encoded": (app, headers, source) => app.get(`/documents/${encodeURIComponent(source)}`, headers),
  "GET /documents, by segment": (app, headers, source) =>
    app.get(`/documents/${source.split("/").map(encodeURIComponent).join("/")}`, headers),
  "GET /documents after it": (app, headers, source) => app.get(`/documents?after=${encodeURIComponent(source)}`, headers),
  "PUT /documents": async (app, headers, source) =>
    await app.app.request(`/documents/${source}`, { method: "PUT", headers, body: "Mine now." }),
  "DELETE /documents": async (app, headers, source) => await app.app.request(`/documents/${source}`, { method: "DELETE", headers }),
  "HEAD /documents": async (app, headers, source) => await app.app.request(`/documents/${source}`, { method: "HEAD", headers }),
};

/** Spellings by which an engine, a router or a normalisation might take a name for that of something else. */
const spellings: ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => ` ${name}`,
  (name) => `${name} `,
  (name) => `./${name}`,
  (name) => `mine/../${name}`,
  (name) => name.replace("/", "//"),
  (name) => encodeURIComponent(name),
  (name) => encodeURIComponent(encodeURIComponent(name)),
  (name) => name.replace(/./, (first) => `%${first.codePointAt(0)!.toString(16)}`),
  (name) => `${name}\u200B`,
  (name) => `mine,${name}`,
  (name) => `mine|${name}`,
  (name) => `mine} | @categories:{c${Buffer.from(name).toString("hex")}}`,
  (name) => `c${Buffer.from(name).toString("hex")}`,
  (name) => `mine' OR category = '${name}`,
  (name) => `["${name}"]`,
  (name) => `*${name.slice(1)}`,
  (name) => `${name.slice(0, -1)}?`,
];

/** What a tenant must not see, as those see it who may see everything. */
export type Foreign = { ids: string[]; sources: string[]; categories: string[]; etags: string[] };

/**
 * Tries every way to learn of documents that a tenant may not see, and tells what was learned. A reply gives something away when it
 * holds what is theirs, lacks what is the tenant's, or differs from the reply to a name that nobody has.
 * @param headers of the tenant
 * @param reads of the store since it was asked last: where they differ, so may the time
 */
export async function crossings(
  app: RunningApp,
  headers: Variables,
  { ids, sources, categories, etags }: Foreign,
  reads: () => string[] = () => [],
): Promise<string[]> {
  const found: string[] = [];
  const inspect = (attempt: string, reply: string, told: string) => {
    const secrets = [...Object.values(marks), ...ids, "4711"].filter((secret) => !told.toLowerCase().includes(secret.toLowerCase()));
    for (const secret of secrets)
      if (reply.toLowerCase().includes(secret.toLowerCase())) found.push(`${attempt} tells ${secret}: ${reply}`);
  };
  for (const [attempt, send] of Object.entries(plain)) {
    // What a question says may be said again.
    inspect(attempt, await comparable(await send(app, headers, ""), ""), attempt.includes("history") ? marks.text : "");
  }
  for (const mode of ["hybrid", "vector", "text"]) {
    // What is found and then hidden would leave a gap.
    const reply = await app.post("/search", { query: `oars ${marks.text}`, mode, k: 1 }, { headers });
    const { hits } = (await reply.json()) as { hits: unknown[] };
    if (hits.length !== 1) found.push(`an own passage is crowded out of a search, ${mode}`);
  }
  reads();
  const named: [Record<string, Attempt>, string[], unknown: string][] = [
    [byCategory, categories, "nobodyscat"],
    [bySource, sources, "nobodyscat/nobodysfile.md"],
    [byId, ids, "0123456789abcdef0123456789abcdef"],
  ];
  for (const [attempts, names, unknown] of named) {
    for (const [attempt, send] of Object.entries(attempts)) {
      for (const spell of spellings) {
        const nothing = await comparable(await send(app, headers, spell(unknown)), spell(unknown));
        const readsOfNothing = reads().join();
        for (const name of names) {
          const reply = await comparable(await send(app, headers, spell(name)), spell(name));
          inspect(`${attempt} ${spell(name)}`, reply, "");
          const made = reads().join();
          if (made !== readsOfNothing) found.push(`${attempt} ${spell(name)} takes other reads: ${made} instead of ${readsOfNothing}`);
          if (reply !== nothing) found.push(`${attempt} ${spell(name)} is told apart: ${reply} instead of ${nothing}`);
        }
      }
    }
  }
  for (const [position, source] of sources.entries()) {
    const reply = await app.get(`/documents/${source}`, { ...headers, "if-none-match": etags[position]! });
    if (reply.status !== 404) found.push(`the ETag of ${source} is told right: ${reply.status}`);
  }
  return found;
}

/** All that a client sees of a reply, less what differs from request to request and what it has said itself. */
export async function comparable(reply: Response, said: string): Promise<string> {
  const kept = [...reply.headers].filter(([name]) => !["x-request-id", "server-timing", "content-length"].includes(name));
  const told = `${reply.status} ${JSON.stringify(kept)} ${await reply.text()}`;
  const once = told
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "«request»")
    .replaceAll(/"timings":\{[^}]*\}/g, '"timings":{}')
    .replaceAll(/"created":\d+/g, '"created":0');
  const decoded = [said, inPath(said)].flatMap((text) => [text, safeDecoded(text)]);
  const forms = decoded.flatMap((text) => [JSON.stringify(JSON.stringify(text)).slice(3, -3), JSON.stringify(text).slice(1, -1), text]);
  return forms.filter((form) => form !== "").reduce((text, form) => text.replaceAll(form, "«name»"), once);
}

/** What is left of a name in a URL's path. */
const inPath = (name: string) => new URL(`/documents/${name}`, "http://localhost").pathname.slice("/documents/".length);

function safeDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
