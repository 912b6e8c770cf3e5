import type { Finding } from "../../src/diagnosis/check.ts";
import { runFootnote, type Variables } from "./server.ts";

/** `npm run doctor` in a process of its own. */
export async function doctor(variables: Variables, ...args: string[]) {
  await using running = runFootnote(["doctor", ...args], variables);
  const code = await running.exited;
  return { code, ...running.output };
}

/** What it finds, by the names of its checks. */
export async function diagnose(variables: Variables) {
  const { code, stdout, stderr } = await doctor(variables, "--json");
  if (stderr !== "") throw new Error(stderr);
  const { checks } = JSON.parse(stdout) as { checks: Finding[] };
  return { code, checks: Object.fromEntries(checks.map(({ check, ...verdict }) => [check, verdict])) };
}
