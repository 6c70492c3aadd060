// Why something could not be read, as a message to stand beside it.

import { asFault } from "../base/fault.ts";
import { faultMessage } from "../protocol/fault-message.ts";
import type { Message } from "../protocol/message.ts";
import { balanceMessage } from "./balance-codes.ts";

/** Why it could not be read, and from whom. */
export const troubleMessage = (thrown: unknown): Message => {
	const { code, source } = asFault(thrown);
	const what = faultMessage(code);
	return source === null
		? what
		: balanceMessage("balance.trouble-from", {
				what,
				source: source.slice(0, 200),
			});
};
