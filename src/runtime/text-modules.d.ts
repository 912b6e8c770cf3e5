/** The Worker's bundle holds Markdown files as texts, see the rule in wrangler.toml. */
declare module "*.md" {
  const text: string;
  export default text;
}
