import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigurationError } from "../../errors.ts";

/**
 * Checks that a file can be written, before the work that it is to hold.
 * @param option that named it
 * @throws ConfigurationError
 */
export async function assertWritable(option: string, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const problem = await problemOf(resolve(file));
  if (problem !== undefined) throw new ConfigurationError([`${option} is ${JSON.stringify(file)}, which cannot be written: ${problem}.`]);
}

async function problemOf(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  const [there, around] = await Promise.all([path, folder].map((one) => stat(one).catch(() => undefined)));
  if (!around?.isDirectory()) return `there is no folder ${JSON.stringify(folder)}`;
  if (there?.isDirectory()) return "it is a folder";
  const allowed = await access(there ? path : folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return allowed ? undefined : `this user may not write ${there ? "it" : `to ${JSON.stringify(folder)}`}`;
}
