import { z } from "zod";

/** The body of every error response below `/v1`, as OpenAI's API has it. */
export const openaiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.enum(["invalid_request_error", "rate_limit_error", "server_error"]),
      param: z.string().nullable().meta({ description: "The field that is wrong, if it is one." }),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: "OpenaiError", description: "What went wrong, in OpenAI's form." });

export type OpenaiError = z.infer<typeof openaiErrorSchema>;

type Details = { status: number; title: string; detail?: string | undefined; errors?: { field: string; message: string }[] | undefined };

const codes: Record<number, string> = { 401: "invalid_api_key", 429: "rate_limit_exceeded" };

/** A problem in the form that OpenAI's clients read; they show `message` and nothing else. */
export function toOpenaiError({ status, title, detail, errors = [] }: Details): OpenaiError {
  const param = errors[0]?.field.replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]") || null;
  const type = status === 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
  const code = status === 404 && param === "model" ? "model_not_found" : (codes[status] ?? null);
  const message = errors
    .map(({ field, message }) => (field === "" || message.includes(field) ? message : `${field}: ${message}`))
    .join(" ");
  return { error: { message: message || (detail ? `${title}: ${detail}` : `${title}.`), type, param, code } };
}

/** Whether a path is one of OpenAI's protocol, whose clients do not read our problems. */
export const isOpenaiPath = (path: string) => path === "/v1" || path.startsWith("/v1/");
