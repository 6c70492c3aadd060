// Adding tokens as a person would: the contract is asked, so there has to be a block to ask it at.

import { asFault } from "../../src/base/fault.ts";
import type { Scene } from "./scene.ts";
import type { Wallet } from "./wallet.ts";

const patienceMs = 60_000;

/** All tokens of the scene are in the wallet's list. @throws why one is not */
export const addTokens = async (
	wallet: Wallet,
	{ tokens }: Pick<Scene, "tokens">,
): Promise<void> => {
	const end = performance.now() + patienceMs;
	for (const { chainId, address } of tokens)
		for (;;)
			try {
				await wallet.ui("token.add", { chainId, address });
				break;
			} catch (thrown) {
				const { kind } = asFault(thrown);
				const isEarly = kind === "unproven" || kind === "unavailable";
				if (!isEarly || performance.now() > end) throw thrown;
				await new Promise((resolve) => setTimeout(resolve, 200));
			}
};
