import { type OpenAIClient, OpenAIEmbeddings } from "@langchain/openai";
import { assertComplete } from "./remote.ts";

/** LangChain's OpenAI client, which takes what the server sends for complete. */
export class CheckedEmbeddings extends OpenAIEmbeddings {
  protected override async embeddingWithRetry(request: OpenAIClient.EmbeddingCreateParams) {
    const reply = await super.embeddingWithRetry(request);
    assertComplete(
      reply.data?.map(({ embedding }) => embedding),
      [request.input].flat().length,
    );
    return reply;
  }
}
