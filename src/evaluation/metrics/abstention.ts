/** Whether an answerer declined a question, and whether it should have. */
export type Abstention = { declined: boolean; answerable: boolean };

/**
 * Precision, recall and F1 where "unanswerable" is what is to be found, in [0, 1]: van Rijsbergen 1979, "Information Retrieval",
 * chapter 7; the use for abstention as in Rajpurkar et al. 2018, "Know What You Don't Know". Undefined without a denominator.
 */
export function abstentionPrecision(abstentions: Abstention[]): number | undefined {
  return share(rightlyDeclined(abstentions), abstentions.filter(({ declined }) => declined).length);
}

/** Share of the unanswerable questions that were declined. */
export function abstentionRecall(abstentions: Abstention[]): number | undefined {
  return share(rightlyDeclined(abstentions), abstentions.filter(({ answerable }) => !answerable).length);
}

/** Harmonic mean of both. */
export function abstentionF1(abstentions: Abstention[]): number | undefined {
  const declined = abstentions.filter((one) => one.declined).length;
  const unanswerable = abstentions.filter(({ answerable }) => !answerable).length;
  return share(2 * rightlyDeclined(abstentions), declined + unanswerable);
}

function rightlyDeclined(abstentions: Abstention[]): number {
  return abstentions.filter(({ declined, answerable }) => declined && !answerable).length;
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/**
 * For every threshold of evidence, the share of questions that are answered (coverage) and the share of those that are answered
 * wrongly (risk), from the surest answer to all: El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".
 * @param questions how many there were, the declined ones included, of which nothing more can be known
 */
export function riskCoverage(answers: { evidence: number; right: boolean }[], questions: number): { coverage: number; risk: number }[] {
  const surestFirst = answers.toSorted((one, other) => other.evidence - one.evidence);
  const points: { coverage: number; risk: number }[] = [];
  let wrong = 0;
  for (const [position, { evidence, right }] of surestFirst.entries()) {
    if (!right) wrong++;
    // No threshold lies between equal evidence.
    if (surestFirst[position + 1]?.evidence === evidence) continue;
    points.push({ coverage: (position + 1) / questions, risk: wrong / (position + 1) });
  }
  return points;
}
