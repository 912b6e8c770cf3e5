import type { Caller } from "../../access/keyring.ts";
import type { Answer } from "../../document.ts";
import { ConfigurationError, LimitError } from "../../errors.ts";
import { costOf, type Prices } from "../../prices/prices.ts";
import type { AppParts } from "../parts.ts";

const day = 86_400;

type BudgetParts = Pick<AppParts, "limits" | "useStore" | "prices" | "model">;

/** Tokens, and what they cost. */
export type Spent = Answer["usage"];

/** Whoever has no key shares one budget. */
const counterOf = (kind: "tokens" | "cost", { key }: Caller) => `spent:${kind}:${key ?? "anonymous"}`;

/**
 * Whether a caller may have another answer. What is being answered meanwhile is not counted yet, so that a budget can be exceeded by that.
 * @throws LimitError
 */
export async function assertBudget({ limits, useStore, prices }: BudgetParts, caller: Caller): Promise<void> {
  const { tokensPerDay, costPerDay } = limits;
  const budgets = [
    { kind: "tokens", most: tokensPerDay, name: `${tokensPerDay} tokens` },
    { kind: "cost", most: costPerDay, name: `${costPerDay} ${prices.currency}` },
  ] as const;
  for (const { kind, most, name } of budgets) {
    if (most === undefined) continue;
    const { total, left } = await useStore((store) => store.counters.add(counterOf(kind, caller), 0, day));
    if (total >= most) throw new LimitError(`The budget of ${name} a day is spent`, Math.max(Math.ceil(left), 1));
  }
}

/** Counts what an answer took. */
export async function charge({ limits, useStore }: BudgetParts, caller: Caller, { inputTokens, outputTokens, cost }: Spent): Promise<void> {
  const tokens = (inputTokens ?? 0) + (outputTokens ?? 0);
  const amount = cost?.amount ?? 0;
  if (limits.tokensPerDay !== undefined && tokens > 0) {
    await useStore((store) => store.counters.add(counterOf("tokens", caller), tokens, day));
  }
  if (limits.costPerDay !== undefined && amount > 0) {
    await useStore((store) => store.counters.add(counterOf("cost", caller), amount, day));
  }
}

/** @throws ConfigurationError when there is a budget of money, but no price to reckon with */
export function assertPriced(costPerDay: number | undefined, prices: Prices, { name, promptOf }: BudgetParts["model"]): void {
  if (costPerDay === undefined || !promptOf || costOf(prices, name, { inputTokens: 0, outputTokens: 0 })) return;
  throw new ConfigurationError([
    `COST_PER_DAY is ${costPerDay}, but the price of ${name} is not known. Add it to a copy of src/prices/prices.json, which PRICES_FILE names.`,
  ]);
}
