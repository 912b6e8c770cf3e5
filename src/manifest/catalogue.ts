import { z } from "zod";
import { type Manifest, manifestSchema } from "./manifest.ts";

const besideSchema = z.object({
  manifest: manifestSchema,
  /** `building` until it is switched to; `kept` when it was live before; `going` while it is being deleted. */
  state: z.enum(["building", "kept", "going"]),
  /** When it ceased to be live, in milliseconds since 1970; only of those that were. */
  liveUntil: z.number().optional(),
});

/** An index that is not live. */
export type IndexBeside = z.infer<typeof besideSchema>;

/** The indexes of a store: the live one and those beside it, of those kept the one that was live last at the end. */
export type Catalogue = { live: Manifest; beside: IndexBeside[] };

/** As it is stored: the live manifest as earlier versions stored it alone, and what is beside it. */
const storedSchema = manifestSchema.extend({ beside: z.array(besideSchema).default([]) });

export function parseCatalogue(json: string): Catalogue {
  const { beside, ...live } = storedSchema.parse(JSON.parse(json));
  return { live, beside };
}

export function printCatalogue({ live, beside }: Catalogue): string {
  return JSON.stringify({ ...live, ...(beside.length > 0 && { beside }) });
}
