import { z } from "zod";
import type { Cost, Usage } from "../document.ts";
import { localProviders } from "../embeddings/embedder.ts";
import { ConfigurationError } from "../errors.ts";
import table from "./prices.json" with { type: "json" };

const price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });

/** What models cost, as their providers listed it on a day. */
const pricesSchema = z.strictObject({
  /** The day, as YYYY-MM-DD. */
  asOf: z.iso.date(),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** By `provider:model`. */
  perMillionTokens: z.record(z.string(), price),
});

export type Prices = z.infer<typeof pricesSchema>;

/** The prices that come with Footnote. Cached input and batches are cheaper, and providers change what they ask: an estimate. */
export const listedPrices: Prices = pricesSchema.parse(table);

/** @param file for the message @throws ConfigurationError */
export function parsePrices(json: string, file: string): Prices {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ConfigurationError([`PRICES_FILE ${file} is not JSON.`]);
  }
  const prices = pricesSchema.safeParse(value);
  if (prices.success) return prices.data;
  throw new ConfigurationError(prices.error.issues.map(({ path, message }) => `PRICES_FILE ${file}: ${path.join(".")}: ${message}`));
}

/** Of a call to a model; null when its price is not known or its tokens were not counted. */
export function costOf({ perMillionTokens, currency }: Prices, model: string, { inputTokens, outputTokens }: Usage): Cost | null {
  // A dated release costs what the name without the date does.
  const listed = perMillionTokens[model] ?? perMillionTokens[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  if (!listed || inputTokens === null || outputTokens === null) return null;
  return { amount: (inputTokens * listed.input + outputTokens * listed.output) / 1_000_000, currency };
}

/** Of two calls; null when that of either is not known. */
export function addCosts(one: Cost | null, other: Cost | null): Cost | null {
  return one && other && { amount: one.amount + other.amount, currency: one.currency };
}

/** Of embedding so many tokens; null when the model's price is not known. */
export function embeddingCost(prices: Prices, { provider, model }: { provider: string; model: string }, tokens: number): Cost | null {
  if (localProviders.has(provider)) return { amount: 0, currency: prices.currency };
  return costOf(prices, `${provider}:${model}`, { inputTokens: tokens, outputTokens: 0 });
}
