import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docx } from "../support/files/docx.ts";
import { type RunningApp, startApp, temporaryDirectory, writeFiles } from "../support/server.ts";

const notes = "\uFEFF---\r\ntitle: Notes\r\n---\r\n# Café 😀\r\n\r\nOars are stored in the shed.\r\n";
const files = {
  "harbour/notes.md": notes,
  "harbour/boats.docx": docx([{ style: "Heading1", text: "Boats" }, { text: "Boats are kept in the harbour." }]),
  "a b/ü ?#%.txt": "Signs.",
  "100%.md": "All of it.",
  "a%20b.md": "A name that looks encoded.",
};

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
  await app.ingest(files);
});
afterAll(() => app.close());

const read = async (path: string, headers?: Record<string, string>) => {
  const reply = await app.get(path, headers);
  return {
    status: reply.status,
    headers: reply.headers,
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await reply.arrayBuffer()),
  };
};

describe("GET /documents/…", () => {
  test("has the text of a file exactly as it is", async () => {
    const { status, headers, text } = await read("/documents/harbour/notes.md");
    expect({ status, text }).toEqual({ status: 200, text: notes });
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    // A browser must not take a document for a page of this server.
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("has the extracted text of a file that was converted", async () => {
    expect((await read("/documents/harbour/boats.docx")).text).toBe("# Boats\n\nBoats are kept in the harbour.\n");
  });

  test.each([
    ["/documents/harbour%2Fnotes.md", notes],
    ["/documents/a%20b/%C3%BC%20%3F%23%25.txt", "Signs."],
    ["/documents/100%25.md", "All of it."],
    ["/documents/100%.md", "All of it."],
    ["/documents/a%2520b.md", "A name that looks encoded."],
    ["/documents/a%20b.md", "A name that looks encoded."],
  ])("takes the source encoded or not: %s", async (path, expected) => {
    expect(await read(path)).toMatchObject({ status: 200, text: expected });
  });

  test("has the text that every citation refers to, literally", async () => {
    for (const question of ["Where are oars stored?", "Where are boats kept?"]) {
      const answer = await app.post("/ask", { question });
      const { citations } = (await answer.json()) as { citations: { source: string; quote: string; start: number; end: number }[] };
      expect(citations).not.toEqual([]);
      for (const { source, quote, start, end } of citations) {
        expect((await read(`/documents/${encodeURIComponent(source)}`)).text.slice(start, end)).toBe(quote);
      }
    }
  });

  test("tells a client that has it already so, by its ETag, until the text changes", async () => {
    await using other = await startApp();
    await using corpus = await temporaryDirectory();
    const ingest = async (text: string) => {
      await writeFiles(corpus.path, { "a.md": text });
      await other.ingest(corpus.path);
    };
    await ingest("All of it.");
    const tag = (await other.get("/documents/a.md")).headers.get("etag")!;
    expect(tag).toMatch(/^"[^"]+"$/);
    const same = await other.get("/documents/a.md", { "if-none-match": tag });
    expect([same.status, await same.text()]).toEqual([304, ""]);
    await ingest("All of it, and more.");
    const changed = await other.get("/documents/a.md", { "if-none-match": tag });
    expect([changed.status, await changed.text()]).toEqual([200, "All of it, and more."]);
    expect(changed.headers.get("etag")).not.toBe(tag);
  });

  test.each(["/documents/none.md", "/documents/harbour", "/documents/%FF", "/documents/harbour/notes.md/"])(
    "is a problem where there is no such document: %s",
    async (path) => {
      const { status, headers, text } = await read(path);
      expect(status).toBe(404);
      expect(headers.get("content-type")).toBe("application/problem+json");
      expect(JSON.parse(text)).toMatchObject({ status: 404, detail: expect.stringMatching(/^There is no document ".+"\.$/) });
    },
  );

  test.each(["line\nfeed.md", "line\u2028separator.md"])("may have any name that a file can have: %j", async (source) => {
    await using other = await startApp();
    await other.ingest({ [source]: "All of it." });
    const found = await other.get(`/documents/${encodeURIComponent(source)}`);
    expect([found.status, await found.text()]).toEqual([200, "All of it."]);
  });

  test("is gone with the file, and answers 503 before the first ingestion", async () => {
    await using other = await startApp();
    await using corpus = await temporaryDirectory();
    expect((await other.get("/documents/a.md")).status).toBe(503);
    await writeFiles(corpus.path, { "a.md": "A.", "b.md": "B.", "c.md": "C." });
    await other.ingest(corpus.path);
    expect((await other.get("/documents/a.md")).status).toBe(200);
    await rm(join(corpus.path, "a.md"));
    await other.ingest(corpus.path);
    expect((await other.get("/documents/a.md")).status).toBe(404);
  });
});
