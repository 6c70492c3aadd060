// A worker that answers the heavy checks, so that the engine stays quick. It holds nothing and decides nothing.

import { nobleKernel } from "../../src/crypto/noble.ts";
import { type Asked, answerBy, type Verdict } from "./ask.ts";

self.addEventListener("message", (event: MessageEvent<Asked>) => {
	const { id, question } = event.data;
	const answer = (verdict: Verdict) => self.postMessage(verdict);
	answerBy(nobleKernel, question).then(
		(yes) => answer({ id, yes }),
		(error: unknown) => answer({ id, failed: String(error).slice(0, 200) }),
	);
});
