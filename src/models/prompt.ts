export const promptNames = ["answer", "question", "passage", "rewrite", "followup", "turn"] as const;

/** The texts of `prompts/`, by file name without `.md`. Node reads the files, the Worker bundles them. */
export type Prompts = Record<(typeof promptNames)[number], string>;

/**
 * Puts values into the `{{name}}` places of a template. Values are inserted as they are and never searched for places.
 * @throws Error when a place has no value, or a value no place
 */
export function fillTemplate(template: string, values: Record<string, string | number>): string {
  const unused = new Set(Object.keys(values));
  const filled = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The prompt has a place {{${name}}}, for which there is no value.`);
    unused.delete(name);
    return String(value);
  });
  if (unused.size > 0) throw new Error(`The prompt has no place for ${[...unused].join(", ")}.`);
  return filled;
}
