import { lexicalEmbedder } from "../../src/embeddings/lexical.ts";
import type { Answer } from "../../src/document.ts";
import type { Bench } from "../measurement.ts";
import { dimensions } from "../data.ts";
import { figure } from "../figure.ts";
import { httpClient } from "../http-client.ts";
import { startServer } from "../processes.ts";
import { rawSearch } from "../raw-search.ts";
import { fillServedIndex, questions, servedCount } from "../served-index.ts";
import { elapsed, percentile, sideBySide } from "../statistics.ts";
import { startModel } from "../stand-in-model.ts";

const k = 6;
const count = 300;
const warmUp = 50;

/** One POST /ask after the other, as its caller sees it, less what the model took. */
export async function measureAnswers({ workspace: open, engine, signal }: Bench) {
  await using workspace = await open("answers");
  await using model = await startModel();
  const { directory, environment } = workspace;
  const search = rawSearch(workspace, await fillServedIndex(workspace, signal));
  const asked = questions(count);
  const embeddings = await lexicalEmbedder(dimensions).embedDocuments(asked);

  const answerers = [
    {
      name: "the extractive answerer",
      mode: "vector",
      variables: {},
      modelTime: ({ timings }: Answer) => timings.generate,
    },
    {
      name: "the extractive answerer",
      mode: "hybrid",
      variables: {},
      modelTime: ({ timings }: Answer) => timings.generate,
    },
    {
      name: "a streaming model behind the OpenAI API",
      mode: "vector",
      variables: { CHAT_MODEL: "openai:stand-in", OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "none" },
      modelTime: () => model.lastDuration(),
    },
  ];
  const figures = [];
  for (const { name, mode, variables, modelTime } of answerers) {
    await using server = await startServer({ directory, environment: { ...environment, ...variables }, signal });
    const post = httpClient(server.url, 1);
    const times = await sideBySide(
      count,
      async (round) => {
        const began = performance.now();
        const answer: Answer = JSON.parse(await post("/ask", JSON.stringify({ question: asked[round]!, k, mode })));
        return performance.now() - began - modelTime(answer);
      },
      (round) => elapsed(() => search(embeddings[round]!, k)),
      signal,
    );
    figures.push(
      figure({
        what: `p50 of POST /ask, ${mode}, less the time of ${name}, ${servedCount.toLocaleString("en")} chunks`,
        value: percentile(times.measured.slice(warmUp), 0.5),
        unit: "ms",
        floor: {
          what: engine.store === "Redis" ? "raw FT.SEARCH" : "raw sqlite-vec query",
          value: percentile(times.floor.slice(warmUp), 0.5),
        },
        ...(engine.store === "Redis" && { target: { of: "value", most: 5 } as const }),
      }),
    );
  }
  return figures;
}
