// What a fault says to a person.

import type { FaultCode } from "../base/faults.ts";
import { faultMessage, faultTodo } from "../protocol/fault-message.ts";
import { wordsOf } from "./catalogue.ts";

/** What happened and what to do now, in a sentence or two each. */
export const faultWords = (
	code: FaultCode,
): { readonly says: string; readonly todo: string } => ({
	says: wordsOf(faultMessage(code)),
	todo: wordsOf(faultTodo(code)),
});
