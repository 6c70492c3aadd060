// The words between the engine and a kernel worker: a closed question about bytes, and yes or no. A worker that cannot
// answer says so; that is never a no.

import type { Kernel, SyncAggregateQuestion } from "../../src/crypto/kernel.ts";

export type Question =
	| { readonly ask: "sync-aggregate"; readonly of: SyncAggregateQuestion }
	| {
			readonly ask: "aggregate-key";
			readonly of: {
				readonly pubkeys: Uint8Array;
				readonly aggregatePubkey: Uint8Array;
			};
	  };

export type Asked = { readonly id: number; readonly question: Question };
export type Verdict =
	| { readonly id: number; readonly yes: boolean }
	| { readonly id: number; readonly failed: string };

export const answerBy = (
	kernel: Kernel,
	question: Question,
): Promise<boolean> =>
	question.ask === "sync-aggregate"
		? kernel.verifySyncAggregate(question.of)
		: kernel.checkAggregateKey(
				question.of.pubkeys,
				question.of.aggregatePubkey,
			);

export const isVerdict = (message: unknown): message is Verdict => {
	if (typeof message !== "object" || message === null || !("id" in message))
		return false;
	if (typeof message.id !== "number") return false;
	return (
		("yes" in message && typeof message.yes === "boolean") ||
		("failed" in message && typeof message.failed === "string")
	);
};
