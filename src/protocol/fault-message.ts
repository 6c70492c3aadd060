// A fault as a message: what it says to a person, by its code.

import type { FaultCode } from "../base/faults.ts";
import type { Message } from "./message.ts";

/** What happened, in one sentence. */
export const faultMessage = (code: FaultCode): Message => ({
	code: `fault.${code}`,
	params: {},
});

/** What to do now. */
export const faultTodo = (code: FaultCode): Message => ({
	code: `fault.${code}.todo`,
	params: {},
});
