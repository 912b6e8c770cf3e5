/** Whether packages are installed that Footnote works without. */
export async function installed(...packages: string[]): Promise<boolean> {
  const found = await Promise.allSettled(packages.map((name) => import(/* @vite-ignore */ name)));
  return found.every(({ status }) => status === "fulfilled");
}
