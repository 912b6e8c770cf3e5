/** How an answer begins that says the passages do not hold one; `prompts/answer.md` tells the model. What follows it, if anything, is for the user. */
export const declinedMark = "[no answer]";

/** What a user reads where no model says it. */
export const declinedText = "The documents do not answer this question.";
