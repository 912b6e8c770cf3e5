import { type Abstention, abstentionF1 } from "./metrics/abstention.ts";
import { shuffled } from "./metrics/statistics.ts";

/** A question that was answered whatever the evidence. */
export type Judged = { evidence: number; answerable: boolean; right: boolean };

/** What a threshold is chosen for: the best abstention F1, or the most answers of which at most a share is wrong. */
export type Aim = "F1" | { risk: number };

const folds = 10;

/** The decisions of a threshold. */
export function decide(judged: Judged[], leastEvidence: number): Abstention[] {
  return judged.map(({ evidence, answerable }) => ({ declined: evidence < leastEvidence, answerable }));
}

/**
 * The threshold that serves an aim best: between two values of evidence that occur, so that it does not hang on either; of equal ones
 * the lowest, which answers most. 0 when nothing is worth declining.
 */
export function fit(judged: Judged[], aim: Aim): number {
  const values = [...new Set(judged.map(({ evidence }) => evidence))].toSorted((one, other) => one - other);
  const between = values.slice(1).map((value, index) => (value + values[index]!) / 2);
  let best = { threshold: 0, value: worthOf(judged, 0, aim) };
  for (const threshold of between) {
    const value = worthOf(judged, threshold, aim);
    if (value > best.value) best = { threshold, value };
  }
  return best.threshold;
}

/** Decisions on each question by a threshold that was fitted without it: ten folds, seeded, each with its share of both kinds. */
export function crossValidated(judged: Judged[], aim: Aim): Abstention[] {
  const order = [...shuffled(judged.filter(({ answerable }) => answerable)), ...shuffled(judged.filter(({ answerable }) => !answerable))];
  return Array.from({ length: folds }, (_, fold) => {
    const held = order.filter((__, position) => position % folds === fold);
    return decide(
      held,
      fit(
        order.filter((__, position) => position % folds !== fold),
        aim,
      ),
    );
  }).flat();
}

/** Share of the questions that are answered, and share of those that are answered wrongly, which is 0 where none is. */
export function riskAndCoverage(judged: Judged[], leastEvidence: number): { coverage: number; risk: number } {
  const answered = judged.filter(({ evidence }) => evidence >= leastEvidence);
  const wrong = answered.filter(({ right }) => !right).length;
  return { coverage: answered.length / judged.length, risk: wrong / Math.max(1, answered.length) };
}

function worthOf(judged: Judged[], threshold: number, aim: Aim): number {
  if (aim === "F1") return abstentionF1(decide(judged, threshold)) ?? 0;
  const { coverage, risk } = riskAndCoverage(judged, threshold);
  return risk <= aim.risk ? coverage : -risk;
}
