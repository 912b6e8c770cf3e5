import { parseArgs, type ParseArgsConfig } from "node:util";
import { z } from "zod";
import { ConfigurationError } from "../../errors.ts";

/** How a command is called, a line for each form. */
export type Usage = string[];

/** What is wrong with the arguments of a command, and how it is called. */
export function misused(problems: string[], usage: Usage): ConfigurationError {
  return new ConfigurationError([...problems, `Usage: ${usage.join("\n           ")}`]);
}

/** As `parseArgs` of Node. @throws ConfigurationError with the usage */
export function readArguments<const Config extends ParseArgsConfig>(config: Config, usage: Usage): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))) throw error;
    // What it says further is for arguments that begin with a dash, which no command takes.
    const problem = error.message.replace(/ To specify a positional argument .*/s, "").replaceAll(/\s+/g, " ");
    throw misused([problem], usage);
  }
}

/** @throws ConfigurationError when a command that variables alone set up was given arguments */
export function assertNoArguments(command: string, args: string[], usage: Usage): void {
  if (args.length === 0) return;
  const problem = `${command} takes no arguments, but was given ${args.join(" ")}. Variables set it up, such as PORT and HOST; .env.example has all of them.`;
  throw misused([problem], usage);
}

/** Whether the arguments ask how a command is called. */
export function asksForHelp(args: string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((one) => one === "--help" || one === "-h");
}

/** A number that was typed. @param allowed for the message */
export const typedNumber = (allowed: string, isAllowed: (value: number) => boolean) =>
  z
    .string()
    .transform((typed) => (typed.trim() === "" ? Number.NaN : Number(typed)))
    .refine(isAllowed, `must be ${allowed}`);

/** How many passages a question is answered from. */
export const typedCount = typedNumber("a whole number from 1 to 50", (k) => Number.isInteger(k) && k >= 1 && k <= 50);
