import type { Answer } from "../document.ts";
import type { Meter } from "./meter.ts";
import type { Registry } from "./registry.ts";

/** Seconds; from a search in memory to an answer of a slow model. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts in a registry. */
export function countingMeter(registry: Registry): Meter {
  const requests = registry.counter("footnote_http_requests_total", "Requests by route and status.");
  const requestSeconds = registry.histogram(
    "footnote_http_request_seconds",
    "Time until the response, or until the beginning of a stream.",
    bounds,
  );
  const brokenStreams = registry.counter("footnote_broken_streams_total", "Streams that ended with an error, after their status was sent.");
  const stageSeconds = registry.histogram(
    "footnote_stage_seconds",
    "Time that each stage took, of answers and of searches; first_token counts from the request.",
    bounds,
  );
  const answers = registry.counter("footnote_answers_total", "Answers by model and outcome: answered, or why there is no answer.");
  const recalls = registry.counter("footnote_answer_cache_total", "Questions by whether an earlier answer was found for them.");
  const citations = registry.counter(
    "footnote_citations_total",
    "Citations of answers, those dropped because nothing supports them apart.",
  );
  const failures = registry.counter(
    "footnote_upstream_failures_total",
    "Calls to models that failed, by the kind of failure; UpstreamPausedError: not made, as too many failed before.",
  );
  const tokens = registry.counter("footnote_tokens_total", "Tokens of chat models as their providers counted them.");
  const cost = registry.counter("footnote_cost_total", "Money for chat models, by the listed prices.");

  const observeStages = (of: "answer" | "search", timings: Record<string, number>) => {
    for (const [stage, milliseconds] of Object.entries(timings)) stageSeconds.observe({ of, stage }, milliseconds / 1000);
  };
  // So that rates can be told before the first one breaks.
  brokenStreams.add({}, 0);

  return {
    request({ method, route, status, duration }) {
      requests.add({ method, route, status }, 1);
      requestSeconds.observe({ method, route }, duration / 1000);
    },
    search: (timings) => observeStages("search", timings),
    answer({ model, reason, citations: cited, droppedCitations, usage, timings: { firstToken, ...stages } }: Answer) {
      observeStages("answer", { ...stages, first_token: firstToken });
      answers.add({ model, outcome: reason ?? "answered" }, 1);
      citations.add({ outcome: "kept" }, cited.length);
      citations.add({ outcome: "dropped" }, droppedCitations);
      tokens.add({ model, kind: "input" }, usage.inputTokens ?? 0);
      tokens.add({ model, kind: "output" }, usage.outputTokens ?? 0);
      if (usage.cost) cost.add({ model, currency: usage.cost.currency }, usage.cost.amount);
    },
    recall: (outcome) => recalls.add({ outcome }, 1),
    upstreamFailure: ({ service, name }) => failures.add({ service, kind: name }, 1),
    brokenStream: () => brokenStreams.add({}, 1),
  };
}
