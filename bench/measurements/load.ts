import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "../measurement.ts";
import { figure } from "../figure.ts";
import { runScript, startServer } from "../processes.ts";
import { fillServedIndex, questions } from "../served-index.ts";
import { startModel } from "../stand-in-model.ts";
import { percentile } from "../statistics.ts";
import type { Streams, StreamTime } from "../streams.ts";
import { measureSoak } from "./soak.ts";

const script = fileURLToPath(import.meta.resolve("../streams.ts"));
const count = 50;
const over = 2000;
const tokensPerSecond = 50;
const rounds = 3;

/** As many streams of answers as a busy chat has, arriving together, beside as many straight from the model. */
export async function measureLoad(bench: Bench) {
  const { workspace: open, signal, soakMinutes } = bench;
  await using workspace = await open("load");
  await using model = await startModel({ pause: 1000 / tokensPerSecond, tokens: 100 });
  await fillServedIndex(workspace, signal);
  const { directory } = workspace;
  // Every question is to be answered, as the model's own streams are.
  const calibrations = join(directory, "calibrations.json");
  await writeFile(calibrations, JSON.stringify({ calibrations: [] }));
  const variables = { CHAT_MODEL: "openai:stand-in", OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "none", CALIBRATION_FILE: calibrations };
  const environment = { ...workspace.environment, ...variables };
  const stream = async (streams: Omit<Streams, "over">): Promise<StreamTime[]> =>
    JSON.parse(await runScript(script, [JSON.stringify({ ...streams, over })], { directory, environment, signal }));

  const asked = questions(count);
  const times: Record<"served" | "direct", StreamTime[]> = { served: [], direct: [] };
  {
    await using server = await startServer({ directory, environment, signal });
    const bodies = asked.map((question) => JSON.stringify({ question, stream: true }));
    const messages = asked.map((content) => JSON.stringify({ model: "stand-in", stream: true, messages: [{ role: "user", content }] }));
    const served = () => stream({ url: `${server.url}/ask`, bodies, firstToken: "answer-delta", end: "event: done" });
    const direct = () => stream({ url: `${model.url}/chat/completions`, bodies: messages, firstToken: '"content"', end: "[DONE]" });
    // The first questions of a process load code and compile it.
    await served();
    for (let round = 0; round < rounds; round++) {
      times.direct.push(...(await direct()));
      times.served.push(...(await served()));
    }
  }
  const p99 = (list: StreamTime[]) =>
    percentile(
      list.map(({ firstToken }) => firstToken ?? Infinity),
      0.99,
    );
  const what = `${count} /ask streams over ${over / 1000} s, a model of ${tokensPerSecond} tokens/s, ${rounds} times`;
  return [
    figure({
      what: `${what}: p99 of the time to the first token, above the model's own`,
      value: p99(times.served) - p99(times.direct),
      unit: "ms",
      target: { of: "value", most: 100 },
    }),
    figure({
      what: `${what}: streams that did not end properly`,
      value: times.served.filter(({ complete }) => !complete).length,
      unit: "streams",
      target: { of: "value", exactly: 0 },
    }),
    ...(soakMinutes === undefined ? [] : await measureSoak(workspace, soakMinutes, signal)),
  ];
}
