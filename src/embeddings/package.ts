import { ConfigurationError } from "../errors.ts";

/**
 * Loads a package that is installed only where it is wanted.
 * @param packages all that the provider needs
 * @throws ConfigurationError that names the packages and the command that installs them
 */
export async function loadPackage<Module>(name: string, provider: string, packages: string[]): Promise<Module> {
  try {
    // Not a literal, so that no bundler looks for it.
    return (await import(name)) as Module;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes(name))) throw error;
    throw new ConfigurationError([
      `EMBEDDINGS is "${provider}", which needs packages that are not installed. Run: npm install ${packages.join(" ")}`,
    ]);
  }
}
