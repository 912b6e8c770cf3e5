/** What a server counts, by name and labels as they are written: `footnote_store_up`, `footnote_answers_total{model="x",outcome="y"}`. */
export async function readMetrics(get: (path: string) => Response | Promise<Response>): Promise<Map<string, number>> {
  const lines = (await (await get("/metrics")).text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

/** The part of them whose names begin so. */
export const metricsOf = (metrics: Map<string, number>, prefix: string): Record<string, number> =>
  Object.fromEntries([...metrics].filter(([name]) => name.startsWith(prefix)));
