import type { Breakers } from "../upstream/breaker.ts";
import { type ChatService, UpstreamError } from "../errors.ts";
import type { AnswerModel } from "./model.ts";

/** A model that is not asked while its endpoint is down. @param service tells apart models of one name on two servers */
export function guardedModel(model: AnswerModel, service: ChatService, breakers: Breakers): AnswerModel {
  // What sends nothing has no endpoint.
  if (!model.promptOf) return model;
  const breaker = breakers.of(service, model.name);
  return {
    ...model,
    answer: (request, signal) => breaker.stream(() => model.answer(request, signal)),
    rewrite: (question, history, signal) => breaker.call(() => model.rewrite(question, history, signal)),
  };
}

/** Asks `second` where `first` fails before it has said anything; an answer that has begun is never continued by another model. */
export function withFallback(first: AnswerModel, second: AnswerModel): AnswerModel {
  return {
    ...first,
    async *answer(request, signal) {
      let begun = false;
      try {
        for await (const event of first.answer(request, signal)) {
          begun ||= event.type === "text";
          yield event;
        }
        return;
      } catch (error) {
        if (begun || !(error instanceof UpstreamError)) throw error;
      }
      yield { type: "model", name: second.name };
      yield* second.answer(request, signal);
    },
    rewrite: (question, history, signal) =>
      first.rewrite(question, history, signal).catch((error: unknown) => {
        if (!(error instanceof UpstreamError)) throw error;
        return second.rewrite(question, history, signal);
      }),
  };
}
