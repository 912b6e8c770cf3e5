import type { z } from "zod";
import { ConfigurationError } from "../../errors.ts";

/**
 * The records of a JSON Lines text; empty lines are left out.
 * @param name of the file, for messages
 * @throws ConfigurationError that names the first line which is not what `schema` asks for
 */
export function parseJsonLines<Schema extends z.ZodType>(text: string, schema: Schema, name: string): z.output<Schema>[] {
  const records: z.output<Schema>[] = [];
  for (const [position, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const json = parseJson(line);
    if (json === undefined) throw new ConfigurationError([`${name}:${position + 1} is not JSON; each line of the file must be an object.`]);
    const record = schema.safeParse(json);
    if (!record.success) throw new ConfigurationError([`${name}:${position + 1} cannot be used: ${describe(record.error)}`]);
    records.push(record.data);
  }
  if (records.length === 0) throw new ConfigurationError([`${name} holds no records.`]);
  return records;
}

/** Undefined when it is not JSON. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function describe({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("; ");
}
