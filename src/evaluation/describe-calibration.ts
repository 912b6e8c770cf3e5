import { type Aim, crossValidated, decide, type Judged, riskAndCoverage } from "./calibrate.ts";
import { type Abstention, abstentionF1, abstentionPrecision, abstentionRecall } from "./metrics/abstention.ts";
import { textTable } from "./table.ts";

/** Thresholds that the table shows beside the fitted one. */
const steps = Array.from({ length: 11 }, (_, step) => step / 10);

/** A fit for people: what every threshold would give, and what the fitted one gives on questions that it was not fitted on. */
export function describeCalibration(judged: Judged[], fitted: number, aim: Aim): string {
  const thresholds = [...steps, fitted].toSorted((one, other) => one - other);
  const rows = thresholds.map((threshold) => {
    const { coverage, risk } = riskAndCoverage(judged, threshold);
    const name = threshold === fitted ? `${threshold.toFixed(3)} *` : threshold.toFixed(1);
    return [name, share(coverage), share(risk), ...abstentionCells(decide(judged, threshold))];
  });
  const head = ["least evidence", "coverage", "risk", "abstention precision", "recall", "F1"];
  const [precision, recall, f1] = abstentionCells(crossValidated(judged, aim));
  return `${textTable([head, ...rows])}

* fitted for ${describeAim(aim)}. Coverage is the share of the questions that are answered, risk the share of those that are answered wrongly.
Cross-validated, on questions that the threshold was not fitted on: abstention precision ${precision}, recall ${recall}, F1 ${f1}.`;
}

export function describeAim(aim: Aim): string {
  return aim === "F1" ? "abstention F1" : `a risk of at most ${aim.risk}`;
}

function abstentionCells(abstentions: Abstention[]): [string, string, string] {
  return [share(abstentionPrecision(abstentions)), share(abstentionRecall(abstentions)), share(abstentionF1(abstentions))];
}

const share = (value: number | undefined) => (value === undefined ? "none" : value.toFixed(3));
