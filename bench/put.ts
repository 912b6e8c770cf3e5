import { readFile } from "node:fs/promises";

/** A process of its own that sends files over HTTP, in turn under one source, until it is stopped. */
const { url, files }: { url: string; files: string[] } = JSON.parse(process.argv[2]!);
const contents = await Promise.all(files.map((file) => readFile(file)));
for (let round = 0; ; round++) {
  const body = contents[round % contents.length]!;
  const response = await fetch(`${url}/documents/sent.pdf`, { method: "PUT", body });
  if (!response.ok) throw new Error(`PUT answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}
