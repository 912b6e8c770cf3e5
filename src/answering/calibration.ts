import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import type { EmbeddingIdentity } from "../manifest/manifest.ts";
import { type RetrievalMode, retrievalModes } from "../retrieve.ts";
import bundled from "./calibration.json" with { type: "json" };

const share = z.number().min(0).max(1);

/** Below which evidence questions are not answered, and what that was fitted for: evidence of another retrieval says something else. */
const calibrationSchema = z.strictObject({
  embeddings: z.strictObject({ provider: z.string(), model: z.string() }),
  mode: z.enum(retrievalModes),
  /** Questions with less evidence are declined. */
  leastEvidence: share,
  /** What it was fitted on, for people. */
  fittedOn: z.strictObject({ questionSet: z.string(), answerable: z.number().int(), unanswerable: z.number().int(), aim: z.string() }),
});
export type Calibration = z.infer<typeof calibrationSchema>;

const calibrationsSchema = z.strictObject({ calibrations: z.array(calibrationSchema) });

/** Those that come with Footnote: for its own embeddings, on its own questions. */
export const bundledCalibrations: Calibration[] = calibrationsSchema.parse(bundled).calibrations;

/** @param file for the message @throws ConfigurationError */
export function parseCalibrations(json: string, file: string): Calibration[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ConfigurationError([`The calibration ${file} is not JSON. Write another with \`npm run calibrate\`.`]);
  }
  const parsed = calibrationsSchema.safeParse(value);
  if (parsed.success) return parsed.data.calibrations;
  throw new ConfigurationError([
    ...parsed.error.issues.map(({ path, message }) => `The calibration ${file}: ${path.join(".") || "it"}: ${message}`),
    "Write another with `npm run calibrate`.",
  ]);
}

/** Evidence below which a question is not answered; 0, which none is below, where nothing was calibrated for this retrieval. */
export function leastEvidence(calibrations: Calibration[], embeddings: EmbeddingIdentity, mode: RetrievalMode): number {
  return calibrations.find((one) => isFor(one, embeddings, mode))?.leastEvidence ?? 0;
}

export function isFor({ embeddings, mode }: Calibration, { provider, model }: Calibration["embeddings"], asked: RetrievalMode) {
  return embeddings.provider === provider && embeddings.model === model && mode === asked;
}
