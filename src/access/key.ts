import { timingSafeEqual } from "hono/utils/buffer";
import { z } from "zod";
import { sha256 } from "../hash.ts";

/** What a key allows: to read and ask, to change documents, or everything. */
export const scopes = ["ask", "ingest", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** What is stored of a key; its secret is not. */
export const keyRecordSchema = z.object({
  /** The public part of the key, by which it is looked up and revoked. */
  id: z.string(),
  /** For people, who it is for. */
  name: z.string(),
  /** SHA-256 of the secret. */
  hash: z.string(),
  scopes: z.array(z.enum(scopes)).min(1),
  /** All that it can see; null for everything. */
  categories: z.array(z.string()).min(1).nullable(),
  created: z.iso.datetime(),
  revoked: z.iso.datetime().nullable(),
});

export type KeyRecord = z.infer<typeof keyRecordSchema>;

const tokenPattern = /^fn_([0-9a-f]{12})_([0-9a-f]{48})$/;

/** A key that was never made, so that an unknown id takes as long as a wrong secret. */
const nobody = "0".repeat(64);

/** @returns the key as its holder sends it, which cannot be had again, and what to store */
export async function newKey(fields: Pick<KeyRecord, "name" | "scopes" | "categories">, created: Date) {
  const [id, secret] = [randomHex(6), randomHex(24)];
  const record: KeyRecord = { id, ...fields, hash: await sha256(secret), created: created.toISOString(), revoked: null };
  return { token: `fn_${id}_${secret}`, record };
}

/** Undefined where a token has not the form of a key. */
export function parseToken(token: string): { id: string; secret: string } | undefined {
  const [, id, secret] = tokenPattern.exec(token) ?? [];
  return id === undefined ? undefined : { id, secret: secret! };
}

/** Whether a secret is that of a key which is still valid; takes as long whatever the answer. */
export async function isValid(record: KeyRecord | undefined, secret: string): Promise<boolean> {
  const equal = await timingSafeEqual(await sha256(secret), record?.hash ?? nobody);
  return equal && record?.revoked === null;
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
